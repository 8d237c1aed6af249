import { isSamePerson, whyUnowned } from '../../people.ts';
import { refOf } from '../../record/action.ts';
import { addedTo, agreedActions, isLedTo } from '../changed-actions.ts';
import { changeExample, openAction } from '../example.ts';
import type { ChangeRule } from '../rule.ts';

const owner = '    owner: "@bob"\n';
const before = [...openAction, [owner, '    owner: "@erin"\n']] as const;
const reassigned =
  '    reassigned: [{ from: "@erin", to: "@bob", on: 2026-05-18, by: "@alice", reason: she moved to another team }]\n';

/** An action passes from one person to another only with the handover written down. The first owner is no swap. */
export const rule: ChangeRule = {
  id: 'owner-swapped',
  reason: 'Whoever finds an action in their name without a word was never asked.',
  levels: ['warn', 'error', 'error'],
  kinds: ['incident', 'risk', 'management-review'],
  scope: 'change',
  good: changeExample(before, [...openAction, [owner, owner + reassigned]]),
  bad: changeExample(before, openAction),
  *judge(change, { people, clock }) {
    // Who has left, or was never listed, still had it.
    const isNobody = (name: unknown) => whyUnowned(name, { people: undefined, clock, allowsTeams: true }) !== undefined;
    const isSame = (a: unknown, b: unknown) =>
      typeof a === 'string' && typeof b === 'string' && isSamePerson(a, b, people);
    for (const [pointer, was, is] of agreedActions(change)) {
      if (isNobody(was.owner) || isNobody(is.owner) || isSame(was.owner, is.owner)) continue;
      if (isLedTo(was.owner, is.owner, addedTo(was.reassigned, is.reassigned), isSame)) continue;
      const ref = change.after === undefined ? '' : refOf(change.after, is);
      yield {
        message: `Unexpected owner ${is.owner} of ${is.id ?? 'the action'} instead of ${was.owner}, expected the handover to be written down`,
        hint: `Put the old owner back and hand it over: \`pir action assign ${ref} ${is.owner} --reason "…"\`.`,
        pointer: `${pointer}/owner`,
      };
    }
  },
};
