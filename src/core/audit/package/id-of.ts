import type { ParsedRecord } from '../../record/record.ts';

/** A record's id as written, else where it stands. */
export function idOf({ data, path }: ParsedRecord): string {
  return ('id' in data ? data.id : undefined) ?? path;
}
