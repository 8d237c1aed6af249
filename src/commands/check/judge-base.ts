import type { BaselineEntry } from '../../core/check/baseline.ts';
import { findingOf } from '../../core/check/finding-at.ts';
import { rules } from '../../core/check/index.ts';
import { type Doubt, entryOf, judgeRecord, planRules, type RulePlan } from '../../core/check/judge.ts';
import { broughtAbout, judgeChange, judgeWholeChange, matchRecords } from '../../core/check/judge-change.ts';
import type { Entry, PlacedWaiver, RecordChange } from '../../core/check/rule.ts';
import { fewOfEachFile, indexOf } from '../../core/check/settle.ts';
import type { Finding } from '../../core/finding.ts';
import { parseRecord } from '../../core/record/parse.ts';
import type { RecordFile } from '../../core/record/record.ts';
import type { Table } from '../../core/report.ts';
import { countOf } from '../../core/words.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Request } from '../command.ts';
import { contextOf, loadBodyTreeFor } from '../judge-all.ts';
import type { Repository } from '../repository.ts';
import { answerAt } from './answer-at.ts';
import {
  compareRecords,
  entryOfRow,
  movedPaths,
  type RecordRow,
  readRows,
  rowsNamed,
  type Side,
} from './changed-records.ts';
import { changedTable } from './changed-table.ts';
import { commitOf, revisionsOf } from './revisions.ts';
import { rootAt, type SettingsAt, settingsAt } from './settings-at.ts';

export interface JudgedChange {
  /** As the base says that records are judged. */
  repository: Repository;
  baseline: readonly BaselineEntry[] | undefined;
  /** Before waivers and baseline, unsorted. */
  findings: readonly Finding[];
  /** What the change touches, with the findings that count. */
  tableOf: (findings: readonly Finding[]) => Table;
  records: number;
  notes: readonly string[];
}

/**
 * Judges what lies between a base and HEAD, from git's objects alone: the records that it touches, and of everything that
 * time or other records have a part in, only what it brought about. Nothing of the work tree is read but large evidence.
 */
export async function judgeBase(
  ref: string,
  only: readonly string[],
  request: Request,
  world: World,
): Promise<JudgedChange> {
  const top = world.git.topLevel(request.cwd);
  if (top === undefined) throw new UserError('Unexpected --base outside a git repository', 'Run pir check without it.');
  const { head, base } = revisionsOf(ref, top, world);
  const from = request.text('policy-from');
  const chosen = from === undefined ? base : commitOf(from, top, world);
  const root = rootAt([chosen, base, head], request, top, world);
  const settings = settingsAt([chosen, base, head], root, request, world);
  const [ofHead, ofBase] = [head, base].map((commit) => settings.get(commit) as SettingsAt) as [SettingsAt, SettingsAt];
  const placesOf = (...all: SettingsAt[]) => all.flatMap(({ repository }) => repository.places);
  const asked = settings.get(chosen) as SettingsAt;
  const sides = compareRecords(
    { base, head },
    { base: placesOf(asked, ofBase), head: placesOf(asked, ofBase, ofHead) },
    root,
    world,
  );
  // Where nothing was kept yet there is nothing to protect: a team's first settings and records come in one change.
  const isFirst = from === undefined && ofBase.isEmpty && sides.base.rows.size === 0;
  const policy = isFirst ? ofHead : asked;
  const { repository } = policy;
  const plan = planRules(rules, repository.config, only);
  const records = await judgeRecords(sides, plan, { waivers: [ofBase, ofHead], repository, head, base }, world);
  const whole = judgeWholeChange(
    {
      records: sides.head.touched.length + sides.base.touched.filter(({ path }) => !sides.head.rows.has(path)).length,
      policyFiles: isFirst ? [] : differing(ofBase.files, ofHead.files),
      baseline: {
        path: ofHead.baseline.path,
        before: ofBase.baseline.entries,
        after: isFirst ? [] : ofHead.baseline.entries,
        text: ofHead.baseline.text ?? '',
      },
    },
    plan,
    contextOf(repository, world),
  );
  const touched = sides.head.touched.length;
  return {
    repository,
    baseline: policy.baseline.text === undefined ? undefined : policy.baseline.entries,
    findings: [...records.findings, ...whole],
    tableOf: (findings) => changedTable(sides, records.changes, findings),
    records: touched,
    notes: [
      `HEAD ${head.slice(0, 12)} against ${base.slice(0, 12)}: ${countOf(touched, 'record')} of ${sides.head.rows.size} ${touched === 1 ? 'is' : 'are'} new or not what they were`,
      ...(isFirst ? ['nothing was kept before this change: it is judged by its own settings'] : []),
      ...(from === undefined ? [] : [`judged by the settings of ${chosen.slice(0, 12)}`]),
      ...(world.git.state(top).dirty ? ['what is not committed was not looked at'] : []),
      ...records.notes,
    ],
  };
}

function differing(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path)).sort();
}

interface Judging {
  repository: Repository;
  /** Base, head. */
  waivers: readonly [SettingsAt, SettingsAt];
  base: string;
  head: string;
}

