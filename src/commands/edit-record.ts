import { applyBaseline } from '../core/check/baseline.ts';
import { rules } from '../core/check/index.ts';
import { judgeRecord, planRules } from '../core/check/judge.ts';
import { applyWaivers } from '../core/check/waivers.ts';
import { compareFindings, type Finding } from '../core/finding.ts';
import { isPerson } from '../core/people.ts';
import { type Edit, editText } from '../core/record/edit.ts';
import { keyOrder } from '../core/record/key-order.ts';
import { parseRecord } from '../core/record/parse.ts';
import type { ParsedRecord, RecordText } from '../core/record/record.ts';
import type { Report } from '../core/report.ts';
import { formatInstant, parseDay } from '../core/time.ts';
import { UserError, type World } from '../world/world.ts';
import type { Option, Request } from './command.ts';
import { contextOf, loadBodyTreeFor, readAllEntries } from './judge-all.ts';
import { nextSteps } from './next-steps.ts';
import { openBaseline } from './open-baseline.ts';
import { type Repository, startReport } from './repository.ts';
import { settleDoubts } from './settle-doubts.ts';

export { findAction, findRecord, idOf } from './find-record.ts';

/** Flags of every verb that writes into a record. */
export const writeOptions: readonly Option[] = [
  { name: 'by', value: 'O', about: 'who does it (default: you, from people.yaml and git)' },
  { name: 'on', value: 'D', about: 'the day it was done (default: the as-of day)' },
  { name: 'commit', about: 'commit the change, with your hooks' },
  { name: 'dry-run', about: 'write nothing' },
];

/** Who does it: --by, else the handle in people.yaml that has git's e-mail, else that e-mail. */
export function writerOf(request: Request, { people, root }: Repository, world: World): string {
  const said = request.text('by');
  if (said !== undefined) {
    if (isPerson(said)) return said;
    throw new UserError(`Unexpected --by "${said}", expected a handle (@name) or an e-mail`, 'Name the person.');
  }
  const email = world.git.identity(root.top)?.email;
  if (email === undefined)
    throw new UserError(
      'Unexpected silence about who does this: git has no user.name and user.email here',
      'Say --by @you, or set both with git config.',
    );
  return people?.withEmail(email)?.handle ?? email;
}

/** The day it is done: --on, else the as-of day in the config's zone. */
export function dayOf(request: Request, { zone, asOf }: Repository): string {
  const said = request.text('on');
  if (said === undefined) return zone.dayOf(asOf);
  if (parseDay(said) === undefined)
    throw new UserError(`Unexpected --on "${said}", expected a day`, 'Write it like 2026-11-20.');
  return said;
}

export interface Change {
  command: string;
  record: ParsedRecord;
  edits: readonly Edit[];
  /** `whole`: no error may stand on the outcome (a sign-off); `edit`: the edit may bring none that was not there. */
  gate: 'whole' | 'edit';
  /** What was done, for the commit message and the person: "close 2026-…". */
  did: string;
  /** Lines for the person, before the next step of the review's life. */
  next?: readonly string[];
  notes?: readonly string[];
  /** The body's text instead of an edit of facts (`render --write`); edits come first. */
  rewrite?: (text: string) => string;
}

