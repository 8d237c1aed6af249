import { each } from '../../record/record.ts';
import { idsIn } from '../changed-actions.ts';
import { changeExample, inReview } from '../example.ts';
import type { ChangeRule } from '../rule.ts';

const second = `    gap: control
    whys:
`;
const trigger = `  - id: C2
    role: trigger
    category: process/change-management
    statement: A limit was lowered
actions:
`;
const two = [...inReview, ['actions:\n', trigger]] as const;

/** A cause stays in its record: what was once found is answered, not taken out. */
export const rule: ChangeRule = {
  id: 'cause-removed',
  reason: 'Repeats are found by their causes; a cause that vanishes takes its repeats along.',
  levels: ['error', 'error', 'error'],
  kinds: ['incident'],
  scope: 'change',
  good: changeExample(two, [...two, [second, second.replace('control', 'detection')]], {
    asOf: '2026-04-10T12:00:00Z',
  }),
  bad: changeExample(two, inReview),
  *judge({ before, after }) {
    if (before?.kind !== 'incident' || after?.kind !== 'incident') return;
    const ids = idsIn(after, 'causes');
    if (ids === undefined) return;
    for (const [, { id }] of each(before.data.causes)) {
      if (id === undefined || ids.has(id)) continue;
      yield {
        message: `Unexpected removal of cause ${id}, which stood here before the change, expected it to stay`,
        hint: 'Put it back; if it proved wrong, keep it and say so in its statement, beside the cause that is right.',
        pointer: '/causes',
        anchor: `/causes/${id}`,
      };
    }
  },
};
