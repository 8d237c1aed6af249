import { actionsOf, type ParsedRecord } from '../../record/record.ts';
import { unshared } from '../../unshared.ts';

/** Ids of the actions that somebody still has to work on, or of which nobody can tell; undefined for none. */
export function unfinishedIn(record: ParsedRecord): readonly string[] | undefined {
  let ids: string[] | undefined;
  for (const [, { id, status }] of actionsOf(record)) {
    if (id === undefined) continue;
    if (status !== undefined && status !== 'proposed' && status !== 'open' && status !== 'in_progress') continue;
    ids ??= [];
    ids.push(unshared(id));
  }
  return ids;
}
