import type { Clock } from '../../clock.ts';
import { type Accepted, acceptancesOf } from '../../policy/acceptance.ts';
import { audienceOf, type Member } from '../../policy/audience.ts';
import { dueOf, sinceOf } from '../../policy/outstanding.ts';
import { pointerStep } from '../../record/node.ts';
import { parseDay } from '../../time.ts';
import type { PolicyFacts } from '../facts/policy.ts';
import { policyExample } from '../policy-example.ts';
import type { Entry, PlacedProblem, RepositoryRule } from '../rule.ts';

/**
 * Everybody in the audience of a policy in force has accepted that version within the SLA, counted from the later of the
 * day from which it holds and the day on which the person came. Who has left is asked for nothing.
 */
export const rule: RepositoryRule = {
  id: 'policy-acknowledged',
  reason: 'A rule binds those who know it; that they do is shown by each of them, for the text in force.',
  levels: ['off', 'warn', 'error'],
  usesClock: true,
  kinds: ['policy', 'acknowledgement'],
  scope: 'repository',
  good: policyExample(),
  bad: policyExample([['  - "@bob"\n', '  - "@bob"\n  - "@dan"\n']]),
  needsAll: (touched) =>
    touched.some(({ kind }) => kind === 'policy' || kind === 'acknowledgement') ? ['policy', 'acknowledgement'] : [],
  judge(entries, { config, people, clock, asOf }) {
    const policies = entries.filter(({ facts }) => facts?.policy !== undefined);
    if (policies.length === 0) return [];
    const accepted = entries.flatMap(({ facts }) => facts?.acknowledgement ?? []);
    const today = clock.zone.dayOf(asOf);
    holdBetween(accepted, today, clock);
    const acceptances = acceptancesOf(accepted, people, today);
    return policies.flatMap((entry) => {
      const policy = entry.facts?.policy as PolicyFacts;
      const audience = audienceOf(
        policy.audience.map(({ who }) => who),
        people,
      );
      return audience.members.flatMap((member): PlacedProblem[] => {
        const since = sinceOf(policy, member);
        const due = since === undefined ? undefined : dueOf(since, config);
        if (due === undefined || !clock.isOver(due) || hasLeft(member)) return [];
        const standing = acceptances.standing(entry.id ?? '', policy, member.person);
        if (standing === 'accepted') return [];
        return [
          problemOf(entry, policy, member, { since: since as string, due, isOther: standing === 'another_text' }),
        ];
      });
    });

    function hasLeft({ until }: Member): boolean {
      return until !== undefined && clock.isOver(until);
    }
  },
};

/** What is said holds from the last acceptance that has happened to the first that is dated later. */
function holdBetween(accepted: readonly Accepted[], today: string, clock: Clock): void {
  let last = '';
  let next = '9999-12-31';
  for (const { on = '' } of accepted) {
    if (on > today) next = on < next ? on : next;
    else if (on > last) last = on;
  }
  for (const day of [last, next]) if (parseDay(day) !== undefined) clock.hasReached(clock.zone.startOf(day, '00:00'));
}

function problemOf(
  { id, path }: Entry,
  { version, audience }: PolicyFacts,
  { person, index }: Member,
  { since, due, isOther }: { since: string; due: string; isOther: boolean },
): PlacedProblem {
  const at = audience[index] ?? { line: 1, column: 1, endColumn: 1, index: 0, who: person };
  const whose = at.who.startsWith('team:') ? `${person} of ${at.who}` : person;
  const what = isOther ? 'whose acceptance is of another text' : 'without acceptance';
  return {
    message: `Unexpected ${whose} ${what} of version ${version}, in force for them since ${since}, expected one by ${due}`,
    hint: `Let them read it and run \`pir policy ack ${id ?? 'ID'}\`; \`pir policy outstanding\` lists all who have not.`,
    path,
    line: at.line,
    column: at.column,
    endLine: at.line,
    endColumn: at.endColumn,
    record: id,
    pointer: `/audience/${at.index}`,
    anchor: `/audience${pointerStep(person)}`,
  };
}