/** Plans the edit of one record, or refuses it with the findings that stand in the way (exit 1). */
export async function changeRecord(
  request: Request,
  repository: Repository,
  world: World,
  change: Change,
): Promise<Report> {
  const { record, edits } = change;
  const report = startReport(change.command, repository, request);
  const before = await judgeText(record, record.text, repository, world);
  const blocking = before.filter((finding) => standsInTheWay(finding, edits));
  if (blocking.length > 0) return refused(report, blocking, change);
  const edited = editText(record.text, edits, {
    // Also where the config turns the rule off: what is set aside while reading is not known well enough to be edited.
    read: (text) => {
      const { record: read, problems } = parseRecord({ ...record, text });
      return problems.some(({ rule }) => rule === 'frontmatter') ? undefined : read?.root;
    },
    orderAt: (pointer) => keyOrder(record.kind, pointer),
  });
  if (edited === undefined) {
    throw new UserError(
      `Unexpected layout of ${record.path}, in which this edit cannot be made safely`,
      `Nothing was written. Make the edit by hand: ${edits.map((edit) => edit.pointer).join(', ')}.`,
    );
  }
  const text = change.rewrite === undefined ? edited : change.rewrite(edited);
  const after = await judgeText(record, text, repository, world);
  const known = new Set(before.filter(({ severity }) => severity === 'error').map(keyOf));
  const errors = after.filter(
    (finding) => finding.severity === 'error' && (change.gate === 'whole' || !known.has(keyOf(finding))),
  );
  if (errors.length > 0) return refused(report, errors, change);
  const absolutePath = world.files.join(repository.root.top, record.path);
  return {
    ...report,
    files: [
      { absolutePath, path: record.path, action: text === record.text ? 'keep' : 'update', text, before: record.text },
    ],
    notes: change.notes ?? [],
    summary: { errors: 0, warnings: 0, records: 1 },
    next: [...(change.next ?? []), ...nextAfter(record, text, after, repository)],
    ...(request.isOn('commit') && { commit: { message: change.did } }),
  };
}

function nextAfter(
  record: ParsedRecord,
  text: string,
  findings: readonly Finding[],
  repository: Repository,
): readonly string[] {
  const outcome = parseRecord({ ...record, text }).record;
  if (outcome?.kind !== 'incident') return [];
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  return nextSteps(outcome, warnings, repository);
}

const keyOf = (finding: Finding): string => `${finding.rule} ${finding.anchor} ${finding.message}`;

/** What cannot be read cannot be edited, nor can a map or list that the schema refuses; a refused value may be replaced. */
function standsInTheWay({ rule, severity, pointer }: Finding, edits: readonly Edit[]): boolean {
  if (severity === 'note') return false;
  if (rule !== 'schema' || pointer === null) return rule === 'frontmatter';
  return edits.some(
    ({ edit, pointer: place }) => place.startsWith(`${pointer}/`) || (edit === 'append' && place === pointer),
  );
}

function refused(report: Report, findings: readonly Finding[], change: Change): Report {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const sorted = [...findings].sort(compareFindings);
  return {
    ...report,
    findings: sorted,
    notes: [
      `not done: ${change.did}. ${findings.length === 1 ? `The rule ${sorted[0]?.rule} stands` : `${findings.length} findings stand`} in the way; nothing was written`,
    ],
    summary: { errors, warnings: findings.length - errors, records: 1 },
    failed: true,
  };
}

/** What a record would be told with that text in that place, as `pir check` judges it, unsorted. Nothing needs to stand there. */
export async function judgeText(
  { path, kind }: Pick<RecordText, 'path' | 'kind'>,
  text: string,
  repository: Repository,
  world: World,
): Promise<readonly Finding[]> {
  const file: RecordText = { path, kind, text };
  await loadBodyTreeFor(file);
  const verdict = judgeRecord(file, planRules(rules, repository.config), contextOf(repository, world));
  const needsOthers = verdict.doubts.some(
    ({ question }) => question.ask === 'record' || question.ask === 'action' || question.ask === 'cause',
  );
  const entries = needsOthers ? readAllEntries(file, repository, world) : [verdict.entry];
  const { findings: settled } = await settleDoubts(verdict.doubts, entries, repository, world);
  const waived = applyWaivers([...verdict.findings, ...settled], repository.waivers, repository.clock);
  return applyBaseline(waived, openBaseline(repository, world).entries ?? []);
}

/** The as-of moment as records write times: RFC 3339, UTC. */
export function momentOf({ asOf }: Repository): string {
  return formatInstant(asOf);
}
