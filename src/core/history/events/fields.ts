import { plainWords } from '../../words.ts';
import { arrow, type Change, changeOf, type EventGroup, unchanged } from '../change.ts';
import { fieldDifferences, isBelow, spokenFor } from '../compare-fields.ts';
import { type Facts, fieldOf } from '../facts.ts';
import { isItems, itemWords } from '../item-words.ts';

/** What is written together with another change and says no more than that one does. */
const companions: { readonly [field: string]: readonly string[] } = {
  status: ['withdrawn', 'reopened', 'times.closed', 'closed.on', 'closed.by', 'retired.on', 'retired.by'],
  severity: ['severity_changes', 'classified'],
  'acceptance.until': ['acceptance.on'],
};

/** What a record says of itself as a whole. What it first says is in its creation. */
export const group = {
  name: 'record',
  kinds: ['status', 'withdrawn', 'severity', 'owner', 'time', 'field'],
  compare({ last, after }) {
    if (after === undefined) return unchanged;
    if (last === undefined) {
      // A claim of its own, though it came with the record.
      const by = fieldOf(after.facts, 'acceptance.by');
      return by === undefined ? unchanged : [{ ...changeOf('field', 'acceptance.by', undefined, by), by }];
    }
    const changed = fieldDifferences(last.facts, after.facts);
    if (changed.length === 0) return unchanged;
    const changes: Change[] = [];
    const told = spokenFor(changed, companions);
    for (const [field, from, to] of changed) {
      if (isBelow(field, told) || (field === 'version' && after.facts.kind === 'policy')) continue;
      const kind = kindOf(field, to);
      const by = claimOf(kind, to, after.facts);
      const name = kind === 'time' ? field.slice('times.'.length) : field;
      changes.push({ ...changeOf(kind, name, from, to), ...(by !== undefined && { by }) });
    }
    return changes;
  },
  say({ kind, field, from, to, by }, { day }) {
    if (kind === 'withdrawn') return `withdrawn${by === undefined ? '' : `, says ${by}`}`;
    if (kind === 'time') return `${plain(field)} ${from === null ? 'set to' : 'changed'} ${moved(from, to)}`;
    if (kind !== 'field')
      return `${kind} ${arrow({ from, to }, kind === 'owner' ? same : plain)}${by === undefined ? '' : `, says ${by}`}`;
    if (isItems(from) || isItems(to)) return `${plain(field)} ${itemWords(from, to)}`;
    const isDay = [from, to].every((text) => text === null || /^\d{4}-\d\d-\d\d$/.test(text));
    if (from === null) return `${plain(field)} set: ${isDay ? day(to ?? '') : to}`;
    if (to === null) return `${plain(field)} taken out, was: ${isDay ? day(from) : from}`;
    return `${plain(field)} changed ${arrow({ from, to }, isDay ? day : same)}`;
  },
} as const satisfies EventGroup;

function kindOf(field: string, to: string | undefined): (typeof group.kinds)[number] {
  if (field === 'status') return to === 'withdrawn' ? 'withdrawn' : 'status';
  if (field === 'severity' || field === 'owner') return field;
  return field.startsWith('times.') ? 'time' : 'field';
}

function claimOf(kind: string, to: string | undefined, facts: Facts): string | undefined {
  if (kind === 'withdrawn') return fieldOf(facts, 'withdrawn.by');
  if (kind === 'status' && (to === 'closed' || to === 'retired')) return fieldOf(facts, `${to}.by`);
  return kind === 'field' && to !== undefined && fieldOf(facts, 'acceptance.by') === to ? to : undefined;
}

const same = (text: string): string => text;
const plain = (text: string | null): string => plainWords(text ?? '').replaceAll('.', ' ');
const moved = (from: string | null, to: string | null): string =>
  from === null ? clock(to) : `${clock(from)} → ${to === null ? 'nothing' : clock(to)}`;

/** Seconds of a time that has none are noise to a reader. */
function clock(instant: string | null): string {
  return (instant ?? '').replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::00)?(.*)$/, '$1 $2$3');
}
