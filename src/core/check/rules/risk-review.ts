import type { Problem } from '../../problem.ts';
import { refOf } from '../../record/action.ts';
import { actionsOf } from '../../record/record.ts';
import { riskExample } from '../example-risk.ts';
import type { RecordRule } from '../rule.ts';

/** Nothing is accepted for ever, and a risk is looked at again by its day. The day itself is not late. */
export const rule: RecordRule = {
  id: 'risk-review',
  reason: 'What was acceptable last year was decided by what was known last year.',
  levels: ['warn', 'warn', 'error'],
  usesClock: true,
  kinds: ['incident', 'risk', 'management-review'],
  scope: 'record',
  good: riskExample(),
  bad: riskExample([['review_by: 2027-01-10', 'review_by: 2026-05-31']]),
  judge(record, { clock }) {
    const found: Problem[] = [];
    if (record.kind === 'risk' && record.data.status === 'open') {
      const { id = 'ID', review_by, acceptance } = record.data;
      if (review_by !== undefined && clock.isOver(review_by))
        found.push({
          message: `Unexpected risk not looked at since ${review_by}, expected a review by that day`,
          hint: `Assess it, also where nothing changes, and say when again: \`pir risk assess ${id} --likelihood N --impact N --reason "…" --review-by D\`.`,
          pointer: '/review_by',
        });
      if (acceptance?.until !== undefined && clock.isOver(acceptance.until))
        found.push({
          message: `Unexpected acceptance that ended on ${acceptance.until}, expected it decided again`,
          hint: `Accept it anew: \`pir risk treat ${id} --accept-until D --reason "…"\`; where it is not needed any more: \`pir risk treat ${id} --end-acceptance\`.`,
          pointer: '/acceptance/until',
        });
    }
    for (const [pointer, action] of actionsOf(record)) {
      const until = action.status === 'accepted' ? action.accepted?.until : undefined;
      if (until === undefined || !clock.isOver(until)) continue;
      const ref = refOf(record, action);
      found.push({
        message: `Unexpected acceptance of ${action.id ?? 'an action'} not done that ended on ${until}, expected it decided again`,
        hint: `Do it after all: \`pir action reopen ${ref} --reason "…"\`, and where it is still to be borne: \`pir action accept ${ref} --until D --reason "…"\`.`,
        pointer: `${pointer}/accepted/until`,
      });
    }
    return found;
  },
};
