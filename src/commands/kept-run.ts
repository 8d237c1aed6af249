import type { RulePlan } from '../core/check/plan-rules.ts';
import type { Doubt } from '../core/check/verdict.ts';
import type { Finding } from '../core/finding.ts';
import type { Question } from '../core/question.ts';
import type { World } from '../world/world.ts';
import { asKept, readKept } from './kept-json.ts';
import { finite, holds } from './kept-window.ts';
import type { Repository } from './repository.ts';
import { settingsKey } from './settings-key.ts';

/** The outcome of a whole run, before what only the machine and git's history can answer. */
export interface Run {
  findings: readonly Finding[];
  doubts: readonly Doubt[];
  records: number;
}

/** The same as it was kept: what was asked, and seldom the findings that stand where the answer is no. */
export interface KeptRun extends Omit<Run, 'doubts'> {
  questions: readonly Question[];
  /** Undefined where they are not as they were kept: then all has to be judged again. */
  doubts(): readonly Doubt[] | undefined;
}

/** What a run was made of: all its files, by `<blob> <path>`, and git's word for that (see `GitLook.stamp`), if it has one. */
export interface Made {
  contents: string;
  folders: readonly string[];
  stamp: string | undefined;
}

/** The last whole run in this repository by these settings, rules and waivers, and this build of pir. */
export interface RunCache {
  /** It, where git and the folders say that nothing has changed since; no name of a record is looked at. */
  find(): Promise<KeptRun | undefined>;
  /** It, where it was made of the same files, which then need not be found out again. */
  findBy(made: Made): KeptRun | undefined;
  /** Keeps it; it holds for as-of in that window. */
  keep(run: Run, window: { from: number; until: number }, made: Made): void;
}

interface Kept {
  contents: string;
  folders: readonly string[];
  stamp: string | null;
  from: number | null;
  until: number | null;
  findings: readonly Finding[];
  records: number;
  questions: readonly Question[];
}

const NAME = 'run.json';
const DOUBTS = 'run-doubts.json';

/** Tells git to look at the work tree where a run was kept: what git does takes longer than what else is done. */
export function startLook(top: string, withNew: boolean, world: World): void {
  if (world.build !== undefined && world.cache.has(top, NAME)) world.git.startLook(top, withNew);
}

/** Undefined where there is no git to say what is unchanged, or no build to know this pir by. */
export function openRunCache(repository: Repository, plan: readonly RulePlan[], world: World): RunCache | undefined {
  const { root, asOf, waiversText } = repository;
  const { cache, git } = world;
  if (!root.isGit || world.build === undefined) return undefined;
  const { top } = root;
  let keyOnce: string | undefined;
  // Hashed where something was kept or is to be: loading what hashes would be a twentieth of a check of few records.
  const key = (): string => {
    keyOnce ??= settingsKey([waiversText], repository, plan, world);
    return keyOnce;
  };
  let kept: Kept | undefined;
  const read = (): Kept | undefined => {
    const text = kept === undefined ? cache.read(top, NAME) : undefined;
    if (text !== undefined) kept = readKept<Kept>(text, key(), world);
    return kept !== undefined && holds(kept.from, kept.until, asOf) ? kept : undefined;
  };
  const write = (text: Kept) => cache.write(top, NAME, asKept(text, key(), world));
  // Of the same files and the same window of time, doubts are the same.
  const keyOfDoubts = ({ contents, from, until }: Kept) => world.sha256(JSON.stringify([key(), contents, from, until]));
  const runOf = (own: Kept): KeptRun => ({
    findings: own.findings,
    records: own.records,
    questions: own.questions,
    doubts() {
      const rows = readKept<[Finding, number][]>(cache.read(top, DOUBTS), keyOfDoubts(own), world);
      return rows?.map(([finding, at]) => ({ finding, question: own.questions[at] as Question }));
    },
  });
  return {
    async find() {
      const own = read();
      if (own === undefined || own.stamp === null) return undefined;
      if (git.stamp(top, own.folders, Number.POSITIVE_INFINITY) !== own.stamp) return undefined;
      return (await git.isUnchanged(top, own.folders)) ? runOf(own) : undefined;
    },

    findBy({ contents, folders, stamp }) {
      const own = read();
      if (own?.contents !== contents) return undefined;
      if (stamp !== undefined && stamp !== own.stamp) write({ ...own, folders, stamp });
      return runOf(own);
    },

    keep({ findings, doubts, records }, window, { contents, folders, stamp }) {
      const places = new Map<string, number>();
      const questions: Question[] = [];
      const rows = doubts.map(({ finding, question }): [Finding, number] => {
        // Claims are counted where git cannot say who made them.
        const name = question.ask === 'attested' ? `${questions.length}` : JSON.stringify(question);
        const place = places.get(name) ?? questions.push(question) - 1;
        places.set(name, place);
        return [finding, place];
      });
      const [from, until] = [finite(window.from), finite(window.until)];
      const own = { contents, folders, stamp: stamp ?? null, from, until, findings, records, questions };
      cache.write(top, DOUBTS, asKept(rows, keyOfDoubts(own), world));
      write(own);
    },
  };
}
