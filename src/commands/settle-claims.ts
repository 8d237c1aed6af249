import { isAttested } from '../core/check/settle.ts';
import { type Attested, attest } from '../core/history/attestation.ts';
import { bringerOfClaim } from '../core/history/bringer-of-claim.ts';
import type { Signature } from '../core/history/commit.ts';
import type { Event } from '../core/history/event.ts';
import { historyKey } from '../core/history/ledger.ts';
import type { Question } from '../core/question.ts';
import { countOf } from '../core/words.ts';
import { CannotJudge, type World } from '../world/world.ts';
import { type HistoryOptions, readHistory } from './history.ts';
import type { Repository } from './repository.ts';

type ClaimQuestion = Extract<Question, { ask: 'attested' }>;

/** Which claims may stand, as far as git knows, and a note where it cannot. */
export interface SettledClaims {
  isYes(question: ClaimQuestion): boolean;
  /** False where the history is cut off or cannot be read. */
  isComplete: boolean;
  notes: readonly string[];
}

/**
 * Looks up who committed the claims that records make; history is read only where there are any. Whom a signature names is
 * asked of those commits alone whose author does not bear the claim out: a program is run for each.
 */
export async function settleClaims(
  questions: readonly Question[],
  options: HistoryOptions,
  repository: Repository,
  world: World,
): Promise<SettledClaims> {
  const asked = questions.filter((question): question is ClaimQuestion => question.ask === 'attested');
  const standing = { isYes: () => true, isComplete: true, notes: [] };
  if (asked.length === 0) return standing;
  let brought: ReadonlyMap<ClaimQuestion, Event>;
  try {
    brought = await bringersOf(asked, options, repository, world);
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error;
    const note = `${countOf(asked.length, 'sign-off')} not looked up in git. ${error.message}. ${error.hint}`;
    // Where there is no git there is nothing to look up; elsewhere something is missing, or spoilt.
    return { isYes: () => true, isComplete: !repository.root.isGit, notes: [note] };
  }
  const { people, root } = repository;
  const attestedBy = ({ claim }: ClaimQuestion, { mark }: Event, signature?: Signature): Attested => {
    const signer = signature?.state === 'good' ? signature.signer : null;
    return attest(claim.by, { ...mark, signer }, people);
  };
  const doubted = [...brought].filter(([question, event]) => !isAttested(question, attestedBy(question, event)));
  if (doubted.length === 0) return standing;
  const commits = [...new Set(doubted.map(([, { mark }]) => mark.commit))];
  const signatures = await world.git.signatures(root.top, commits);
  const refused = new Set(
    doubted
      .filter(([question, event]) => {
        return !isAttested(question, attestedBy(question, event, signatures.get(event.mark.commit)));
      })
      .map(([question]) => question),
  );
  return { ...standing, isYes: (question) => !refused.has(question) };
}

/** The events that brought the claims; without those of which git has none, or that are older than the epoch. */
async function bringersOf(
  asked: readonly ClaimQuestion[],
  options: HistoryOptions,
  repository: Repository,
  world: World,
): Promise<ReadonlyMap<ClaimQuestion, Event>> {
  const { ledger } = await readHistory(options, repository, world);
  const brought = new Map<ClaimQuestion, Event>();
  for (const question of asked) {
    const { kind, record } = question.claim;
    const event = bringerOfClaim(question.claim, ledger.histories.get(historyKey(kind, record))?.events ?? []);
    if (event !== undefined && !event.isBeforeEpoch) brought.set(question, event);
  }
  return brought;
}
