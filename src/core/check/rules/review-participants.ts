import { each } from '../../record/record.ts';
import type { Incident } from '../../record/shapes.ts';
import { incidentExample } from '../example.ts';
import { isRefused } from '../refused.ts';
import { needsReview } from '../review.ts';
import type { Context, RecordRule } from '../rule.ts';

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
  *judge(record, context) {
    if (record.kind !== 'incident') return;
    const { data } = record;
    const required = context.config.participants[data.severity ?? ''];
    if (required === undefined || !needsReview(data, context.config) || isRefused(record, 'reviews')) return;
    const missing = required.filter((role) => !isMet(role, data, context.people));
    if (missing.length === 0) return;
    const [first] = each(data.reviews);
    yield {
      message: `Unexpected review without ${missing.join(' and ')}, expected every required role to take part or receive the outcome`,
      hint: first
        ? `Tell them, then add them to a review: \`participants: [{ who, role }]\`, or \`received\` if people.yaml knows their roles.`
        : `Record the review with \`pir review ${data.id ?? 'ID'} --stage full --held DAY --participant WHO:${missing[0]}\`.`,
      pointer: '/reviews',
    };
  },
};

/**
 * `received` holds names only, so there people.yaml says which roles they have. Who approved in a role has received the
 * outcome in it.
 */
function isMet(role: string, data: Incident, people: Context['people']): boolean {
  const has = (who: string | null | undefined) => Boolean(who && people?.find(who)?.roles?.includes(role));
  for (const [, review] of each(data.reviews)) {
    if (has(review.facilitator)) return true;
    for (const [, participant] of each(review.participants)) {
      if (participant.role === role || has(participant.who)) return true;
    }
    for (const [, who] of each(review.received)) if (has(who)) return true;
  }
  for (const [, approval] of each(data.approvals)) if (approval.role === role) return true;
  return false;
}
