import { followedBy } from '../../record/action.ts';
import { actionsOf, type ParsedRecord } from '../../record/record.ts';
import { unshared } from '../../unshared.ts';

/** The actions that those of a record follow up, by their references; undefined for none, as in nearly every record. */
export function followsIn(record: ParsedRecord): readonly string[] | undefined {
  let refs: string[] | undefined;
  for (const [, action] of actionsOf(record)) {
    const followed = followedBy(record, action);
    if (followed === undefined) continue;
    refs ??= [];
    refs.push(unshared(followed));
  }
  return refs;
}
