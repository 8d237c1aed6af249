import { ruleOf } from '../core/check/index.ts';
import { compareFindings, type Finding } from '../core/finding.ts';
import { type Edit, editText } from '../core/record/edit.ts';
import { keyOrder } from '../core/record/key-order.ts';
import type { RecordKind } from '../core/record/kinds.ts';
import { locate, type MapNode } from '../core/record/node.ts';
import { parseRecord } from '../core/record/parse.ts';
import type { ParsedRecord, RecordText } from '../core/record/record.ts';
import type { PlannedFile, Report } from '../core/report.ts';
import { UserError, type World } from '../world/world.ts';
import type { Request } from './command.ts';
import { judgeTexts } from './judge-texts.ts';
import { lateFindings } from './late-findings.ts';
import { nextSteps } from './next-steps.ts';
import { type Repository, startReport } from './repository.ts';

/** What is to become of one record. */
export interface RecordEdits {
  record: ParsedRecord;
  edits: readonly Edit[];
  /**
   * `whole`: no error may stand on the outcome (a sign-off); `edit`: the edit may bring none that was not there, but for
   * what only passed time says of it: that something is late is true, and no reason to leave unwritten what was done.
   */
  gate: 'whole' | 'edit';
  /** Rules that say what has to follow: no reason to leave unwritten what is so. */
  mayLeave?: readonly string[];
  /** The body's text instead of an edit of facts (`render --write`); edits come first. */
  rewrite?: (text: string) => string;
}

/** One thing that is told in several records: all of it is written, or none of it. */
export interface RecordsChange extends Pick<Report, 'page' | 'tables' | 'notes'> {
  command: string;
  changes: readonly RecordEdits[];
  /** A record that is made with it. */
  made?: { file: PlannedFile; kind: RecordKind; mayLeave?: readonly string[] };
  /** What was done, for the commit message and the person: "close 2026-…". */
  did: string;
  /** Lines for the person, before the next steps of the incidents' lives. */
  next?: readonly string[];
}

/** Plans the edits of records, or refuses all of them with the findings that stand in the way (exit 1). */
export async function changeRecords(
  request: Request,
  repository: Repository,
  world: World,
  { command, changes, made, did, next = [], notes, tables, page }: RecordsChange,
): Promise<Report> {
  const report = startReport(command, repository, request);
  const before = await judgeTexts(
    changes.map(({ record }) => record),
    repository,
    world,
  );
  const of = (findings: readonly Finding[], path: string) => findings.filter((finding) => finding.path === path);
  const blocking = changes.flatMap(({ record, edits }) =>
    of(before, record.path).filter((finding) => standsInTheWay(finding, edits)),
  );
  if (blocking.length > 0) return refused(report, blocking, did, changes.length);
  const edited = changes.map((change) => ({ ...change, text: textAfter(change) }));
  const texts: RecordText[] = [
    ...(made === undefined ? [] : [{ path: made.file.path, kind: made.kind, text: made.file.text }]),
    ...edited.map(({ record, text }) => ({ path: record.path, kind: record.kind, text })),
  ];
  const after = await judgeTexts(texts, repository, world);
  const late = await lateFindings(
    errorsIn(after),
    edited.flatMap(({ record, gate, text }) =>
      gate === 'edit' ? [{ before: record, after: { ...record, text } }] : [],
    ),
    repository,
    world,
  );
  const errors = [
    ...(made === undefined
      ? []
      : errorsIn(of(after, made.file.path)).filter(
          // That time has passed is none either.
          ({ rule }) => !ruleOf(rule)?.usesClock && !made.mayLeave?.includes(rule),
        )),
    ...edited.flatMap(({ record, gate, mayLeave }) => {
      const known = new Set(errorsIn(of(before, record.path)).map(keyOf));
      const isNew = (finding: Finding) => gate === 'whole' || !(known.has(keyOf(finding)) || late.has(finding));
      return errorsIn(of(after, record.path)).filter((each) => isNew(each) && !mayLeave?.includes(each.rule));
    }),
  ];
  if (errors.length > 0) {
    const standing = new Map(changes.map(({ record }) => [record.path, record.root]));
    return refused(
      report,
      errors.map((error) => asRefused(error, standing.get(error.path))),
      did,
      texts.length,
    );
  }
  const files = [
    ...(made === undefined ? [] : [made.file]),
    ...edited.map(({ record, text }): PlannedFile => {
      const absolutePath = world.files.join(repository.root.top, record.path);
      const action = text === record.text ? 'keep' : 'update';
      return { absolutePath, path: record.path, action, text, before: record.text };
    }),
  ];
  return {
    ...report,
    tables,
    ...(page && { page }),
    files,
    ...(files.length > 1 && { isTogether: true as const }),
    notes,
    summary: { errors: 0, warnings: 0, records: files.length },
    next: [
      ...next,
      ...edited.flatMap(({ record, text }) => nextAfter(record, text, of(after, record.path), repository)),
    ],
    ...(request.isOn('commit') && { commit: { message: did } }),
  };
}

function textAfter({ record, edits, rewrite }: RecordEdits): string {
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
  return rewrite === undefined ? edited : rewrite(edited);
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

const errorsIn = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === 'error');

const keyOf = (finding: Finding): string => `${finding.rule} ${finding.anchor} ${finding.message}`;

/** What cannot be read cannot be edited, nor can a map or list that the schema refuses; a refused value may be replaced. */
function standsInTheWay({ rule, severity, pointer }: Finding, edits: readonly Edit[]): boolean {
  if (severity === 'note') return false;
  if (rule !== 'schema' || pointer === null) return rule === 'frontmatter';
  return edits.some(
    ({ edit, pointer: place }) => place.startsWith(`${pointer}/`) || (edit === 'append' && place === pointer),
  );
}

/** A hint that names what the refused edit would have added, as if it stood there, leads nowhere. */
function asRefused(finding: Finding, root: MapNode | undefined): Finding {
  const { pointer, anchor, hint, record } = finding;
  const [, list = '', index = ''] = /^\/([^/]+)\/(\d+)(?=\/|$)/.exec(pointer ?? '') ?? [];
  const isThere = root !== undefined && (list === '' || locate(root, `/${list}/${index}`).isWhole);
  const name = anchor.split('/')[2] ?? '';
  if (isThere) return finding;
  const names = root === undefined ? [`${record}`] : [`/${name}`, `${list}.${name}`];
  if (!names.some((each) => hint.includes(each))) return finding;
  return { ...finding, hint: 'Nothing was written: give the command again, with what is expected.' };
}

function refused(report: Report, findings: readonly Finding[], did: string, records: number): Report {
  const errors = errorsIn(findings).length;
  const sorted = [...findings].sort(compareFindings);
  return {
    ...report,
    findings: sorted,
    notes: [
      `not done: ${did}. ${findings.length === 1 ? `The rule ${sorted[0]?.rule} stands` : `${findings.length} findings stand`} in the way; nothing was written`,
    ],
    summary: { errors, warnings: findings.length - errors, records },
    failed: true,
  };
}
