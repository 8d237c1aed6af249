import { ruleOf } from '../core/check/index.ts';
import { compareFindings, type Finding } from '../core/finding.ts';
import { incidentTypes } from '../core/record/incident-types.ts';
import type { Incident } from '../core/record/shapes.ts';
import type { PlannedFile, Report } from '../core/report.ts';
import { UserError, type World } from '../world/world.ts';
import type { Command, Request } from './command.ts';
import { judgeText } from './edit-record.ts';
import { askDraft, askToWrite } from './new/ask.ts';
import { askedTimes, missingFlags, readDraft, refuseMissing, withKeeper } from './new/draft.ts';
import { nextSteps } from './new/next-steps.ts';
import { plainName, planRecord } from './new/plan.ts';
import { openRepository, type Repository, startReport } from './repository.ts';

const aboutTime: { readonly [name in (typeof askedTimes)[number]]: string } = {
  started: 'when the harm began',
  detected: 'when somebody first knew',
  acknowledged: 'when somebody took it on',
  mitigated: 'when the harm stopped growing',
  resolved: 'when all was restored',
};

export const command: Command = {
  arguments: [{ name: 'TITLE', about: 'what happened, in one line', isOptional: true }],
  options: [
    { name: 'type', value: 'T', about: Object.keys(incidentTypes).join(', ') },
    { name: 'severity', value: 'S', about: 'one of the config’s, as sev2' },
    { name: 'owner', value: 'O', about: 'who drives the review to its end: a handle (@name) or an e-mail' },
    ...askedTimes.map((name) => ({ name, value: 'I', about: aboutTime[name] })),
    { name: 'service', value: 'S', about: 'a service that was concerned; may be repeated', isMany: true },
    { name: 'impact', value: 'TEXT', about: 'what it did to whom, in one line' },
    {
      name: 'restricted',
      value: 'WHERE',
      about: 'only a stub, which counts; the full record is kept there, by the owner',
    },
    {
      name: 'template',
      value: 'NAME',
      about: 'incident, security, near-miss, lite, restricted, or a file of .pir/templates',
    },
    { name: 'id', value: 'ID', about: 'the id; default the day it was detected (else started) and words of the title' },
    { name: 'from', value: 'FILE', about: 'read fields from YAML or JSON with the keys of a record; - for stdin' },
    { name: 'edit', about: 'open the file in your editor' },
    { name: 'commit', about: 'commit the file, with your hooks' },
    { name: 'dry-run', about: 'write nothing; print the file' },
  ],
  examples: [
    ['pir new', 'asks, on a terminal'],
    [
      'pir new "Checkout down" --type availability --severity sev2 --owner @sre-lead --detected 2026-11-20T09:20+01:00',
      'the least that a record needs',
    ],
    ['pir new --from incident.json --owner @sre-lead --no-input', 'from what a pager or a chat bot knows'],
  ],
  about:
    'Times are moments with an offset (2026-11-20T09:20+01:00), or 2026-11-20 09:20 where the config states a timezone, or "now", "30 minutes ago", "yesterday 09:12".',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openRepository(request, world);
  refuseImpossible(request, repository, world);
  const given = await readDraft(request, repository, world);
  const missing = missingFlags(given);
  // Whoever pipes fields in has no hands on the terminal.
  const mayAsk = request.mayAsk && request.text('from') !== '-';
  if (missing.length > 0 && !mayAsk) refuseMissing(missing, repository.config);
  const draft = withKeeper(missing.length > 0 ? await askDraft(given, repository, world) : given);
  const file = planRecord(draft, request.text('template'), repository, world);
  const findings = await judgeText({ path: file.path, kind: 'incident' }, file.text, repository, world);
  const report = startReport('new', repository, request);
  const blocking = findings.filter(standsInTheWay);
  if (blocking.length > 0) return refused(report, blocking);
  const notes = [
    ...sameNameNotes(file, draft, repository),
    ...findings.filter(({ severity }) => severity !== 'note').map(({ message }) => `pir check says: ${message}`),
  ];
  if (request.isDryRun)
    return { ...report, page: [{ block: 'code', text: file.text, language: 'markdown' }], files: [file], notes };
  const isWanted = missing.length > 0 && (await askToWrite(file, world));
  const isOpened = isWanted || request.isOn('edit');
  return {
    ...report,
    files: [file],
    notes,
    summary: { errors: 0, warnings: 0, records: 1 },
    next: ([written = file]) => nextSteps(draft, written, isOpened, repository),
    ...(isOpened && { edit: true }),
    ...(request.isOn('commit') && { commit: { message: `Record an incident: ${draft.title}` } }),
  };
}

/** Before anything is asked or written. */
function refuseImpossible(request: Request, { root }: Repository, { terminal }: World): void {
  if (request.isOn('commit') && !root.isGit)
    throw new UserError('Unexpected --commit outside a git repository', 'Run git init first, or leave it out.');
  if (request.isOn('edit') && !(terminal.inIsTty && terminal.errIsTty))
    throw new UserError('Unexpected --edit without a terminal', 'Leave it out, or run pir new on a terminal.');
}

/** That another record took the name: mostly it is the same incident, told twice. */
function sameNameNotes({ path }: PlannedFile, draft: Incident, repository: Repository): string[] {
  const plain = plainName(draft, repository);
  const own = path.slice(path.lastIndexOf('/') + 1, -'.md'.length);
  if (draft.id !== undefined || own === plain) return [];
  return [
    `${plain} is there already: this is ${own}. If it is the same incident, delete this file and go on with that one`,
  ];
}

/** That time has passed (an overdue review) is no reason to leave an incident unrecorded. */
function standsInTheWay({ rule, severity }: Finding): boolean {
  return severity === 'error' && !ruleOf(rule)?.usesClock;
}

function refused(report: Report, findings: readonly Finding[]): Report {
  return {
    ...report,
    findings: [...findings].sort(compareFindings),
    notes: [
      'not made: a record like this would not pass pir check; nothing was written. Correct what was said, and say it again',
    ],
    summary: { errors: findings.length, warnings: 0, records: 1 },
    failed: true,
  };
}
