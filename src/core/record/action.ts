import type { Clock } from '../clock.ts';
import type { ParsedRecord } from './record.ts';
import type { Action, Verified } from './shapes.ts';

/** What the schema has for an action, in its order. */
export const actionStatuses = [
  'proposed',
  'open',
  'in_progress',
  'done',
  'verified',
  'cancelled',
  'accepted',
] as const satisfies readonly Action['status'][];
export const actionKinds = ['correct', 'mitigate', 'detect', 'prevent'] as const satisfies readonly Action['kind'][];
export const actionClasses = [
  'technical',
  'architecture',
  'process',
  'policy',
  'training',
  'communication',
] as const satisfies readonly Action['class'][];
/** What a check of its effect may find. */
export const effects = ['effective', 'partly', 'ineffective'] as const satisfies readonly Verified['result'][];

/** Whether somebody works on it, or has agreed to: open or in progress. A proposed one nobody has agreed to yet. */
export function isOpen({ status }: { readonly status?: unknown }): boolean {
  return status === 'open' || status === 'in_progress';
}

/** Whether somebody still has to work on it, agreed on or not. */
export function isUnfinished(action: { readonly status?: unknown }): boolean {
  return action.status === 'proposed' || isOpen(action);
}

/** Whether it was done, verified or not. */
export function isDone(action: Action): boolean {
  return action.status === 'done' || action.status === 'verified';
}

/** Whether it is open and was due before the as-of day. The due day itself is not late. */
export function isOverdue(action: Action, clock: Clock): boolean {
  return isOpen(action) && typeof action.due === 'string' && clock.isOver(action.due);
}

/** The action that this one follows up, as other records name it; undefined for none. A cancelled one follows nothing up. */
export function followedBy(record: ParsedRecord, { follows, status }: Action): string | undefined {
  if (!follows || status === 'cancelled') return undefined;
  return follows.includes('/') ? follows : refOf(record, { id: follows });
}

/** `<record id>/A1`, as commands and other records name it. */
export function refOf(record: ParsedRecord, action: Action): string {
  const id = 'id' in record.data ? record.data.id : undefined;
  return `${id ?? 'RECORD'}/${action.id ?? 'ACTION'}`;
}
