import type { ActionThen } from '../../history/action-then.ts';
import { isOpen } from '../../record/action.ts';
import { each } from '../../record/record.ts';
import type { Action } from '../../record/shapes.ts';
import { daysBetween, parseDay } from '../../time.ts';

/** How an action stood that could have prevented a repeat, when the repeat began. */
export const actionStates = ['overdue', 'cancelled', 'accepted', 'unfinished', 'ineffective', 'not_recorded'] as const;
export type ActionState = (typeof actionStates)[number];

/** A state that somebody let come about: what the headline counts. */
export function isPreventable(state: ActionState): boolean {
  return state === 'overdue' || state === 'cancelled';
}

/** The state that such a status and due day mean on a day, with how many days late it was. */
export function stateOf(action: ActionThen, day: string): { state: ActionState; daysOverdue: number } {
  const { status, due } = action;
  if (isOpen(action) && due !== null && parseDay(due) !== undefined && due < day)
    return { state: 'overdue', daysOverdue: daysBetween(due, day) };
  if (status === 'cancelled' || status === 'accepted') return { state: status, daysOverdue: 0 };
  return { state: status === 'done' || status === 'verified' ? 'ineffective' : 'unfinished', daysOverdue: 0 };
}

/**
 * An action as the record's own dates have it before a day began: what was done, dropped or accepted on that day or later
 * was still to be done, and due when the next deferral says it was. When it was first written down no record says.
 */
export function actionByOwnDates(action: Action, day: string): ActionThen {
  const { status = null, done, verified, cancelled, accepted, deferrals, due = null } = action;
  const next = [...each(deferrals)].find(([, { on }]) => on !== undefined && on >= day)?.[1];
  const dates: { readonly [status: string]: string | undefined } = {
    done: done?.on,
    verified: done?.on ?? verified?.on,
    cancelled: cancelled?.on,
    accepted: accepted?.on,
  };
  const since = status === null ? undefined : dates[status];
  const isLater = since !== undefined && since >= day;
  return { status: isLater ? 'open' : status, due: next?.from ?? due };
}
