import { entryOf } from '../core/check/entry.ts';
import { findingOf } from '../core/check/finding-at.ts';
import { rules } from '../core/check/index.ts';
import { judgeRecord } from '../core/check/judge.ts';
import type { RulePlan } from '../core/check/plan-rules.ts';
import { isOfRecords } from '../core/check/record-question.ts';
import type { Context, Entry } from '../core/check/rule.ts';
import { fewOfEachFile, indexOf, settle } from '../core/check/settle.ts';
import type { Doubt, Verdict } from '../core/check/verdict.ts';
import { compareText, type Finding } from '../core/finding.ts';
import { loadBodyTree, needsBodyTree } from '../core/record/body.ts';
import { parseRecord } from '../core/record/parse.ts';
import type { RecordFile, RecordText } from '../core/record/record.ts';
import type { World } from '../world/world.ts';
import type { Request } from './command.ts';
import { type KeptRun, openRunCache, type Run } from './kept-run.ts';
import { isWhole, type Source, sourceOf } from './record-source.ts';
import type { Repository } from './repository.ts';
import { answersTo, type Settled, settleDoubts } from './settle-doubts.ts';

export interface Judged {
  /** Before waivers and baseline, unsorted. */
  findings: readonly Finding[];
  records: number;
  notes: readonly string[];
  isComplete: boolean;
  /** Whether the finding is about what was asked for (paths, --staged). */
  isAsked: (finding: Finding) => boolean;
}

const MOST_RECORDS = 100_000;

/** Reads and judges every record of a run: by itself first, then all together. */
export async function judgeAll(
  request: Request,
  repository: Repository,
  plan: readonly RulePlan[],
  world: World,
): Promise<Judged> {
  const kept = isWhole(request, repository) ? await openRunCache(repository, plan, world)?.find() : undefined;
  const known = kept && (await judgedBefore(kept, request, repository, world));
  if (known !== undefined) return known;
  const context = contextOf(repository, world);
  const source = await sourceOf(request, repository, plan, world);
  const asked = source.isAsked;
  const again = asked === undefined ? source.cache?.findRun() : undefined;
  const same = again && (await judgedBefore(again, request, repository, world));
  if (same !== undefined) return same;
  const { run, entries, isComplete } = await judgeSource(source, request, repository, plan, context, world);
  const settled = await settleDoubts(run.doubts, entries, repository, world, request);
  const judged = judgedOf(run, settled, isComplete, repository);
  if (asked === undefined) return judged;
  return {
    ...judged,
    records: entries.filter((entry) => asked(entry.path)).length,
    isAsked: (finding) => asked(finding.path),
  };
}

/** What was kept of a run of the same records; undefined where it is not whole. */
async function judgedBefore(
  kept: KeptRun,
  request: Request,
  repository: Repository,
  world: World,
): Promise<Judged | undefined> {
  const { isYes, ...answers } = await answersTo(kept.questions, [], repository, world, request);
  if (kept.questions.every(isYes)) return judgedOf(kept, { findings: [], ...answers }, true, repository);
  const doubts = kept.doubts();
  return doubts && judgedOf(kept, { findings: settle(doubts, isYes), ...answers }, true, repository);
}

function judgedOf(
  run: Pick<Run, 'findings' | 'records'>,
  settled: Settled,
  isComplete: boolean,
  repository: Repository,
): Judged {
  return {
    findings: [...run.findings, ...settled.findings],
    records: run.records,
    notes: [
      ...repository.notes,
      ...(isComplete ? [] : [`over ${MOST_RECORDS} records: the rest was not judged`]),
      ...(run.records === 0 ? ['no records found'] : []),
      ...settled.notes,
      ...(settled.lost.length === 0
        ? []
        : [
            `this shallow clone does not have ${settled.lost.length} of the commits named as evidence, so nothing is said of them: git fetch --unshallow`,
          ]),
    ],
    isComplete: isComplete && settled.isComplete,
    isAsked: () => true,
  };
}

