import { arrow, type Change, changeOf, type EventGroup } from '../change.ts';
import { differences, pairs } from '../compare-fields.ts';
import { type Fields, type Item, itemsIn } from '../facts.ts';

/** Links from incidents to the register, and the register's own scores. What is taken back is a `field`. */
export const group = {
  name: 'risk',
  kinds: ['risk-linked', 'assessed'],
  *compare({ last, after }): Generator<Change> {
    if (after === undefined) return;
    for (const [id, old, now] of pairs(itemsIn(last?.facts, 'risks'), itemsIn(after.facts, 'risks'))) {
      if (old === undefined) yield changeOf('risk-linked', 'risks', undefined, linked(id, now));
      else if (now === undefined) yield changeOf('field', 'risks', linked(id, old), undefined);
      else
        for (const [field, from, to] of differences(old, now))
          yield changeOf('field', `risks ${id}.${field}`, from, to);
    }
    const scores = itemsIn(after.facts, 'assessments');
    let previous = score(itemsIn(last?.facts, 'assessments').at(-1)?.[1]);
    for (const [key, old, now] of pairs(itemsIn(last?.facts, 'assessments'), scores)) {
      if (now === undefined) yield changeOf('field', 'assessments', key, undefined);
      else if (old === undefined) {
        const by = now.by;
        yield { ...changeOf('assessed', now.incident ?? null, previous, score(now)), ...(by !== undefined && { by }) };
        previous = score(now);
      } else
        for (const [field, from, to] of differences(old, now))
          yield changeOf('field', `assessments.${field}`, from, to);
    }
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
