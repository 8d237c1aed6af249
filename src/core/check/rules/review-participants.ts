import { each } from '../../record/record.ts';
import { incidentExample } from '../example.ts';
import { missingRoles } from '../participants.ts';
import { isRefused } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/** The roles that the severity asks for took part in a review, or got its outcome. */
export const rule: RecordRule = {
  id: 'review-participants',
  reason: 'A lesson changes something only where those who can change it took part or were told.',
  levels: ['off', 'warn', 'error'],
  isRipe: true,
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([
    ['      - { who: "@alice", role: service_owner }\n', '      - { who: "@alice", role: observer }\n'],
  ]),
  judge(record, { config, people }) {
    if (record.kind !== 'incident') return [];
    const { data } = record;
    const missing = missingRoles(data, config, people);
    if (missing.length === 0 || isRefused(record, 'reviews')) return [];
    const [first] = each(data.reviews);
    return [
      {
        message: `Unexpected review without ${missing.join(' and ')}, expected every required role to take part or receive the outcome`,
        hint: first
          ? `Tell them, then add them to a review: \`participants: [{ who, role }]\`, or \`received\` if people.yaml knows their roles.`
          : `Record the review with \`pir review ${data.id ?? 'ID'} --stage full --held DAY --participant WHO:${missing[0]}\`.`,
        pointer: '/reviews',
      },
    ];
  },
};
