import { refOf } from '../../record/action.ts';
import { addedTo, agreedActions } from '../changed-actions.ts';
import { changeExample, openAction } from '../example.ts';
import type { ChangeRule } from '../rule.ts';

const done = [...openAction.slice(0, 2), ['    due: 2026-04-10\n', '    due: 2026-06-10\n']] as const;
const reopened = '    reopened: [{ on: 2026-05-18, by: "@alice", reason: the limit drifted again }]\n';

/** What was done, verified, approved or closed goes back to work with a reason that stays. */
export const rule: ChangeRule = {
  id: 'reopened-silently',
  reason: 'Work that comes back without a word was never finished, and nobody learns why.',
  levels: ['warn', 'warn', 'warn'],
  kinds: ['incident', 'risk', 'management-review'],
  scope: 'change',
  good: changeExample(done, [...openAction, ['    status: open\n', `    status: open\n${reopened}`]]),
  bad: changeExample(done, openAction),
  *judge(change) {
    const { before, after } = change;
    for (const [pointer, was, is] of agreedActions(change)) {
      if (after === undefined || is.status === undefined || !isBack(was.status, is.status)) continue;
      if (addedTo(was.reopened, is.reopened).length > 0) continue;
      yield {
        message: `Unexpected return of ${is.id ?? 'the action'} from ${was.status} to ${is.status}, expected the reason to be written down`,
        hint: `Put its status back and open it again: \`pir action reopen ${refOf(after, is)} --reason "…"\`.`,
        pointer: `${pointer}/status`,
      };
    }
    if (before?.kind !== 'incident' || after?.kind !== 'incident') return;
    const { id, reopened: entries, status } = after.data;
    const was = before.data.status;
    if ((was !== 'closed' && was !== 'approved') || status !== 'in_review') return;
    if (addedTo(before.data.reopened, entries).length > 0) return;
    yield {
      message: `Unexpected return of the review from ${was} to in_review, expected the reason to be written down`,
      hint: `Put its status back and open it again: \`pir reopen ${id ?? 'ID'} --reason "…"\`.`,
      pointer: '/status',
    };
  },
};

function isBack(was: string | undefined, is: string): boolean {
  return (was === 'verified' && is !== 'verified') || (was === 'done' && is !== 'done' && is !== 'verified');
}
