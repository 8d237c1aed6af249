import { isSamePerson } from '../../people.ts';
import type { Problem } from '../../problem.ts';
import { followedBy, isOpen, isOverdue, refOf } from '../../record/action.ts';
import { actionsOf, type ParsedRecord } from '../../record/record.ts';
import type { Action } from '../../record/shapes.ts';
import { incidentExample } from '../example.ts';
import { isRefusedAt } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/**
 * The effect of an action is checked on the promised day, by somebody who does not own it; what did not work is followed
 * by another action, wherever that stands. Of an action that is late already only that is said.
 */
export const rule: RecordRule = {
  id: 'action-verification',
  reason: 'Most actions are done; whether they helped is asked only if somebody has to answer.',
  levels: ['off', 'warn', 'error'],
  usesClock: true,
  kinds: ['incident', 'risk', 'management-review'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([['check_on: 2026-07-02', 'check_on: 2026-05-31']]),
  judge(record, { clock, people }) {
    const problems: Problem[] = [];
    for (const [pointer, action] of actionsOf(record)) {
      const { verified } = action;
      const ref = refOf(record, action);
      if (verified === undefined) {
        if (isRefusedAt(record, `${pointer}/verified`)) continue;
        const day = action.effectiveness?.check_on;
        if (action.status === 'verified') {
          problems.push({
            message: `Unexpected verified action ${action.id ?? ''} that nobody verified, expected who did, when and with what result`,
            hint: `Let somebody check it: \`pir action verify ${ref} --result effective --by @handle\`.`,
            pointer: `${pointer}/verified`,
          });
        } else if (day && isAwaited(action) && !isOverdue(action, clock) && clock.isOver(day)) {
          problems.push({
            message: `Unexpected action ${action.id ?? ''} unverified after ${day}, expected its effect checked by that day`,
            hint: `Look whether it worked: \`pir action verify ${ref} --result effective|partly|ineffective --by @handle\`${tooEarly(record, action)}.`,
            pointer: `${pointer}/effectiveness/check_on`,
          });
        }
        continue;
      }
      if (verified.by && action.owner && isSamePerson(verified.by, action.owner, people)) {
        problems.push({
          message: `Unexpected verification of ${action.id ?? 'the action'} by its own owner ${verified.by}, expected somebody else`,
          hint: `Let another person look: \`pir action verify ${ref} --result ${verified.result ?? 'effective'} --by @handle\`.`,
          pointer: `${pointer}/verified/by`,
        });
      }
      if (verified.result === 'ineffective' && !isFollowed(action, ref, record)) {
        problems.push({
          message: `Unexpected end at action ${action.id ?? ''}, which did not work, expected another action that follows it`,
          hint: `Add one, here or in another record, with \`follows: ${ref}\`, or go on with this one: \`pir action reopen ${ref} --reason "…"\`.`,
          pointer: `${pointer}/verified/result`,
          unless: { ask: 'followed', ref },
        });
      }
    }
    return problems;
  },
};

/** Of what was done only now nobody can say it yet. */
function tooEarly({ kind, data }: ParsedRecord, { id }: Action): string {
  if (kind !== 'incident' || !('id' in data)) return '';
  return `; where it is too early to say, set another day: \`pir set ${data.id} actions.${id}.effectiveness.check_on DAY\``;
}

/** Whether a check of its effect is still to come. */
function isAwaited(action: Action): boolean {
  return action.status === 'done' || isOpen(action);
}

function isFollowed(action: Action, ref: string, record: ParsedRecord): boolean {
  if (isOpen(action)) return true;
  for (const [, other] of actionsOf(record)) if (other !== action && followedBy(record, other) === ref) return true;
  return false;
}
