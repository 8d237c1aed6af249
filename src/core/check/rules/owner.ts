import { clockAt } from '../../clock.ts';
import { whyUnowned } from '../../people.ts';
import { parseInstant } from '../../time.ts';
import { incidentExample } from '../example.ts';
import { isRefusedAt } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/**
 * Every review, every risk that stands and every policy that is kept has an owner: a person or a team. Who left after the
 * review was closed did drive it to its end.
 */
export const rule: RecordRule = {
  id: 'owner',
  reason: 'A review that nobody drives to its end stays a draft until it is forgotten.',
  levels: ['error', 'error', 'error'],
  kinds: ['incident', 'risk', 'policy'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([['owner: "@alice"\nservices', 'owner: TBD\nservices']]),
  judge(record, { people, clock }) {
    if (record.kind !== 'incident' && record.kind !== 'risk' && record.kind !== 'policy') return [];
    const { owner, status } = record.data;
    if (record.kind !== 'incident' && (status === 'closed' || status === 'retired')) return [];
    const closed =
      record.kind === 'incident' && status === 'closed' && people !== undefined
        ? parseInstant(record.data.times?.closed ?? '')
        : undefined;
    const then = closed !== undefined && clock.hasReached(closed) ? clockAt(closed, clock.zone) : clock;
    const why = whyUnowned(owner, { people, clock: then, allowsTeams: true });
    if (why === undefined || (owner === undefined && isRefusedAt(record, '/owner'))) return [];
    const [what, task] = words[record.kind];
    return [
      {
        message: `Unexpected ${what} with ${why}, expected a person or team ${task}`,
        hint: why.endsWith('is not in people.yaml')
          ? 'Correct the name, or add it to people.yaml.'
          : 'Write one as `owner: "@handle"`, an e-mail address or `team:name`.',
        pointer: '/owner',
      },
    ];
  },
};

const words = {
  incident: ['review', 'that drives it to its end'],
  risk: ['risk', 'that answers for it'],
  policy: ['policy', 'that keeps it'],
} as const;
