import type { RecordKind } from '../core/record/kinds.ts';
import { parseRecord } from '../core/record/parse.ts';
import type { ParsedRecord } from '../core/record/record.ts';
import { loadBodyTreeFor } from './judge-all.ts';
import { leftOut } from './left-out.ts';
import type { Repository } from './repository.ts';

export interface ReadRecords<R extends ParsedRecord> {
  /** In order of path. */
  records: readonly R[];
  /** Files in a record's place that are none, each with why: never silently left out. */
  notes: readonly string[];
  /** Pointers of the values of one of them that reading refused. */
  refusedOf(record: R): readonly string[];
}

/** Every record of those kinds that can be read, for commands that judge nothing. */
export async function readRecords<K extends RecordKind>(
  kinds: readonly K[],
  { origin, places }: Repository,
): Promise<ReadRecords<Extract<ParsedRecord, { kind: K }>>> {
  const records: Extract<ParsedRecord, { kind: K }>[] = [];
  const notes: string[] = [];
  const known = new Map<ParsedRecord, readonly string[]>();
  const wanted = places.filter(({ kind }) => (kinds as readonly RecordKind[]).includes(kind));
  for (const file of origin.records(wanted)) {
    if ('problem' in file) {
      notes.push(leftOut(file));
      continue;
    }
    await loadBodyTreeFor(file);
    const { record, refused, problems } = parseRecord(file);
    if (record === undefined) notes.push(leftOut(file, problems));
    else {
      records.push(record as Extract<ParsedRecord, { kind: K }>);
      if (refused.length > 0) known.set(record, refused);
    }
  }
  return { records, notes, refusedOf: (record) => known.get(record) ?? [] };
}
