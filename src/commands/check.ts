import { applyBaseline, type BaselineEntry, makeBaseline, writeBaseline } from '../core/check/baseline.ts';
import { ruleOf, rules } from '../core/check/index.ts';
import { planRules } from '../core/check/judge.ts';
import { applyWaivers } from '../core/check/waivers.ts';
import { compareFindings, type Finding } from '../core/finding.ts';
import { nearest } from '../core/nearest.ts';
import type { PlannedFile, Report } from '../core/report.ts';
import { UserError, type World } from '../world/world.ts';
import type { Command, Request } from './command.ts';
import { judgeAll } from './judge-all.ts';
import { openBaseline } from './open-baseline.ts';
import { openRepository, type Repository, startReport } from './repository.ts';

export const command: Command = {
  arguments: [{ name: 'PATH', about: 'records or folders to report on; default all', isOptional: true, isMany: true }],
  options: [
    { name: 'staged', about: 'judge what is staged, as a commit would hold it, and report on what it changes' },
    { name: 'rule', value: 'ID', about: 'only this rule; may be repeated', isMany: true },
    {
      name: 'fail-on',
      value: 'LEVEL',
      about: 'what makes exit 1 (default error)',
      choices: ['error', 'warn', 'never'],
    },
    { name: 'baseline', value: 'FILE', about: 'findings that are known (default .pir/baseline.json)' },
    { name: 'update-baseline', about: 'write the baseline: all findings at first, later it only shrinks' },
    { name: 'stdin-filename', value: 'P', about: 'judge standard input as if it were the file P' },
    { name: 'dry-run', about: 'with --update-baseline: write nothing' },
  ],
  examples: [
    ['pir check', 'judge every record; exit 1 when an error stands'],
    ['pir check --format human --format sarif --output pir.sarif', 'read it here and hand it to a code scanner'],
    ['pir check --staged', 'for a pre-commit hook'],
  ],
  about:
    'Every problem is named at once, with file, line, reason and what to do. pir explain RULE says more about a rule.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openRepository(request, world);
  const only = request.many('rule');
  for (const id of only) mustBeRule(id);
  const plan = planRules(rules, repository.config, only);
  const judged = await judgeAll(request, repository, plan, world);
  const { path: baselinePath, entries: baseline } = openBaseline(repository, world, request);
  const waived = applyWaivers(judged.findings, repository.waivers, repository.clock);
  const isUpdate = request.isOn('update-baseline');
  if (isUpdate && only.length > 0)
    throw new UserError(
      'Unexpected --rule with --update-baseline, expected every rule',
      'What the other rules found would be dropped from the baseline.',
    );
  const held = isUpdate ? makeBaseline(waived, baseline) : (baseline ?? []);
  const findings = [...applyBaseline(waived, held)].filter(judged.isAsked).sort(compareFindings);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const failOn = request.text('fail-on') ?? 'error';
  const files = isUpdate ? [planBaseline(baselinePath, held, repository, world)] : [];
  return {
    ...startReport('check', repository, request, world),
    findings,
    files,
    notes: [...judged.notes, ...(isUpdate ? [] : baselineNotes(baseline, findings))],
    summary: { errors, warnings, records: judged.records },
    failed: !isUpdate && ((failOn !== 'never' && errors > 0) || (failOn === 'warn' && warnings > 0)),
    complete: judged.isComplete,
  };
}

function mustBeRule(id: string): void {
  if (ruleOf(id) !== undefined) return;
  const known = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  throw new UserError(
    `Unexpected rule "${id}", which pir does not have`,
    known ? `Did you mean ${known}?` : 'Run pir explain for the list.',
  );
}

function planBaseline(path: string, held: readonly BaselineEntry[], { root }: Repository, world: World): PlannedFile {
  const text = writeBaseline(held);
  const before = world.files.readText(path);
  const name = world.files.relative(root.top, path);
  if (before === undefined) return { absolutePath: path, path: name, action: 'create', text };
  return { absolutePath: path, path: name, action: before === text ? 'keep' : 'update', text, before };
}

function baselineNotes(baseline: readonly BaselineEntry[] | undefined, findings: readonly Finding[]): string[] {
  if (baseline === undefined) return [];
  const held = baseline.reduce((sum, entry) => sum + entry.count, 0);
  const standing = findings.filter((finding) => finding.baselined).length;
  const gone = held - standing;
  const shrink = gone > 0 ? `; ${gone} of them no longer stand: run pir check --update-baseline to let it shrink` : '';
  return [`the baseline holds ${held} finding${held === 1 ? '' : 's'}${shrink}`];
}
