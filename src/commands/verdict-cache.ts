import type { RulePlan } from '../core/check/plan-rules.ts';
import type { Entry } from '../core/check/rule.ts';
import type { Doubt, Verdict } from '../core/check/verdict.ts';
import type { Finding } from '../core/finding.ts';
import type { RecordText } from '../core/record/record.ts';
import type { World } from '../world/world.ts';
import { asKept, readKept } from './kept-json.ts';
import { type KeptRun, type Made, openRunCache, type Run } from './kept-run.ts';
import { finite, holds } from './kept-window.ts';
import { type Repository, recordFolders } from './repository.ts';
import { settingsKey } from './settings-key.ts';

/** What records said when they were judged before, by the content that was judged. */
export interface VerdictCache {
  /** The verdict on the file at that path, if git knows it to be unchanged and the verdict still holds at as-of. */
  find(path: string): Verdict | undefined;
  keep(file: RecordText, verdict: Verdict): void;
  save(): void;
  /** What all records together said, if not one of them has changed since. */
  findRun(): KeptRun | undefined;
  /** Keeps it, where every record was one that can be kept; it holds for as-of in that window. */
  keepRun(run: Run, window: { from: number; until: number }): void;
}

/** The files of a run: their paths in the order in which they are read, the folders that were looked into, and when that began. */
export interface Listed {
  paths: readonly string[];
  folders: readonly string[];
  since: number;
}

/** Below this many records a run is over before git has said what changed. */
export const FEWEST_TO_CACHE = 200;
const NAME = 'verdicts.json';

/** path, blob, entry, from, until, findings, doubts: a list, since ten thousand of them are read at every start. */
type Row = [string, string, Entry, number | null, number | null, Finding[], Doubt[]];

/**
 * Opens the verdicts kept in git's own folder; those of another pir, config, people file or choice of rules are not
 * there. Undefined where there is no git to say what is unchanged, or no build to know this pir by.
 */
export async function openVerdictCache(
  repository: Repository,
  { paths, folders, since }: Listed,
  plan: readonly RulePlan[],
  world: World,
): Promise<VerdictCache | undefined> {
  const { root, asOf } = repository;
  const run = openRunCache(repository, plan, world);
  if (run === undefined) return undefined;
  const stamp = () => world.git.stamp(root.top, folders, since);
  // Before git says what is in its index, and again after all has been read: if it is the same, so was the index.
  const before = stamp();
  const unchanged = await world.git.unchanged(root.top, recordFolders(repository, world));
  const key = settingsKey([], repository, plan, world);
  // Thousands of rows are not even read where the whole run is known.
  let rows: Map<string, Row> | undefined;
  const read = (): Map<string, Row> => {
    const found = new Map<string, Row>();
    for (const row of readKept<Row[]>(world.cache.read(root.top, NAME), key, world) ?? [])
      if (unchanged.get(row[0]) === row[1]) found.set(row[0], row);
    return found;
  };
  // In the order in which they are read, which is always the same for the same files.
  const contents = paths.every((path) => unchanged.has(path))
    ? world.sha256(paths.map((path) => `${unchanged.get(path)} ${path}`).join('\n'))
    : undefined;
  const madeNow = (contents: string): Made => {
    const after = stamp();
    return { contents, folders, stamp: after === before ? after : undefined };
  };
  const kept: Row[] = [];
  let isNew = false;
  return {
    find: (path) => {
      rows ??= read();
      const row = rows.get(path);
      if (row === undefined) return undefined;
      const [, , entry, from, until, findings, doubts] = row;
      if (!holds(from, until, asOf)) return undefined;
      kept.push(row);
      return {
        entry,
        findings,
        doubts,
        window: { from: from ?? Number.NEGATIVE_INFINITY, until: until ?? Number.POSITIVE_INFINITY },
        usedPlainReader: true,
      };
    },
    keep: ({ path, text }, { entry, findings, doubts, window }) => {
      const blob = unchanged.get(path);
      // A credential must not find its way into another file.
      if (
        blob === undefined ||
        doubts.some(({ question }) => question.ask === 'no-secret') ||
        !world.git.isBlob(blob, text)
      )
        return;
      isNew = true;
      kept.push([path, blob, entry, finite(window.from), finite(window.until), findings, doubts]);
    },
    save: () => {
      if (!isNew) return;
      world.cache.write(root.top, NAME, asKept(kept, key, world));
    },
    findRun: () => (contents === undefined ? undefined : run.findBy(madeNow(contents))),
    keepRun: (outcome, window) => {
      // What came or went since the names were read is in the outcome, or is not.
      if (contents === undefined || kept.length !== paths.length || outcome.records !== paths.length) return;
      const spans = kept.reduce(
        (span, row) => ({
          from: Math.max(span.from, row[3] ?? span.from),
          until: Math.min(span.until, row[4] ?? span.until),
        }),
        window,
      );
      run.keep(outcome, spans, madeNow(contents));
    },
  };
}
