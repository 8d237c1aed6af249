import { changeExample } from '../example.ts';
import type { ChangeRule } from '../rule.ts';

/** A record stays under its id for ever; one that should not count says so. Its file may move. */
export const rule: ChangeRule = {
  id: 'record-removed',
  reason: 'What can be deleted without a trace proves nothing, and an id that others named leads nowhere.',
  levels: ['error', 'error', 'error'],
  kinds: ['incident', 'risk', 'policy', 'acknowledgement', 'management-review'],
  scope: 'change',
  seesWithdrawn: true,
  good: changeExample([], [], {
    name: 'moved/2026-03-10-checkout-500s.md',
    before: { name: '2026-03-10-checkout-500s.md' },
  }),
  bad: changeExample([], [['id: 2026-03-10-checkout-500s', 'id: 2026-03-10-checkout-down']]),
  *judge({ before, after }) {
    if (before === undefined || after !== undefined) return;
    const id = before.kind === 'acknowledgement' ? undefined : before.data.id;
    yield {
      message: `Unexpected removal of ${id ?? `the acknowledgement by ${before.kind === 'acknowledgement' ? before.data.by : ''}`}, which stood here before the change, expected it to stay`,
      hint: hints[before.kind](id ?? 'ID'),
      pointer: '/id',
    };
  },
};

const hints = {
  incident: (id: string) =>
    `Put it back under its id; one that should not count is withdrawn: \`pir withdraw ${id} --reason "…"\`.`,
  risk: (id: string) =>
    `Put it back under its id; one that does not stand any more is closed: \`pir risk close ${id} --reason "…"\`.`,
  policy: (id: string) =>
    `Put it back under its id; one that no longer holds is retired: \`pir policy retire ${id} --reason "…"\`.`,
  acknowledgement: () => 'Put it back: nothing else shows that this person accepted this version.',
  'management-review': () => 'Put it back under its id: that it was held, and what it decided, has to stay.',
};