async function judgeRecords(
  sides: { base: Side; head: Side },
  plan: readonly RulePlan[],
  { repository, waivers, head, base }: Judging,
  world: World,
): Promise<{ findings: readonly Finding[]; changes: readonly RecordChange[]; notes: readonly string[] }> {
  const { root } = repository;
  const context = contextOf(repository, world);
  const before = readRows(sides.base.touched, root, world);
  const after = readRows(sides.head.touched, root, world);
  for (const file of [...before, ...after]) await loadBodyTreeFor(file);
  const moved = movedPaths(sides.base, sides.head);
  const changes = matchRecords(before, after);
  const known = new Map(changes.flatMap(({ before, after }) => (before && after ? [[after.path, before.path]] : [])));
  const old = new Map(before.map((file) => [file.path, file]));
  const lasting = plan.filter(({ rule }) => rule.usesClock !== true);
  const clocked = plan.filter(({ rule }) => rule.usesClock === true);

  const judged = after.filter(({ path }) => !moved.has(path));
  const now = judged.map((file) => judgeRecord(file, lasting, context));
  const late = judged.map((file) => judgeRecord(file, clocked, context));
  const wasLate = judged.flatMap(({ path }) => {
    const file = old.get(known.get(path) ?? path);
    return file === undefined ? [] : [judgeRecord(file, clocked, context)];
  });
  const all = (verdicts: readonly { findings: Finding[] }[]) => verdicts.flatMap(({ findings }) => findings);
  const doubts = (verdicts: readonly { doubts: Doubt[] }[]) => verdicts.flatMap(({ doubts }) => doubts);

  const [headEntries, baseEntries] = [
    entriesOf(sides.head, after, doubts([...now, ...late]), changes, repository, world),
    entriesOf(sides.base, before, doubts(wasLate), [], repository, world),
  ];
  const answers = await answerAt(head, doubts([...now, ...late]), indexOf(headEntries.real), repository, world);
  const wasAnswers = await answerAt(base, doubts(wasLate), indexOf(baseEntries.real), repository, world);
  const texts = new Map(after.flatMap((file) => ('text' in file ? [[file.path, file.text]] : [])));
  const together = (entries: readonly Entry[], { repository: { waivers } }: SettingsAt) =>
    judgeTogether(entries, waivers, plan, context, texts);
  const togetherNow = together(headEntries.all, waivers[1]);
  const findings = [
    ...all(now),
    ...answers.settle(doubts(now)),
    ...broughtAbout(
      [...all(wasLate), ...wasAnswers.settle(doubts(wasLate))],
      [...all(late), ...answers.settle(doubts(late))],
    ),
    ...(togetherNow.length === 0 ? [] : broughtAbout(together(baseEntries.all, waivers[0]), togetherNow)),
    ...changes
      .filter(({ before, after }) => after !== undefined || !isElsewhere(before, headEntries.real))
      .flatMap((change) => judgeChange(change, plan, context)),
  ];
  return { findings, changes, notes: answers.notes };
}

/** Whether a record whose file is gone still stands in one that the change left alone. */
function isElsewhere(before: RecordChange['before'], entries: readonly Entry[]): boolean {
  if (before === undefined || before.kind === 'acknowledgement') return false;
  return entries.some(({ kind, id }) => kind === before.kind && id === before.data.id);
}

/**
 * What is known of the records of a side: `real` of those that the change touches and of those that they name, which are
 * read; `all` of the others too, from their paths.
 */
function entriesOf(
  side: Side,
  touched: readonly RecordFile[],
  doubts: readonly Doubt[],
  changes: readonly RecordChange[],
  { root }: Repository,
  world: World,
): { real: readonly Entry[]; all: readonly Entry[] } {
  const ids = new Set<string>();
  for (const { question } of doubts) {
    if (question.ask === 'record') ids.add(question.id);
    if (question.ask === 'action' || question.ask === 'cause')
      ids.add(question.ref.slice(0, question.ref.lastIndexOf('/')));
  }
  for (const { before, after } of changes)
    if (after === undefined && before !== undefined && 'id' in before.data) ids.add(before.data.id ?? '');
  const isTouched = new Set(touched.map(({ path }) => path));
  const untouched = [...side.rows.values()].filter(({ path }) => !isTouched.has(path));
  const named = ids.size === 0 ? [] : rowsNamed(untouched)(ids);
  const real = [...touched, ...readRows(named, root, world)].map(entryOfFile);
  const isRead = new Set(named);
  return { real, all: [...real, ...untouched.filter((row: RecordRow) => !isRead.has(row)).map(entryOfRow)] };
}

function entryOfFile(file: RecordFile): Entry {
  if ('text' in file) return entryOf(file, parseRecord(file).record);
  return entryOf({ ...file, text: '' }, undefined);
}

function judgeTogether(
  entries: readonly Entry[],
  waivers: readonly PlacedWaiver[],
  plan: readonly RulePlan[],
  context: ReturnType<typeof contextOf>,
  texts: ReadonlyMap<string, string>,
): readonly Finding[] {
  const around = { ...context, ruleIds: rules.map(({ id }) => id), waivers, mayWaiveAhead: true as const };
  const findings = plan.flatMap(({ rule, level }) => {
    if (rule.scope !== 'repository') return [];
    return [...rule.judge(entries, around)].map((problem) => {
      const source = texts.get(problem.path)?.split(/\r?\n/)[problem.line - 1] ?? null;
      return findingOf(rule.id, level === 'error' ? 'error' : 'warning', problem, source);
    });
  });
  return fewOfEachFile(findings);
}
