import { isPerson, isSamePerson, type People } from '../../people.ts';
import type { Problem } from '../../problem.ts';
import { actionsOf, each } from '../../record/record.ts';
import type { Deferral } from '../../record/shapes.ts';
import { daysBetween, parseDay } from '../../time.ts';
import { incidentExample, openAction } from '../example.ts';
import { isRefusedAt } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/** How far the last day may move past the first due day before somebody else has to agree. */
const MOST_DAYS = 30;
const deferred = '    due: 2026-06-10\n    deferrals: [{ from: 2026-05-20, to: 2026-06-10, on: 2026-05-18, by: "@bob"';

/** A due day moves with a reason; the second time, or by over 30 days, only if somebody else approves. */
export const rule: RecordRule = {
  id: 'action-deferral',
  reason: 'A date that moves by itself was never a date.',
  levels: ['warn', 'warn', 'error'],
  kinds: ['incident', 'risk', 'management-review'],
  scope: 'record',
  good: incidentExample([...openAction, ['    due: 2026-06-10\n', `${deferred}, reason: supplier patch is late }]\n`]]),
  bad: incidentExample([...openAction, ['    due: 2026-06-10\n', `${deferred} }]\n`]]),
  judge(record, { people }) {
    const problems: Problem[] = [];
    for (const [pointer, action] of actionsOf(record)) {
      const { deferrals, due } = action;
      if (deferrals === undefined || deferrals.length === 0) continue;
      const name = action.id ?? 'the action';
      const to = deferrals[deferrals.length - 1]?.to;
      if (to !== undefined && due && due !== to) {
        problems.push({
          message: `Unexpected due day ${due} of ${name}, expected ${to}, to which it was last deferred`,
          hint: 'Move a due day only together with its reason: `pir action defer` writes both.',
          pointer: `${pointer}/due`,
        });
      }
      const first = deferrals[0]?.from;
      for (const [i, deferral] of each(deferrals)) {
        const place = `${pointer}/deferrals/${i}`;
        if (!deferral.reason?.trim() && !(deferral.reason === undefined && isRefusedAt(record, `${place}/reason`))) {
          problems.push({
            message: `Unexpected deferral of ${name} without a reason, expected why the day was moved`,
            hint: 'Write what it waits for as `reason: …` in the deferral.',
            pointer: `${place}/reason`,
          });
        }
        const why = i > 0 ? `deferral number ${i + 1} of ${name}` : farMove(first, deferral.to, name);
        if (why === undefined || isApproved(deferral, people)) continue;
        if (deferral.approved_by === undefined && isRefusedAt(record, `${place}/approved_by`)) continue;
        problems.push({
          message: `Unexpected ${why} without the approval of somebody else, expected who agreed beside ${deferral.by ?? 'the person deferring'}`,
          hint: 'Ask the owner of the review and write `approved_by: "@handle"`, as `pir action defer … --approved-by @handle` does.',
          pointer: `${place}/approved_by`,
        });
      }
    }
    return problems;
  },
};

function farMove(first: string | undefined, to: string | undefined, name: string): string | undefined {
  if (first === undefined || to === undefined) return undefined;
  if (parseDay(first) === undefined || parseDay(to) === undefined) return undefined;
  const days = daysBetween(first, to);
  return days > MOST_DAYS ? `deferral of ${name} ${days} days past its first due day` : undefined;
}

function isApproved({ approved_by, by }: Deferral, people: People | undefined): boolean {
  return approved_by !== undefined && isPerson(approved_by) && !(by && isSamePerson(approved_by, by, people));
}
