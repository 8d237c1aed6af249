import { actionsOf } from '../../record/record.ts';
import { idsIn } from '../changed-actions.ts';
import { changeExample } from '../example.ts';
import type { ChangeRule } from '../rule.ts';

const gone = `  - id: A2
    title: Raise the pool limit back to its old value
    owner: "@dan"
    due: 2026-03-12
    status: verified
    kind: correct
    ticket: "https://tracker.example/OPS-4711"
    done: { on: 2026-03-10, by: "@dan", evidence: ["https://forge.example/config/pull/7"] }
    verified: { on: 2026-03-16, by: "@carol", result: effective }
`;
const dropped =
  '    status: cancelled\n    cancelled: { on: 2026-03-11, by: "@alice", reason: the limit is computed now }\n';
const was = '    status: verified\n';

/** An action stays in its record, whatever became of it. */
export const rule: ChangeRule = {
  id: 'action-removed',
  reason: 'An action that can be deleted is the easiest one to finish in time.',
  levels: ['error', 'error', 'error'],
  kinds: ['incident', 'risk', 'management-review'],
  scope: 'change',
  good: changeExample([[was, '    status: open\n']], [[was, dropped]]),
  bad: changeExample([], [[gone, '']]),
  *judge({ before, after }) {
    if (before === undefined || after === undefined) return;
    const list = after.kind === 'management-review' ? 'decisions' : 'actions';
    const ids = idsIn(after, list);
    if (ids === undefined) return;
    for (const [, { id }] of actionsOf(before)) {
      if (id === undefined || ids.has(id)) continue;
      const record = after.kind === 'acknowledgement' ? undefined : after.data.id;
      yield {
        message: `Unexpected removal of action ${id}, which stood here before the change, expected it to stay`,
        hint: `Put it back; one that will not be done is cancelled: \`pir action cancel ${record ?? 'RECORD'}/${id} --reason "…"\`.`,
        pointer: `/${list}`,
        anchor: `/${list}/${id}`,
      };
    }
  },
};
