import { locate } from '../record/node.ts';
import type { IncidentRecord, ParsedRecord } from '../record/record.ts';
import type { Incident } from '../record/shapes.ts';

/**
 * Whether that key is written down but has no shape to be judged: the schema speaks of it already, so a rule that looks
 * for it stays silent.
 */
export function isRefused(record: IncidentRecord, key: keyof Incident): boolean {
  return !record.isSound && record.data[key] === undefined && record.root.pairs.some((pair) => pair.key === key);
}

/** The same for any place of any record, by its JSON pointer; to be asked only of a value that `data` lacks. */
export function isRefusedAt(record: ParsedRecord, pointer: string): boolean {
  return !record.isSound && locate(record.root, pointer).isWhole;
}
