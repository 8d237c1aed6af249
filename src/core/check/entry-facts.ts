import type { RecordKind } from '../record/kinds.ts';
import type { ParsedRecord } from '../record/record.ts';

/**
 * What rules about several records know of each: only what one of them asks for, since all records' stay in memory and in
 * the cache. Plain data that survives JSON. One property a kind of record.
 */
export type EntryFacts = Readonly<{ [kind: string]: never }>;

type Taker = (record: ParsedRecord, text: string) => EntryFacts | undefined;

const takers: { readonly [K in RecordKind]?: Taker } = {};

/** Takes those facts out of a record; undefined where no rule needs any. */
export function factsOf(record: ParsedRecord, text: string): EntryFacts | undefined {
  return takers[record.kind]?.(record, text);
}
