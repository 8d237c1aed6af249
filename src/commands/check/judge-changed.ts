import { entryOf } from '../../core/check/entry.ts';
import { findingOf } from '../../core/check/finding-at.ts';
import { rules } from '../../core/check/index.ts';
import { judgeRecord } from '../../core/check/judge.ts';
import { broughtAbout, isElsewhere, judgeChange, matchRecords } from '../../core/check/judge-change.ts';
import type { RulePlan } from '../../core/check/plan-rules.ts';
import { idsOf, needsAll } from '../../core/check/record-question.ts';
import type { Context, Entry, PlacedWaiver, RecordChange } from '../../core/check/rule.ts';
import { fewOfEachFile, indexOf } from '../../core/check/settle.ts';
import type { Verdict } from '../../core/check/verdict.ts';
import type { Finding } from '../../core/finding.ts';
import type { RecordKind } from '../../core/record/kinds.ts';
import { type Parsing, parseRecord } from '../../core/record/parse.ts';
import type { RecordFile } from '../../core/record/record.ts';
import type { ReadAhead, World } from '../../world/world.ts';
import { contextOf } from '../judge-all.ts';
import type { RecordPlaces, RecordRow } from '../record-rows.ts';
import type { Repository } from '../repository.ts';
import { answerAt } from './answer-at.ts';
import { movedPaths, readNamed } from './changed-records.ts';
import { concernedBy } from './concerned-by.ts';
import { type EntryCache, openEntryCache } from './entry-cache.ts';
import { parseRows } from './parse-rows.ts';
import type { SettingsAt } from './settings-at.ts';

export interface Judging {
  head: string;
  base: string;
  /** What differs in the records' places. */
  touched: { before: readonly RecordRow[]; after: readonly RecordRow[] };
  places: { base: RecordPlaces; head: RecordPlaces };
  settings: { head: SettingsAt; base: SettingsAt };
  repository: Repository;
  plan: readonly RulePlan[];
  ahead: ReadAhead | undefined;
}

/** One of the two commits, as far as it is read. */
interface Side {
  commit: string;
  places: RecordPlaces;
  files: readonly RecordFile[];
  waivers: readonly PlacedWaiver[];
  cache: EntryCache;
  ahead: ReadAhead | undefined;
}

/** Kinds of which every record is wanted; null for all kinds. */
type Kinds = ReadonlySet<RecordKind> | null;

/** Judges the records that a change touches, alone, among the others, and against what they were. */
export async function judgeChanged(
  { head, base, touched, places, settings, repository, plan, ahead }: Judging,
  world: World,
): Promise<{ findings: readonly Finding[]; changes: readonly RecordChange[]; notes: readonly string[] }> {
  const { root } = repository;
  const context = contextOf(repository, world);
  const cache = openEntryCache(root, world);
  const parsings = new Map<RecordFile, Parsing>();
  const sideOf = async (
    commit: string,
    place: RecordPlaces,
    rows: readonly RecordRow[],
    { repository }: SettingsAt,
  ): Promise<Side> => ({
    commit,
    places: place,
    files: await parseRows(rows, parsings, root, world, ahead),
    waivers: repository.waivers,
    cache,
    ahead,
  });
  const was = await sideOf(base, places.base, touched.before, settings.base);
  const is = await sideOf(head, places.head, touched.after, settings.head);
  const recordIn = (file: RecordFile) => parsings.get(file)?.record;
  const entries = new Map<RecordFile, Entry>();
  const entryIn = (file: RecordFile): Entry => {
    const entry = entries.get(file) ?? entryOf('text' in file ? file : { ...file, text: '' }, recordIn(file));
    entries.set(file, entry);
    return entry;
  };
  const judge = (file: RecordFile, plan: readonly RulePlan[]): Verdict => {
    const verdict = judgeRecord(file, plan, context, parsings.get(file));
    if ('text' in file) entries.set(file, verdict.entry);
    return verdict;
  };
  const changes = matchRecords(was.files, is.files, recordIn);
  const before = new Map(changes.flatMap(({ before, after }) => (before && after ? [[after.path, before.path]] : [])));

  const moved = movedPaths(touched.before, touched.after);
  const verdicts: Verdict[] = [];
  for (const file of is.files) {
    if (!moved.has(file.path)) verdicts.push(judge(file, plan));
    await ahead?.turn();
  }
  const clocked = plan.filter(({ rule }) => rule.usesClock === true);
  const isLate = ({ rule }: { rule: string }) => clocked.some((row) => row.rule.id === rule);
  const hasLate = (verdict: Verdict) =>
    verdict.findings.some(isLate) || verdict.doubts.some(({ finding }) => isLate(finding));
  const lateBefore = new Set(verdicts.filter(hasLate).map(({ entry }) => before.get(entry.path) ?? entry.path));
  const verdictsBefore = was.files.filter(({ path }) => lateBefore.has(path)).map((file) => judge(file, clocked));

  const { kinds, asked } = concernedBy(is.files.map(entryIn), was.files.map(entryIn), plan, context);
  const now = await settled(verdicts, is, idsOfConcern(changes), kinds, entryIn, repository, world);
  const then = await settled(verdictsBefore, was, new Set(), new Set(), entryIn, repository, world);
  const texts = new Map(is.files.flatMap((file) => ('text' in file ? [[file.path, file.text]] : [])));
  const together = judgeTogether(now.entries, is.waivers, asked, context, texts);
  const findings = [
    ...now.findings.filter((finding) => !isLate(finding)),
    ...broughtAbout(then.findings, now.findings.filter(isLate)),
    ...(together.length === 0 ? [] : broughtAbout(await togetherBefore(), together)),
    ...changes
      .filter(({ before, after }) => after !== undefined || !isElsewhere(before, now.entries))
      .flatMap((change) => judgeChange(change, plan, context)),
  ];
  cache.save();
  return { findings, changes, notes: now.notes };

  async function togetherBefore(): Promise<readonly Finding[]> {
    const ids = new Set(changes.flatMap(({ before }) => (before && 'id' in before.data ? (before.data.id ?? []) : [])));
    const entries = await entriesOf(was, ids, kinds, entryIn, repository, world);
    return judgeTogether(entries, was.waivers, asked, context, new Map());
  }
}

