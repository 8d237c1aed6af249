import { refOf } from '../record/action.ts';
import { actionsOf, each, type ParsedRecord, type RiskRecord } from '../record/record.ts';
import type { Action } from '../record/shapes.ts';

/** The treatment plan as `<record id>/A1`, each once: what `plan` names, and then the risk's own actions. */
export function planOf(risk: RiskRecord): readonly string[] {
  const refs = new Set<string>();
  for (const [, ref] of each(risk.data.plan)) refs.add(ref);
  for (const [, action] of each(risk.data.actions)) if (action.id !== undefined) refs.add(refOf(risk, action));
  return [...refs];
}

/** Every action that counts, by its ref; those of withdrawn records count nowhere. */
export function actionsByRef(records: Iterable<ParsedRecord>): ReadonlyMap<string, Action> {
  const actions = new Map<string, Action>();
  for (const record of records) {
    if ('status' in record.data && record.data.status === 'withdrawn') continue;
    for (const [, action] of actionsOf(record)) actions.set(refOf(record, action), action);
  }
  return actions;
}
