import type { Claim } from './claim.ts';
import type { RecordKind } from './record/kinds.ts';

/**
 * Something only the rest of the repository or the machine can answer. A problem with an `unless` stands when the answer
 * is no; it is asked after all records have been read, so that one pass over the records is enough.
 */
export type Question =
  | { ask: 'record'; kind: RecordKind; id: string }
  /** `<record id>/A1` or `<incident id>/C1`. */
  | { ask: 'action' | 'cause'; ref: string }
  /**
   * Whether a risk has an assessment that names the incident, of that day or later. Yes where the risk is withdrawn, or not
   * known well enough.
   */
  | { ask: 'assessment'; risk: string; incident: string; from: string }
  /** Whether somebody still has to work on one of those actions. Yes where one of them is not known. */
  | { ask: 'unfinished'; refs: readonly string[] }
  /** Whether an action of any record follows that one up. */
  | { ask: 'followed'; ref: string }
  /** A path as evidence names it, relative to the root; with `sha256`, whether the bytes are the same. */
  | { ask: 'file'; path: string; sha256?: string }
  | { ask: 'commit'; hash: string }
  /**
   * Whether the commit that brought a claim leaves it standing: it is nobody else's, and where it must be, their own. Yes
   * where git has nothing to say.
   */
  | { ask: 'attested'; claim: Claim; mustBeSelf: boolean }
  /** Whether that text, a candidate, is free of credentials. */
  | { ask: 'no-secret'; text: string };
