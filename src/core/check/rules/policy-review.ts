import { policyExample } from '../policy-example.ts';
import type { RecordRule } from '../rule.ts';

/** The day by which a policy was to be looked at again is not over; a retired one is looked at no more. */
export const rule: RecordRule = {
  id: 'policy-review',
  reason: 'A policy that nobody has read since describes how things once were.',
  levels: ['warn', 'warn', 'error'],
  usesClock: true,
  kinds: ['policy'],
  scope: 'record',
  good: policyExample(),
  bad: policyExample([['review_by: 2027-04-01', 'review_by: 2026-05-31']]),
  judge(record, { clock }) {
    if (record.kind !== 'policy') return [];
    const { id, review_by, status } = record.data;
    if (review_by === undefined || status === 'retired' || !clock.isOver(review_by)) return [];
    return [
      {
        message: `Unexpected policy that was to be looked at again by ${review_by}, expected a day to come`,
        hint: `Read it against what happened since, then \`pir policy release ${id ?? 'ID'} --summary "…" --review-by DAY\`, also where nothing had to change.`,
        pointer: '/review_by',
      },
    ];
  },
};
