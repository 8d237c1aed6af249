import { actionRows } from '../measure/action-rows.ts';
import { followUpsOf } from '../measure/corrective-action.ts';
import type { Row } from '../report.ts';
import { type LookedAt, withActions } from './looked-at.ts';

const known = new WeakMap<LookedAt, readonly Row[]>();

/** Every action on record, as `pir actions` has it; taken once, since several sections ask. */
export function actionsIn(at: LookedAt): readonly Row[] {
  const found = known.get(at);
  if (found !== undefined) return found;
  const { config, people, clock, today, told } = at;
  const records = withActions(at);
  const rows = [...actionRows(records, { config, people, clock, today, told, followUps: followUpsOf(records) })];
  known.set(at, rows);
  return rows;
}
