import type { Problem } from '../../problem.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { each } from '../../record/record.ts';
import { impossibleTimes, type TimeName, timesOf, timeWords } from '../../record/times.ts';
import { DAY, parseDay, parseInstant } from '../../time.ts';
import { incidentExample } from '../example.ts';
import type { Context, RecordRule } from '../rule.ts';

/**
 * Nothing happens before the incident starts, nobody acknowledges what is not detected, nothing is closed before it is
 * resolved, and nothing recorded as having happened lies after as-of.
 */
export const rule: RecordRule = {
  id: 'time-order',
  reason: 'A time that cannot be right makes every duration computed from it wrong.',
  levels: ['error', 'error', 'error'],
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([['resolved: 2026-03-10T09:54:00+01:00', 'resolved: 2026-03-10T07:54:00+01:00']]),
  judge(record, { clock }) {
    if (record.kind !== 'incident') return [];
    const problems: Problem[] = [];
    const { data } = record;
    for (const { wrong, against } of impossibleTimes(data, timesOf(data), clock)) {
      problems.push(
        against === 'future'
          ? tooLate(timeWords[wrong], at(record, wrong), `/times/${wrong}`)
          : disorder(record, wrong, against),
      );
    }
    for (const [i, { on, to }] of each(data.notifications)) {
      if (isFuture(on, clock))
        problems.push(tooLate(`notification of ${to ?? 'somebody'}`, on, `/notifications/${i}/on`));
    }
    for (const [i, { held }] of each(data.reviews)) {
      if (isFuture(held, clock)) problems.push(tooLate('review', held, `/reviews/${i}/held`));
    }
    for (const [i, { done, id, verified }] of each(data.actions)) {
      if (isFuture(done?.on, clock))
        problems.push(tooLate(`completion of ${id ?? 'an action'}`, done?.on, `/actions/${i}/done/on`));
      if (isFuture(verified?.on, clock))
        problems.push(tooLate(`verification of ${id ?? 'an action'}`, verified?.on, `/actions/${i}/verified/on`));
    }
    return problems;
  },
};

/** As written; only asked of times that are there. */
function at(record: IncidentRecord, name: TimeName): string {
  return record.data.times?.[name] ?? '';
}

function disorder(record: IncidentRecord, wrong: TimeName, against: TimeName): Problem {
  const order = wrong === 'started' ? 'later' : 'earlier';
  return {
    message: `Unexpected ${timeWords[wrong]} at ${at(record, wrong)}, expected it no ${order} than the ${timeWords[against]} at ${at(record, against)}`,
    hint: `Look at year, month, day and offset of both, then correct the wrong one: \`pir time ${record.data.id ?? 'ID'} ${wrong} INSTANT\`.`,
    pointer: `/times/${wrong}`,
  };
}

function tooLate(what: string, when: string | undefined, pointer: string): Problem {
  return {
    message: `Unexpected ${what} at ${when} in the future, expected something that has happened`,
    hint: 'Correct the date, or take it out until it has happened.',
    pointer,
  };
}

/**
 * Whether a moment, or all of a day wherever it is meant, lies after as-of: a day begins somewhere on Earth 14 hours
 * before it does in UTC.
 */
function isFuture(text: string | undefined, clock: Context['clock']): boolean {
  if (text === undefined) return false;
  if (text.length !== 10) {
    const instant = parseInstant(text);
    return instant !== undefined && !clock.hasReached(instant);
  }
  const day = parseDay(text);
  return day !== undefined && !clock.hasReached(day * DAY - 14 * 3600);
}
