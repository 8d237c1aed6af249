import type { Problem } from '../../problem.ts';
import { neededReviews } from '../../record/needed-reviews.ts';
import { formatInstant } from '../../time.ts';
import { incidentExample } from '../example.ts';
import { isRefused } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

const names = { hotwash: 'hot-wash', full: 'full review' } as const;

/** A review of each needed stage is held by its deadline: resolution plus the SLA of the severity. */
export const rule: RecordRule = {
  id: 'review-held',
  reason: 'What people remember of an incident fades within days, so reviews have a deadline.',
  levels: ['warn', 'warn', 'error'],
  usesClock: true,
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([['held: 2026-03-12\n', 'held: 2026-05-10\n']]),
  judge(record, { config, clock }) {
    if (record.kind !== 'incident') return [];
    const { data } = record;
    if (isRefused(record, 'reviews') || data.reviews?.some((review) => !review?.stage || !review.held)) return [];
    const problems: Problem[] = [];
    for (const { stage, deadline, heldAt, index, isOnTime } of neededReviews(data, config, clock.zone)) {
      if (deadline === undefined || isOnTime || !clock.hasReached(deadline)) continue;
      const by = `one by ${formatInstant(deadline)}, ${config.sla.review[data.severity ?? '']?.[stage]} after the resolution`;
      if (heldAt === undefined) {
        problems.push({
          message: `Unexpected ${data.severity} without a ${names[stage]}, expected ${by}`,
          hint: `Hold it, then record it with \`pir review ${data.id ?? 'ID'} --stage ${stage} --held DAY\`.`,
          pointer: '/reviews',
        });
      } else {
        problems.push({
          message: `Unexpected ${names[stage]} at ${formatInstant(heldAt)}, expected ${by}`,
          hint: 'A day counts as its end: if it was in time, give the moment with its offset; if not, a waiver in .pir/waivers.yaml says why it was late.',
          pointer: `/reviews/${index}/held`,
        });
      }
    }
    return problems;
  },
};
