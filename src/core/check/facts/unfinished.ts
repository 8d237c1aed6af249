import { isUnfinished } from '../../record/action.ts';
import { actionsOf, type ParsedRecord } from '../../record/record.ts';
import { unshared } from '../../unshared.ts';

/** Ids of the actions that somebody still has to work on, or of which nobody can tell; undefined for none. */
export function unfinishedIn(record: ParsedRecord): readonly string[] | undefined {
  let ids: string[] | undefined;
  for (const [, action] of actionsOf(record)) {
    const { id, status } = action;
    if (id === undefined || (status !== undefined && !isUnfinished(action))) continue;
    ids ??= [];
    ids.push(unshared(id));
  }
  return ids;
}
