import { changeExample, inReview } from '../example.ts';
import type { ChangeRule } from '../rule.ts';

const closed = ['  closed: 2026-05-20T10:00:00Z\n', ''] as const;

/** The steps a review may take; besides, anything may be withdrawn. */
const next = {
  draft: ['in_review'],
  in_review: ['approved', 'closed'],
  approved: ['closed', 'in_review'],
  closed: ['in_review'],
  withdrawn: [],
} as const;

/** A review goes from draft over in_review to approved, where its severity requires approvals, and closed, one step a change. */
export const rule: ChangeRule = {
  id: 'status-transition',
  reason: 'A step that is left out is a look that nobody took.',
  levels: ['error', 'error', 'error'],
  kinds: ['incident'],
  scope: 'change',
  seesWithdrawn: true,
  good: changeExample(inReview, [['status: closed', 'status: approved'], closed]),
  bad: changeExample([['status: closed', 'status: draft'], closed], []),
  *judge({ before, after }, { config }) {
    if (before?.kind !== 'incident' || after?.kind !== 'incident') return;
    const { status: was } = before.data;
    const { id = 'ID', status: is, severity } = after.data;
    if (was === undefined || is === undefined || was === is) return;
    if (was !== 'withdrawn' && is === 'withdrawn') return;
    const isSigned = was === 'in_review' && (config.approvals[severity ?? ''] ?? []).length > 0;
    const steps: readonly string[] = isSigned ? ['approved'] : next[was];
    if (steps.includes(is)) return;
    const verbs = {
      draft: `Put it back to in_review (of a draft that was not handed in yet, \`pir submit ${id}\` does that), merge it, and take the next step in another change.`,
      in_review: `Put it back; \`pir approve ${id} --role ROLE\` and \`pir close ${id}\` go on from there.`,
      approved: `Put it back; \`pir close ${id}\` goes on, \`pir reopen ${id} --reason "…"\` goes back.`,
      closed: `Put it back; \`pir reopen ${id} --reason "…"\` opens it again.`,
      withdrawn: 'Leave it as it is, and write a new record with `pir new` if there is something to tell.',
    };
    yield {
      message: `Unexpected step from ${was} to ${is}, expected ${steps.length === 0 ? 'it to stay' : [...steps, 'withdrawn'].join(' or ')}`,
      hint: verbs[was],
      pointer: '/status',
    };
  },
};
