import { applyBaseline, type BaselineEntry, makeBaseline, writeBaseline } from '../core/check/baseline.ts';
import { ruleOf, rules } from '../core/check/index.ts';
import { planRules } from '../core/check/plan-rules.ts';
import { applyWaivers } from '../core/check/waivers.ts';
import { compareFindings, type Finding } from '../core/finding.ts';
import { nearest } from '../core/nearest.ts';
import type { PlannedFile, Report } from '../core/report.ts';
import { UserError, type World } from '../world/world.ts';
import { openAsOf } from './as-of.ts';
import type { JudgedChange } from './check/judge-base.ts';
import type { Command, Request } from './command.ts';
import { judgeAll } from './judge-all.ts';
import { startLook } from './kept-run.ts';
import { openBaseline } from './open-baseline.ts';
import { openRepository, type Repository, saysState, startReport } from './repository.ts';

export const command: Command = {
  arguments: [{ name: 'PATH', about: 'records or folders to report on; default all', isOptional: true, isMany: true }],
  options: [
    {
      name: 'base',
      value: 'REF',
      about: 'judge what HEAD changes since it parted from REF, by the settings of that moment',
    },
    { name: 'policy-from', value: 'REF', about: 'with --base: take config, people, waivers and baseline from REF' },
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
    ['pir check --base origin/main', 'for a pull request: what it touches, and what it brings about elsewhere'],
  ],
  about:
    'Every problem is named at once, with file, line, reason and what to do. pir explain RULE says more about a rule.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const only = request.many('rule');
  for (const id of only) mustBeRule(id);
  const base = request.text('base');
  if (base !== undefined) return await runWithBase(base, only, request, world);
  mustNeedNoBase(only, request);
  // What is edited, staged or typed is of now: there the flag only sets the clock.
  const isOfNow = ['staged', 'update-baseline'].some(request.isOn) || request.text('stdin-filename') !== undefined;
  if (!request.hasAsOfFlag) beginLook(request, world);
  const repository = isOfNow ? openRepository(request, world) : openAsOf(request, world);
  for (const id of Object.keys(repository.config.rules)) mustBeRule(id, ' under rules in pir.config.yaml');
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
  const files = isUpdate ? [planBaseline(baselinePath, held, repository, world)] : [];
  return {
    ...startReport('check', repository, request),
    findings,
    files,
    notes: [...judged.notes, ...(isUpdate ? [] : baselineNotes(baseline, findings))],
    ...outcome(findings, judged.records, request, isUpdate),
    complete: judged.isComplete,
  };
}

/** What git does takes longest where little has changed: it begins before anything is known but where the repository is. */
function beginLook(request: Request, world: World): void {
  const isPart = request.isOn('staged') || request.text('stdin-filename') !== undefined;
  const top = isPart ? undefined : topAround(request.cwd, world);
  if (top !== undefined) startLook(top, request.formats.some(saysState), world);
}

/** That of the repository, where there is one; what else may stand there is told by who opens it. */
function topAround(cwd: string, { files, git }: World): string | undefined {
  return files.look(cwd) === 'folder' ? git.topLevel(cwd) : undefined;
}

/** What counts of the findings, and whether it fails the run. */
function outcome(
  findings: readonly Finding[],
  records: number,
  request: Request,
  isUpdate = false,
): Pick<Report, 'summary' | 'failed'> {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const failOn = request.text('fail-on') ?? 'error';
  return {
    summary: { errors, warnings, records },
    failed: !isUpdate && ((failOn !== 'never' && errors > 0) || (failOn === 'warn' && warnings > 0)),
  };
}

async function runWithBase(base: string, only: readonly string[], request: Request, world: World): Promise<Report> {
  const other = ['staged', 'stdin-filename', 'baseline', 'update-baseline'].find(
    (name) => request.isOn(name) || request.text(name) !== undefined,
  );
  if (other !== undefined || request.manyArguments('PATH').length > 0)
    throw new UserError(
      `Unexpected ${other === undefined ? 'paths' : `--${other}`} together with --base`,
      '--base judges the whole change, with the baseline of its base.',
    );
  const top = topAround(request.cwd, world);
  const ahead = top === undefined ? undefined : world.git.readAhead(top);
  try {
    // Git reads while this is loaded, and what it has said by now it is asked further about.
    const revisions = ahead?.revisions(base);
    await ahead?.turn();
    const { judgeBase } = await import('./check/judge-base.ts');
    await revisions;
    return reportOnChange(await judgeBase(base, only, request, world, ahead), request, world);
  } finally {
    ahead?.close();
  }
}

function reportOnChange(
  { repository, baseline, findings: found, ...judged }: JudgedChange,
  request: Request,
  world: World,
): Report {
  const waived = applyWaivers(found, repository.waivers, repository.clock);
  const isAtTerminal = world.terminal.errIsTty;
  const findings = [...applyBaseline(waived, baseline)].sort(compareFindings);
  return {
    ...startReport('check', repository, request),
    findings,
    tables: [judged.tableOf(findings)],
    // People read the findings; the table is for programs and for the format comment.
    page: [],
    notes: judged.notes,
    ...(isAtTerminal &&
      world.git.state(repository.root.top).dirty && { next: ['What is not committed was not looked at.'] }),
    ...outcome(findings, judged.records, request),
  };
}

function mustNeedNoBase(only: readonly string[], request: Request): void {
  if (request.text('policy-from') !== undefined)
    throw new UserError('Unexpected --policy-from without --base', 'Name the base of the change, too.');
  const comparing = only.find((id) => ruleOf(id)?.scope === 'change' || ruleOf(id)?.scope === 'whole-change');
  if (comparing === undefined) return;
  throw new UserError(
    `Unexpected --rule ${comparing} without --base`,
    'It compares before and after: name the base of the change, too.',
  );
}

function mustBeRule(id: string, where = ''): void {
  if (ruleOf(id) !== undefined) return;
  const known = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  throw new UserError(
    `Unexpected rule "${id}"${where}, which pir does not have`,
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
