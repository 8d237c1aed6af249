import { incidentMoment } from '../measure/incident-moment.ts';
import type { Accepted } from '../policy/acceptance.ts';
import type { ParsedRecord } from '../record/record.ts';
import { followsIn } from './facts/follows.ts';
import { type ReviewFacts, reviewFacts } from './facts/management-review.ts';
import {
  acknowledgementFacts,
  type MisplacedFacts,
  misplacedFacts,
  type PolicyFacts,
  policyFacts,
} from './facts/policy.ts';
import { type RepeatFacts, repeatFacts } from './facts/repeat.ts';
import { type RiskFacts, riskFacts } from './facts/risk.ts';
import { unfinishedIn } from './facts/unfinished.ts';

/**
 * What rules about several records know of each: only what one of them asks for, since all records' stay in memory and in
 * the cache. Plain data that survives JSON. One property a kind of record, and those of every kind that has actions.
 */
export interface EntryFacts {
  /** Ids of the actions that somebody still has to work on. */
  readonly unfinished?: readonly string[];
  /** References of the actions that actions of it follow up. */
  readonly follows?: readonly string[];
  /** Of an incident that is, or may be repeated by, another. */
  readonly repeat?: RepeatFacts;
  readonly risk?: RiskFacts;
  /** Of a policy in force that people have to accept. */
  readonly policy?: PolicyFacts;
  readonly acknowledgement?: Accepted;
  /** Of an acknowledgement whose path names another policy, version or person. */
  readonly misplaced?: MisplacedFacts;
  /** When an incident was detected, else started (UTC epoch seconds); not of a withdrawn one. */
  readonly incidentAt?: number;
  /** Of a management review that was held. */
  readonly review?: ReviewFacts;
}

type Taker = (record: ParsedRecord, text: string) => EntryFacts | undefined;

const takers: readonly Taker[] = [
  (record) => {
    const unfinished = unfinishedIn(record);
    return unfinished && { unfinished };
  },
  (record) => {
    const follows = followsIn(record);
    return follows && { follows };
  },
  (record) => {
    const repeat = record.kind === 'incident' ? repeatFacts(record) : undefined;
    return repeat && { repeat };
  },
  (record) => {
    const risk = record.kind === 'risk' ? riskFacts(record) : undefined;
    return risk && { risk };
  },
  (record, text) => {
    const policy = record.kind === 'policy' ? policyFacts(record, text) : undefined;
    return policy && { policy };
  },
  (record) => {
    const acknowledgement = record.kind === 'acknowledgement' ? acknowledgementFacts(record) : undefined;
    return acknowledgement && { acknowledgement };
  },
  (record, text) => {
    const misplaced = record.kind === 'acknowledgement' ? misplacedFacts(record, text) : undefined;
    return misplaced && { misplaced };
  },
  (record) => {
    const incidentAt =
      record.kind === 'incident' && record.data.status !== 'withdrawn' ? incidentMoment(record.data) : undefined;
    return incidentAt === undefined ? undefined : { incidentAt };
  },
  (record, text) => {
    const review = record.kind === 'management-review' ? reviewFacts(record, text) : undefined;
    return review && { review };
  },
];

/** Takes those facts out of a record; undefined where no rule needs any. */
export function factsOf(record: ParsedRecord, text: string): EntryFacts | undefined {
  let facts: EntryFacts | undefined;
  for (const take of takers) {
    const taken = take(record, text);
    if (taken !== undefined) facts = facts === undefined ? taken : { ...facts, ...taken };
  }
  return facts;
}