/** Judges what has to be judged, and keeps it; doubts that the records settle among themselves are findings by then. */
async function judgeSource(
  source: Source,
  request: Request,
  repository: Repository,
  plan: readonly RulePlan[],
  context: Context,
  world: World,
): Promise<{ run: Run; entries: readonly Entry[]; isComplete: boolean }> {
  const entries: Entry[] = [];
  const findings: Finding[] = [];
  const doubts: Doubt[] = [];
  const take = (verdict: Verdict): void => {
    entries.push(verdict.entry);
    for (const finding of verdict.findings) findings.push(finding);
    for (const doubt of verdict.doubts) doubts.push(doubt);
  };
  let fallbacks = 0;
  let isComplete = true;
  for (const file of source.files(take)) {
    if (entries.length >= MOST_RECORDS) {
      isComplete = false;
      break;
    }
    if ('text' in file && needsBodyTree(file)) await loadBodyTree();
    const verdict = judgeRecord(file, plan, context);
    if (!verdict.usedPlainReader) fallbacks++;
    if ('text' in file) source.cache?.keep(file, verdict);
    take(verdict);
  }
  entries.sort((a, b) => compareText(a.path, b.path));
  const index = indexOf(entries);
  const open = doubts.filter(({ question }) => !isOfRecords(question));
  const closed = doubts.filter(({ question }) => isOfRecords(question));
  for (const finding of settle(closed, (question) => isOfRecords(question) && index.has(question)))
    findings.push(finding);
  for (const finding of judgeTogether(entries, plan, context, repository)) findings.push(finding);
  if (request.isDebug)
    world.terminal.err(`debug: ${entries.length} records, ${fallbacks} read by the full YAML parser\n`);
  const run = { findings, doubts: open, records: entries.length };
  source.cache?.save();
  if (isComplete) source.cache?.keepRun(run, repository.clock.window());
  return { run, entries, isComplete };
}

/** What rules may know here. */
export function contextOf({ config, people, asOf, clock }: Repository, { sha256 }: World): Context {
  return { config, people, asOf, clock, sha256 };
}

/** Loads the markdown parser where the quick scanner of bodies gives up. */
export async function loadBodyTreeFor(file: RecordFile): Promise<void> {
  if ('text' in file && needsBodyTree(file)) await loadBodyTree();
}

/** Every record's entry, those of `instead` taken from their texts at hand; they need not stand there yet. */
export function readAllEntries(
  instead: readonly RecordText[],
  { root, places }: Repository,
  world: World,
): readonly Entry[] {
  const entries = instead.map((text) => entryOf(text, parseRecord(text).record));
  const known = new Set(instead.map(({ path }) => path));
  for (const file of world.files.readRecords(root, places, (path) => known.has(path)))
    if ('text' in file) entries.push(entryOf(file, parseRecord(file).record));
  return entries;
}

/** What rules about several records say of all of them, in findings with their lines. */
export function judgeTogether(
  entries: readonly Entry[],
  plan: readonly RulePlan[],
  context: Context,
  repository: Repository,
): readonly Finding[] {
  const around = { ...context, ruleIds: rules.map((rule) => rule.id), waivers: repository.waivers };
  const findings = plan.flatMap(({ rule, level }) => {
    if (rule.scope !== 'repository') return [];
    const severity = level === 'error' ? 'error' : 'warning';
    return [...rule.judge(entries, around)].map((problem) => findingOf(rule.id, severity, problem, null));
  });
  const few = fewOfEachFile(findings);
  if (few.length === 0) return few;
  const texts = repository.origin.texts([...new Set(few.map(({ path }) => path))]);
  // Findings of one file mostly follow each other.
  let last: { path: string; lines: readonly string[] } | undefined;
  return few.map((finding) => {
    if (last?.path !== finding.path)
      last = { path: finding.path, lines: texts.get(finding.path)?.split(/\r?\n/) ?? [] };
    return { ...finding, source: last.lines[finding.line - 1] ?? null };
  });
}
