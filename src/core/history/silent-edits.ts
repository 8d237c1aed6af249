import { compareText } from '../finding.ts';
import { changedPairs, type Difference, fieldDifferences } from './compare-fields.ts';
import { holds } from './events/reviews.ts';
import { type Facts, type Fields, fieldOf, fieldsOf, itemsIn } from './facts.ts';

/** A change that the record should speak of and does not. Its action, field and values are those of the event. */
export interface SilentEdit {
  edit:
    | 'due_moved'
    | 'owner_swapped'
    | 'reopened'
    | 'severity_lowered'
    | 'time_after_approval'
    | 'action_removed'
    | 'cause_removed'
    | 'made_uncountable';
  action: string | null;
  field: string;
  from: string | null;
  to: string | null;
}

const signedTimes = ['started', 'detected', 'acknowledged', 'mitigated', 'resolved'];
const finished = new Set(['done', 'verified']);
const uncountable = new Set(['exercise', 'near_miss']);

/**
 * What changed between two versions of a record without a word: a due day moved later or taken out without a deferral that
 * leads there, an owner swapped without `reassigned`, an action done or verified and open again without `reopened`, a
 * severity lowered without `severity_changes`, a time changed under an approval, an action or cause deleted, a type that
 * counts no longer, withdrawn without a reason. `severities` are the config's, worst first.
 */
export function silentEdits(before: Facts, after: Facts, severities: readonly string[]): SilentEdit[] {
  const edits: SilentEdit[] = [];
  const add = (edit: SilentEdit['edit'], action: string | null, field: string, from?: string, to?: string) =>
    edits.push({ edit, action, field, from: from ?? null, to: to ?? null });
  for (const [id, old, now] of changedPairs(itemsIn(before, 'actions'), itemsIn(after, 'actions'))) {
    if (old === undefined) continue;
    if (now === undefined) add('action_removed', id, 'title', old.title);
    else for (const [edit, field] of actionEdits(old, now)) add(edit, id, field, old[field], now[field]);
  }
  for (const [id, old, now] of changedPairs(itemsIn(before, 'causes'), itemsIn(after, 'causes')))
    if (now === undefined) add('cause_removed', null, id, old?.statement ?? old?.category);
  const changed = fieldDifferences(before, after);
  if (changed.length === 0) return edits;
  const [old, now] = changedFields(changed);
  const isReasoned = () => isTold(fieldsOf(before), fieldsOf(after), 'severity_changes', now.severity);
  if (isLowered(old.severity, now.severity, severities) && !isReasoned())
    add('severity_lowered', null, 'severity', old.severity, now.severity);
  if (itemsIn(before, 'approvals').some(([, approval]) => holds(approval, before)) && !isSignedAgain(before, after))
    for (const name of signedTimes)
      if (old[`times.${name}`] !== now[`times.${name}`])
        add('time_after_approval', null, name, old[`times.${name}`], now[`times.${name}`]);
  if (!uncountable.has(old.type ?? '') && uncountable.has(now.type ?? ''))
    add('made_uncountable', null, 'type', old.type, now.type);
  if (now.status === 'withdrawn' && fieldOf(after, 'withdrawn.reason') === undefined)
    add('made_uncountable', null, 'status', old.status, now.status);
  return edits;
}

/** Of the fields that differ what they were and what they are: to put all of them together takes longer than to compare. */
function changedFields(changed: readonly Difference[]): [old: PartOfFields, now: PartOfFields] {
  return [
    Object.fromEntries(changed.map(([field, from]) => [field, from])),
    Object.fromEntries(changed.map(([field, , to]) => [field, to])),
  ];
}

type PartOfFields = Readonly<{ [field: string]: string | undefined }>;

/** Whether an approval was added between two versions. */
export function isSignedAgain(before: Facts, after: Facts): boolean {
  for (const [, old, now] of changedPairs(itemsIn(before, 'approvals'), itemsIn(after, 'approvals')))
    if (old === undefined && now !== undefined) return true;
  return false;
}

function actionEdits(old: Fields, now: Fields): [SilentEdit['edit'], 'due' | 'owner' | 'status'][] {
  const edits: [SilentEdit['edit'], 'due' | 'owner' | 'status'][] = [];
  const isLater = old.due !== undefined && (now.due === undefined || compareText(now.due, old.due) > 0);
  if (isLater && !isTold(old, now, 'deferrals', now.due)) edits.push(['due_moved', 'due']);
  const isSwapped = old.owner !== undefined && old.owner !== now.owner;
  if (isSwapped && !isTold(old, now, 'reassigned', now.owner)) edits.push(['owner_swapped', 'owner']);
  const isReopened = finished.has(old.status ?? '') && !finished.has(now.status ?? '');
  if (isReopened && old.reopened === now.reopened) edits.push(['reopened', 'status']);
  return edits;
}

/** Whether an entry of that list was added, or rewritten, that leads to the new value. */
function isTold(old: Fields, now: Fields, list: string, to: string | undefined): boolean {
  return to !== undefined && now[`${list}.to`] === to && now[list] !== old[list];
}

function isLowered(from: string | undefined, to: string | undefined, severities: readonly string[]): boolean {
  const [old, now] = [severities.indexOf(from ?? ''), severities.indexOf(to ?? '')];
  return old >= 0 && now > old;
}
