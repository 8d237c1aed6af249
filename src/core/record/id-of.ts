import type { ParsedRecord } from './record.ts';

/** A record's id as written, else where it stands. */
export function idOf({ data, path }: Pick<ParsedRecord, 'data' | 'path'>): string {
  return ('id' in data ? data.id : undefined) ?? path;
}
