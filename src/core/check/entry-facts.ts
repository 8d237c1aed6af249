import { incidentMoment } from '../measure/incident-moment.ts';
import type { Accepted } from '../policy/acceptance.ts';
import type { RecordKind } from '../record/kinds.ts';
import type { IncidentRecord, ParsedRecord } from '../record/record.ts';
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

/** How one of them is taken out of records of that kind, or of every kind: one row a fact. */
interface Row {
  key: keyof EntryFacts;
  kind?: RecordKind;
  take: (record: never, text: string) => EntryFacts[keyof EntryFacts];
}

const rows: readonly Row[] = [
  { key: 'unfinished', take: unfinishedIn },
  { key: 'follows', take: followsIn },
  { key: 'repeat', kind: 'incident', take: repeatFacts },
  { key: 'risk', kind: 'risk', take: riskFacts },
  { key: 'policy', kind: 'policy', take: policyFacts },
  { key: 'acknowledgement', kind: 'acknowledgement', take: acknowledgementFacts },
  { key: 'misplaced', kind: 'acknowledgement', take: misplacedFacts },
  {
    key: 'incidentAt',
    kind: 'incident',
    take: ({ data }: IncidentRecord) => (data.status === 'withdrawn' ? undefined : incidentMoment(data)),
  },
  { key: 'review', kind: 'management-review', take: reviewFacts },
];

const ofKind = new Map<RecordKind, readonly Row[]>();

/** Takes those facts out of a record; undefined where no rule needs any. */
export function factsOf(record: ParsedRecord, text: string): EntryFacts | undefined {
  const own = ofKind.get(record.kind) ?? rows.filter(({ kind }) => kind === undefined || kind === record.kind);
  ofKind.set(record.kind, own);
  let facts: { -readonly [key in keyof EntryFacts]: unknown } | undefined;
  for (const { key, take } of own) {
    const taken = take(record as never, text);
    if (taken === undefined) continue;
    facts ??= {};
    facts[key] = taken;
  }
  return facts as EntryFacts | undefined;
}
