import { each } from '../../record/record.ts';
import { idsIn } from '../changed-actions.ts';
import { incidentExample } from '../example.ts';
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
const inReview = [
  ['status: closed\n', 'status: in_review\n'],
  ['  closed: 2026-05-20T10:00:00Z\n', ''],
] as const;
const two = incidentExample([...inReview, ['actions:\n', trigger]]);

/** A cause stays in its record: what was once found is answered, not taken out. */
export const rule: ChangeRule = {
  id: 'cause-removed',
  reason: 'Repeats are found by their causes; a cause that vanishes takes its repeats along.',
  levels: ['error', 'error', 'error'],
  kinds: ['incident'],
  scope: 'change',
  good: {
    ...incidentExample([...inReview, ['actions:\n', trigger], [second, second.replace('control', 'detection')]], {
      asOf: '2026-04-10T12:00:00Z',
    }),
    before: { text: two.text },
  },
  bad: { ...incidentExample(inReview), before: { text: two.text } },
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
