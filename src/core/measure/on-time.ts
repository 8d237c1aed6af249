import type { ActionHistory } from '../history/incident-history.ts';
import { isDone, isOpen } from '../record/action.ts';
import { each } from '../record/record.ts';
import type { Action, Incident } from '../record/shapes.ts';
import { parseDay } from '../time.ts';
import type { CountContext, Dated } from './metric.ts';

/**
 * The actions of an incident whose due date, as `dueOf` takes it, lets anybody judge them: those that are done, and those
 * that are late. Each in the period of that day. What was cancelled, accepted or only proposed was not promised.
 */
export function* onTime(
  { actions }: Incident,
  { told, clock }: CountContext,
  dueOf: (history: ActionHistory) => string | null,
): Generator<Dated> {
  for (const [, action] of each(actions)) {
    const history = action.id === undefined ? undefined : told?.actions.get(action.id);
    const day = history === undefined ? null : dueOf(history);
    if (history === undefined || day === null || parseDay(day) === undefined) continue;
    const done = doneDay(action, history, clock);
    if (isDone(action)) yield { day, counts: done !== null && done <= day };
    else if (isOpen(action) && clock.isOver(day)) yield { day, counts: false };
  }
}

/** The day on which it was done: as it says itself, but that of the main line where it says so too long afterwards. */
function doneDay({ done }: Action, { closing, doneAt }: ActionHistory, { zone }: CountContext['clock']): string | null {
  const at = closing?.at ?? doneAt;
  const told = at === null ? null : zone.dayOf(at);
  return closing?.isBackDated ? told : (done?.on ?? told);
}