/** Ids that may have a second holder, or are gone if they have none: of all records but those that stayed in place. */
function idsOfConcern(changes: readonly RecordChange[]): Set<string> {
  return new Set(
    changes.flatMap(({ before, after }) => {
      const record = after ?? before;
      if (record === undefined || before?.path === after?.path || !('id' in record.data)) return [];
      return record.data.id ?? [];
    }),
  );
}

/** What those verdicts come to once their questions are answered as the commit answers them, and the records known by then. */
async function settled(
  verdicts: readonly Verdict[],
  side: Side,
  concerned: Set<string>,
  kinds: Kinds,
  entryIn: (file: RecordFile) => Entry,
  repository: Repository,
  world: World,
): Promise<{ findings: readonly Finding[]; entries: readonly Entry[]; notes: readonly string[] }> {
  const doubts = verdicts.flatMap(({ doubts }) => doubts);
  for (const { question } of doubts) for (const id of idsOf(question)) concerned.add(id);
  const entries = await entriesOf(side, concerned, kinds, entryIn, repository, world);
  const others = doubts.some(({ question }) => needsAll(question)) ? othersThan(entries, side, null) : [];
  const answers = await answerAt(side.commit, doubts, indexOf([...entries, ...others]), repository, world, side.ahead);
  const findings = [...verdicts.flatMap(({ findings }) => findings), ...answers.settle(doubts)];
  return { findings, entries, notes: answers.notes };
}

/** The entries of the touched records of a side, of others by those ids, and of all of those kinds. */
async function entriesOf(
  side: Side,
  ids: ReadonlySet<string>,
  kinds: Kinds,
  entryIn: (file: RecordFile) => Entry,
  { root }: Repository,
  world: World,
): Promise<readonly Entry[]> {
  const { commit, places, files, ahead } = side;
  const known = new Set(files.map(({ path }) => path));
  const others = await readNamed(ids, commit, places, (path) => known.has(path), root, world, ahead);
  const named = [
    ...files.map(entryIn),
    ...others.flatMap((file) => ('text' in file ? [entryOf(file, parseRecord(file).record)] : [])),
  ];
  return kinds?.size === 0 ? named : [...named, ...othersThan(named, side, kinds)];
}

/** The entries of all other records of a side. */
function othersThan(entries: readonly Entry[], { commit, places, cache }: Side, kinds: Kinds): readonly Entry[] {
  const known = new Set(entries.map(({ path }) => path));
  return cache.entriesAt(commit, places, kinds, (path) => known.has(path));
}

function judgeTogether(
  entries: readonly Entry[],
  waivers: readonly PlacedWaiver[],
  plan: readonly RulePlan[],
  context: Context,
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
