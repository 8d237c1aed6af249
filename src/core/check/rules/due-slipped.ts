import { refOf } from '../../record/action.ts';
import type { Action } from '../../record/shapes.ts';
import { parseDay } from '../../time.ts';
import { addedTo, agreedActions, isLedTo } from '../changed-actions.ts';
import { changeExample, openAction } from '../example.ts';
import type { ChangeRule } from '../rule.ts';

const due = '    due: 2026-06-10\n';
const before = [...openAction, [due, '    due: 2026-05-20\n']] as const;
const deferral =
  '    deferrals: [{ from: 2026-05-20, to: 2026-06-10, on: 2026-05-18, by: "@bob", reason: supplier patch is late }]\n';

/** A due day moves later only with a deferral that leads there from the day before; and the first day stays the first. */
export const rule: ChangeRule = {
  id: 'due-slipped',
  reason: 'A date that is moved in silence is never late.',
  levels: ['error', 'error', 'error'],
  kinds: ['incident', 'risk', 'management-review'],
  scope: 'change',
  good: changeExample(before, [...openAction, [due, due + deferral]]),
  bad: changeExample(before, openAction),
  *judge(change) {
    for (const [pointer, was, is] of agreedActions(change)) {
      const isSlipped = isLater(was.due, is.due) && !isLedTo(was.due, is.due, addedTo(was.deferrals, is.deferrals));
      const name = is.id ?? 'the action';
      const ref = change.after === undefined ? '' : refOf(change.after, is);
      if (isSlipped) {
        yield {
          message: `Unexpected due day ${is.due} of ${name} instead of ${was.due}, expected a deferral that says why`,
          hint: `Put the old day back and move it with its reason: \`pir action defer ${ref} --due ${is.due} --reason "…"\`.`,
          pointer: `${pointer}/due`,
        };
      } else if (isLater(firstDue(was), firstDue(is))) {
        yield {
          message: `Unexpected first due day ${firstDue(is)} of ${name} instead of ${firstDue(was)}, expected the deferrals that stood here`,
          hint: 'Put the deferrals back as they were; a new one goes below them.',
          pointer: `${pointer}/deferrals`,
        };
      }
    }
  },
};

function firstDue({ deferrals, due }: Action): string | null | undefined {
  return deferrals?.[0]?.from ?? due;
}

function isLater(was: string | null | undefined, is: string | null | undefined): boolean {
  if (!was || !is || parseDay(was) === undefined || parseDay(is) === undefined) return false;
  return is > was;
}
