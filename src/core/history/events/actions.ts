import { daysBetween, parseDay } from '../../time.ts';
import { plainWords } from '../../words.ts';
import { arrow, type Change, type EventGroup, unchanged } from '../change.ts';
import { changedPairs, differences, isBelow, spokenFor } from '../compare-fields.ts';
import { type Fields, itemsIn } from '../facts.ts';

/** What is written together with another change of an action and says no more than that one does. */
const companions: { readonly [field: string]: readonly string[] } = {
  status: ['done', 'verified', 'cancelled', 'accepted', 'reopened'],
  due: ['deferrals'],
  owner: ['reassigned'],
};

const finished = new Set(['done', 'verified', 'cancelled', 'accepted']);

/** What became of actions. One that is finished when it is first written down has its `action-status` too. */
export const group = {
  name: 'action',
  kinds: ['action-added', 'action-removed', 'action-status', 'action-owner', 'action-due', 'action-other'],
  compare({ last, after }) {
    if (after === undefined) return unchanged;
    const pairs = changedPairs(itemsIn(last?.facts, 'actions'), itemsIn(after.facts, 'actions'));
    if (pairs.length === 0) return unchanged;
    const changes: Change[] = [];
    for (const [action, old, now] of pairs) {
      const base = { action, from: null, to: null };
      if (now === undefined)
        changes.push({ ...base, kind: 'action-removed', field: 'title', from: old?.title ?? null });
      else if (old === undefined) {
        changes.push({ ...base, kind: 'action-added', field: 'title', to: now.title ?? null });
        if (finished.has(now.status ?? ''))
          changes.push({ ...base, kind: 'action-status', field: 'status', ...statusOf(now) });
      } else changes.push(...changesOf(action, old, now));
    }
    return changes;
  },
  say({ kind, action, field, from, to, by }, { day }) {
    switch (kind) {
      case 'action-added':
        return `${action} added${to === null ? '' : `: ${to}`}`;
      case 'action-removed':
        return `${action} deleted${from === null ? '' : `: ${from}`}`;
      case 'action-status':
        return `${action} ${arrow({ from: from ?? 'new', to })}${by === undefined ? '' : `, says ${by}`}`;
      case 'action-owner':
        return `${action} owner ${from === null ? `set to ${to}` : arrow({ from, to }, (text) => text)}`;
      case 'action-due':
        return from === null
          ? `${action} due set to ${day(to ?? '')}`
          : `${action} due moved ${arrow({ from, to }, day)}${slip(from, to)}`;
      default:
        return `${action} ${plainWords(field ?? '').replaceAll('.', ' ')} ${from === null ? `set: ${to}` : `changed ${arrow({ from, to }, (text) => text)}`}`;
    }
  },
} as const satisfies EventGroup;

function changesOf(action: string, old: Fields, now: Fields): Change[] {
  const changes: Change[] = [];
  const changed = differences(old, now);
  const told = spokenFor(changed, companions);
  for (const [field, from = null, to = null] of changed) {
    if (isBelow(field, told)) continue;
    if (field === 'status') changes.push({ kind: 'action-status', action, field, from, ...statusOf(now) });
    else if (field === 'owner') changes.push({ kind: 'action-owner', action, field, from, to });
    else if (field === 'due') changes.push({ kind: 'action-due', action, field, from, to });
    else {
      // A verification or acceptance that names somebody else afterwards is a claim again.
      const by = to !== null && (field === 'verified.by' || field === 'accepted.by') ? to : undefined;
      changes.push({ kind: 'action-other', action, field, from, to, ...(by !== undefined && { by }) });
    }
  }
  return changes;
}

function statusOf(now: Fields): Pick<Change, 'to' | 'by'> {
  const { status } = now;
  const by = status === undefined ? undefined : now[`${status}.by`];
  return { to: status ?? null, ...(by !== undefined && { by }) };
}

function slip(from: string, to: string | null): string {
  if (to === null || parseDay(from) === undefined || parseDay(to) === undefined) return '';
  const days = daysBetween(from, to);
  return ` (${days < 0 ? '−' : '+'}${Math.abs(days)} day${Math.abs(days) === 1 ? '' : 's'})`;
}
