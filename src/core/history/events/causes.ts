import { arrow, type Change, changeOf, type EventGroup, unchanged } from '../change.ts';
import { changedPairs, differences } from '../compare-fields.ts';
import { itemsIn } from '../facts.ts';

export const group = {
  name: 'cause',
  kinds: ['cause-added', 'cause-changed', 'cause-removed'],
  compare({ last, after }) {
    if (after === undefined) return unchanged;
    const pairs = changedPairs(itemsIn(last?.facts, 'causes'), itemsIn(after.facts, 'causes'));
    if (pairs.length === 0) return unchanged;
    const changes: Change[] = [];
    for (const [id, old, now] of pairs) {
      if (old === undefined) {
        changes.push(changeOf('cause-added', id, undefined, now?.statement ?? now?.category));
        // A claim of its own, though it came with the cause.
        const by = now?.['accepted.by'];
        if (by !== undefined) changes.push({ ...changeOf('cause-changed', `${id}.accepted.by`, undefined, by), by });
      } else if (now === undefined)
        changes.push(changeOf('cause-removed', id, old.statement ?? old.category, undefined));
      else {
        for (const [field, from, to] of differences(old, now)) {
          const by = field === 'accepted.by' ? to : undefined;
          changes.push({ ...changeOf('cause-changed', `${id}.${field}`, from, to), ...(by !== undefined && { by }) });
        }
      }
    }
    return changes;
  },
  say({ kind, field, from, to }) {
    if (kind === 'cause-added') return `cause ${field} added${to === null ? '' : `: ${to}`}`;
    if (kind === 'cause-removed') return `cause ${field} deleted${from === null ? '' : `: ${from}`}`;
    if (from === null && field?.endsWith('.accepted.by')) return `cause ${field.split('.')[0]} accepted, says ${to}`;
    return `cause ${(field ?? '').replaceAll('.', ' ')} changed ${arrow({ from, to }, (text) => text)}`;
  },
} as const satisfies EventGroup;
