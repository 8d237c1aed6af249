import { changeExample } from '../example.ts';
import { isRefusedAt } from '../refused.ts';
import type { ChangeRule } from '../rule.ts';

const closed = ['  closed: 2026-05-20T10:00:00Z\n', ''] as const;
const withdrawn = 'status: withdrawn\nwithdrawn: { on: 2026-05-25, by: "@alice", reason: written twice }';
const milder: readonly unknown[] = ['near_miss', 'exercise'];

/** What counted goes on counting: it does not become an exercise or a near miss, and is withdrawn only with a reason. */
export const rule: ChangeRule = {
  id: 'made-uncountable',
  reason: 'The cheapest way to fewer incidents is to call them something else.',
  levels: ['warn', 'error', 'error'],
  kinds: ['incident'],
  scope: 'change',
  good: changeExample([], [['status: closed', withdrawn], closed]),
  bad: changeExample([], [['type: availability', 'type: exercise']]),
  *judge({ before, after }) {
    if (before?.kind !== 'incident' || after?.kind !== 'incident') return;
    const { id = 'ID', status, type: is, withdrawn: withdrawal } = after.data;
    const { type: was } = before.data;
    if (was !== undefined && is !== undefined && milder.indexOf(is) > milder.indexOf(was)) {
      yield {
        message: `Unexpected type ${is} instead of ${was}, expected an incident that counted to go on counting`,
        hint: `Put it back; if it never was one, say why and write the other record anew: \`pir withdraw ${id} --reason "…"\`.`,
        pointer: '/type',
      };
    }
    if (status !== 'withdrawn' || withdrawal?.reason?.trim()) return;
    if (isRefusedAt(after, withdrawal === undefined ? '/withdrawn' : '/withdrawn/reason')) return;
    yield {
      message: 'Unexpected withdrawal without a reason, expected why the record no longer counts',
      hint: `Put its status back and withdraw it with a reason: \`pir withdraw ${id} --reason "…"\`.`,
      pointer: '/withdrawn/reason',
    };
  },
};
