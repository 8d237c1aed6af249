import { whyUnowned } from '../../people.ts';
import type { Problem } from '../../problem.ts';
import { isOpen, refOf } from '../../record/action.ts';
import { actionsOf } from '../../record/record.ts';
import { incidentExample, openAction } from '../example.ts';
import { isRefusedAt } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/** Each action to be done has one person who sees to it. While it is only proposed, that may wait until the review ripens. */
export const rule: RecordRule = {
  id: 'action-owner',
  reason: 'An action of everybody is done by nobody.',
  levels: ['error', 'error', 'error'],
  kinds: ['incident', 'risk', 'management-review'],
  scope: 'record',
  good: incidentExample(openAction),
  bad: incidentExample([...openAction, ['    owner: "@bob"\n', '    owner: team\n']]),
  judge(record, { config, people, clock }) {
    const problems: Problem[] = [];
    const ownership = { people, clock, allowsTeams: config.team_owners };
    for (const [pointer, action] of actionsOf(record)) {
      const isProposed = action.status === 'proposed';
      if (!isProposed && !isOpen(action)) continue;
      const why = whyUnowned(action.owner, ownership);
      if (why === undefined || (action.owner === undefined && isRefusedAt(record, `${pointer}/owner`))) continue;
      problems.push({
        message: `Unexpected action ${action.id ?? ''} with ${why}, expected one named person`,
        hint: `Give it to somebody: \`pir action assign ${refOf(record, action)} @handle --reason "…"\`.`,
        pointer: `${pointer}/owner`,
        ...(isProposed && { isRipe: true }),
      });
    }
    return problems;
  },
};
