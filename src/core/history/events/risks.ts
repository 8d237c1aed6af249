import { arrow, type Change, changeOf, type EventGroup, unchanged } from '../change.ts';
import { changedPairs, differences } from '../compare-fields.ts';
import { type Fields, type Item, itemsIn } from '../facts.ts';

/** Links from incidents to the register, and the register's own scores. What is taken back is a `field`. */
export const group = {
  name: 'risk',
  kinds: ['risk-linked', 'assessed'],
  compare({ last, after }) {
    if (after === undefined) return unchanged;
    const changes: Change[] = [];
    for (const [id, old, now] of changedPairs(itemsIn(last?.facts, 'risks'), itemsIn(after.facts, 'risks'))) {
      if (old === undefined) changes.push(changeOf('risk-linked', 'risks', undefined, linked(id, now)));
      else if (now === undefined) changes.push(changeOf('field', 'risks', linked(id, old), undefined));
      else
        for (const [field, from, to] of differences(old, now))
          changes.push(changeOf('field', `risks ${id}.${field}`, from, to));
    }
    const scores = itemsIn(after.facts, 'assessments');
    let previous = score(itemsIn(last?.facts, 'assessments').at(-1)?.[1]);
    for (const [key, old, now] of changedPairs(itemsIn(last?.facts, 'assessments'), scores)) {
      if (now === undefined) changes.push(changeOf('field', 'assessments', key, undefined));
      else if (old === undefined) {
        const by = now.by;
        changes.push({
          ...changeOf('assessed', now.incident ?? null, previous, score(now)),
          ...(by !== undefined && { by }),
        });
        previous = score(now);
      } else
        for (const [field, from, to] of differences(old, now))
          changes.push(changeOf('field', `assessments.${field}`, from, to));
    }
    return changes.length === 0 ? unchanged : changes;
  },
  say({ kind, field, from, to, by }) {
    if (kind === 'risk-linked') return `linked to risk ${to}`;
    const after = field === null ? '' : ` after ${field}`;
    const who = by === undefined ? '' : `, says ${by}`;
    return from === null
      ? `assessed at ${to}${after}${who}`
      : `assessed ${arrow({ from, to }, (text) => text)}${after}${who}`;
  },
} as const satisfies EventGroup;

const linked = (id: string, fields: Fields | undefined): string =>
  fields?.effect === undefined ? id : `${id} (${fields.effect})`;

function score(fields: Item[1] | undefined): string | undefined {
  return fields === undefined ? undefined : `${fields.likelihood ?? '?'}×${fields.impact ?? '?'}`;
}
