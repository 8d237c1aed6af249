import type { Problem } from '../../problem.ts';
import { isOpen, refOf } from '../../record/action.ts';
import { actionsOf, type ParsedRecord } from '../../record/record.ts';
import { parseInstant } from '../../time.ts';
import { incidentExample, openAction } from '../example.ts';
import { isRefusedAt } from '../refused.ts';
import type { Context, RecordRule } from '../rule.ts';

/** Each action to be done has a day by which it is; for one that is only proposed that may wait until the review ripens. */
export const rule: RecordRule = {
  id: 'action-due',
  reason: 'Without a day an action can never be late, so it waits behind everything that can.',
  levels: ['error', 'error', 'error'],
  kinds: ['incident', 'risk', 'management-review'],
  scope: 'record',
  good: incidentExample(openAction),
  bad: incidentExample([...openAction, ['    due: 2026-06-10\n', '']]),
  judge(record, context) {
    const problems: Problem[] = [];
    let began: string | undefined;
    for (const [pointer, action] of actionsOf(record)) {
      const isProposed = action.status === 'proposed';
      if (!isProposed && !isOpen(action)) continue;
      if (action.due) {
        began ??= firstDay(record, context);
        if (action.due >= began) continue;
        problems.push({
          message: `Unexpected due day ${action.due} of action ${action.id ?? ''} before the incident, expected a day from ${began} on`,
          hint: 'Correct the day, or the time of the incident if that is the wrong one.',
          pointer: `${pointer}/due`,
          ...(isProposed && { isRipe: true }),
        });
      } else if (action.due !== undefined || !isRefusedAt(record, `${pointer}/due`)) {
        problems.push({
          message: `Unexpected action ${action.id ?? ''} with no due day, expected the day by which it is done`,
          hint: `Write it under ${action.id ?? 'the action'} as \`due: YYYY-MM-DD\`; later moves go through \`pir action defer ${refOf(record, action)}\`.`,
          pointer: `${pointer}/due`,
          ...(isProposed && { isRipe: true }),
        });
      }
    }
    return problems;
  },
};

/** The day on which the incident began, in the config's zone; of what is no incident, the first of all days. */
function firstDay(record: ParsedRecord, { clock }: Context): string {
  const times = record.kind === 'incident' ? record.data.times : undefined;
  const at = parseInstant(times?.started ?? times?.detected ?? '');
  return at === undefined ? '' : clock.zone.dayOf(at);
}
