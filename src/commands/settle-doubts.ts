import type { Entry } from '../core/check/rule.ts';
import { indexOf, settle } from '../core/check/settle.ts';
import type { Doubt } from '../core/check/verdict.ts';
import type { Finding } from '../core/finding.ts';
import type { Question } from '../core/question.ts';
import type { World } from '../world/world.ts';
import type { HistoryOptions } from './history.ts';
import type { Repository } from './repository.ts';
import { settleClaims } from './settle-claims.ts';

export interface Settled {
  findings: readonly Finding[];
  /** Commits of which nothing can be said, because this clone is shallow. */
  lost: readonly string[];
  /** False where something was not looked up, because history is cut off or cannot be read. */
  isComplete: boolean;
  notes: readonly string[];
}

/** What the repository and the machine say to questions of records. */
export interface Answers extends Omit<Settled, 'findings'> {
  isYes(question: Question): boolean;
}

/**
 * Asks the repository and the machine what the records left open: the doubts that stand are findings. Who committed a
 * claim is asked only with `history`.
 */
export async function settleDoubts(
  doubts: readonly Doubt[],
  entries: readonly Entry[],
  repository: Repository,
  world: World,
  history?: HistoryOptions,
): Promise<Settled> {
  const questions = doubts.map(({ question }) => question);
  const { isYes, ...answers } = await answersTo(questions, entries, repository, world, history);
  return { findings: settle(doubts, isYes), ...answers };
}

/** The same of the questions alone. */
export async function answersTo(
  questions: readonly Question[],
  entries: readonly Entry[],
  repository: Repository,
  world: World,
  history?: HistoryOptions,
): Promise<Answers> {
  const { root, origin } = repository;
  if (questions.length === 0) return { isYes: () => true, lost: [], isComplete: true, notes: [] };
  const index = indexOf(entries);
  const hashes = questions.flatMap((question) => (question.ask === 'commit' ? [question.hash] : []));
  const commits = hashes.length > 0 && root.isGit ? world.git.existingCommits(root.top, hashes) : new Set<string>();
  const absent = hashes.filter((hash) => !commits.has(hash));
  const lost = new Set(absent.length > 0 && root.isGit && world.git.isShallow(root.top) ? absent : []);
  const claims = await settleClaims(history === undefined ? [] : questions, { asOf: history?.asOf }, repository, world);
  const suspects = new Set(questions.flatMap((question) => (question.ask === 'no-secret' ? [question.text] : [])));
  const clean = new Set<string>();
  const digests = origin.digests(questions.flatMap((question) => (question.ask === 'file' ? [question.path] : [])));
  for (const text of suspects) if ((await world.findSecrets(text)).length === 0) clean.add(text);
  const isYes = (question: Question): boolean => {
    if (question.ask === 'commit') return commits.has(question.hash) || lost.has(question.hash);
    if (question.ask === 'no-secret') return clean.has(question.text);
    if (question.ask === 'attested') return claims.isYes(question);
    if (question.ask !== 'file') return index.has(question);
    const digest = digests.get(question.path);
    return digest !== undefined && (question.sha256 === undefined || digest === question.sha256.toLowerCase());
  };
  return { isYes, lost: [...lost], isComplete: lost.size === 0 && claims.isComplete, notes: claims.notes };
}
