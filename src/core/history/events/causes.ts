import { arrow, type Change, changeOf, type EventGroup } from '../change.ts';
import { differences, pairs } from '../compare-fields.ts';
import { itemsIn } from '../facts.ts';

export const group = {
  name: 'cause',
  kinds: ['cause-added', 'cause-changed', 'cause-removed'],
  *compare({ last, after }): Generator<Change> {
    if (after === undefined) return;
    for (const [id, old, now] of pairs(itemsIn(last?.facts, 'causes'), itemsIn(after.facts, 'causes'))) {
      if (old === undefined) {
        yield changeOf('cause-added', id, undefined, now?.statement ?? now?.category);
        // A claim of its own, though it came with the cause.
        const by = now?.['accepted.by'];
        if (by !== undefined) yield { ...changeOf('cause-changed', `${id}.accepted.by`, undefined, by), by };
      } else if (now === undefined) yield changeOf('cause-removed', id, old.statement ?? old.category, undefined);
      else {
        for (const [field, from, to] of differences(old, now)) {
          const by = field === 'accepted.by' ? to : undefined;
          yield { ...changeOf('cause-changed', `${id}.${field}`, from, to), ...(by !== undefined && { by }) };
        }
      }
    }
  },
  say({ kind, field, from, to }) {
    if (kind === 'cause-added') return `cause ${field} added${to === null ? '' : `: ${to}`}`;
    if (kind === 'cause-removed') return `cause ${field} deleted${from === null ? '' : `: ${from}`}`;
    if (from === null && field?.endsWith('.accepted.by')) return `cause ${field.split('.')[0]} accepted, says ${to}`;
    return `cause ${(field ?? '').replaceAll('.', ' ')} changed ${arrow({ from, to }, (text) => text)}`;
  },
} as const satisfies EventGroup;
