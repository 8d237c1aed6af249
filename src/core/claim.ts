import type { RecordKind } from './record/kinds.ts';

/** That somebody approved, verified, accepted or acknowledged something, as a record says it. */
export interface Claim {
  kind: RecordKind;
  /** The record's id; an acknowledgement's is `<policy>/<version>/<by>`. */
  record: string;
  what: 'approved' | 'verified' | 'accepted' | 'acknowledged';
  by: string;
  /** The role of an approval, the id of an action or of a cause; null for what is about the record as a whole. */
  of: string | null;
  /** The day of an approval, as written. */
  on: string | null;
}
