import { endOfDay } from '../../clock.ts';
import { isUnfinished } from '../../record/action.ts';
import { neededReviews } from '../../record/needed-reviews.ts';
import { each } from '../../record/record.ts';
import { DAY, formatInstant } from '../../time.ts';
import { incidentExample } from '../example.ts';
import { isRefused } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/** Days after the last review deadline, or after it was taken up again, in which the review is brought to its end. */
const GRACE = 30;

/** Since ripe rules are silent on drafts, this one sees to it that a draft does not stay one. */
export const rule: RecordRule = {
  id: 'review-finished',
  reason: 'Rules are silent while a review is written, so writing must have an end.',
  levels: ['warn', 'error', 'error'],
  usesClock: true,
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([
    ['status: closed\n', 'status: draft\n'],
    ['  closed: 2026-05-20T10:00:00Z\n', ''],
  ]),
  judge(record, { config, clock }) {
    if (record.kind !== 'incident') return [];
    const { data } = record;
    if (data.status !== 'draft' && data.status !== 'in_review') return [];
    if (data.status === 'in_review') {
      if (isRefused(record, 'actions')) return [];
      for (const [, action] of each(data.actions)) {
        if (action.status === undefined || isUnfinished(action)) return [];
      }
    }
    let last: number | undefined;
    for (const { deadline } of neededReviews(data, config, clock.zone)) {
      if (deadline !== undefined && (last === undefined || deadline > last)) last = deadline;
    }
    if (last === undefined) return [];
    let since = 'its deadline';
    for (const [, { on }] of each(data.reopened)) {
      const reopened = on === undefined ? undefined : endOfDay(on, clock.zone);
      if (reopened === undefined || reopened <= last) continue;
      last = reopened;
      since = 'it was reopened';
    }
    const end = last + GRACE * DAY;
    if (!clock.hasReached(end)) return [];
    const id = data.id ?? 'ID';
    const expected = `expected a finished review by ${formatInstant(end)}, ${GRACE} days after ${since}`;
    return [
      data.status === 'draft'
        ? {
            message: `Unexpected draft, ${expected}`,
            hint: `Finish it and hand it in with \`pir submit ${id}\`, or withdraw it with \`pir withdraw ${id} --reason …\`.`,
            pointer: '/status',
          }
        : {
            message: `Unexpected review without end though no action is left, ${expected}`,
            hint: `Sign it off with \`pir approve ${id} --role ROLE\` where approvals are required, else \`pir close ${id}\`.`,
            pointer: '/status',
          },
    ];
  },
};
