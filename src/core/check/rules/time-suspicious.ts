import type { Problem } from '../../problem.ts';
import type { IncidentRecord } from '../../record/record.ts';
import {
  impossibleTimes,
  isBefore,
  type TimeName,
  type Times,
  timeNames,
  timesOf,
  timeWords,
} from '../../record/times.ts';
import { addSpan, DAY, parseDay } from '../../time.ts';
import { incidentExample } from '../example.ts';
import type { Context, RecordRule } from '../rule.ts';

const LONGEST_GAP = 365;
const FARTHEST_ID = 31;

/**
 * Times that can be right and seldom are. An incident that was over before anybody noticed says so in `detection.detail`.
 * Times that `time-order` found impossible are not looked at again.
 */
export const rule: RecordRule = {
  id: 'time-suspicious',
  reason: 'Most unusual times are slips of the pen: a wrong year, two fields swapped.',
  levels: ['warn', 'warn', 'warn'],
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([['mitigated: 2026-03-10T09:41:00+01:00', 'mitigated: 2026-03-10T09:58:00+01:00']]),
  judge(record, { clock }) {
    if (record.kind !== 'incident') return [];
    const problems: Problem[] = [];
    const times = possible(timesOf(record.data), record, clock);
    const late = lateDetection(record, times);
    if (late) problems.push(late);
    if (isBefore('resolved', 'mitigated', record.data, times) && late?.pointer !== '/times/mitigated') {
      problems.push(
        problem(
          'mitigated',
          `Unexpected mitigation at ${written(record, 'mitigated')} after the resolution at ${written(record, 'resolved')}, expected the harm contained first`,
          'Correct the wrong one; if both were one step, give them the same time',
          record,
        ),
      );
    }
    const idDay = parseDay(record.data.id?.slice(0, 10) ?? '');
    const gap = longGap(record, times, idDay);
    if (gap) problems.push(gap);
    const stray = gap || idDay === undefined ? undefined : strayId(record, times, idDay, clock);
    if (stray) problems.push(stray);
    return problems;
  },
};

/** Without those that `time-order` found impossible. */
function possible(times: Readonly<Times>, { data }: IncidentRecord, clock: Context['clock']): Readonly<Times> {
  const impossible = impossibleTimes(data, times, clock);
  if (impossible.length === 0) return times;
  const left: Times = { ...times };
  for (const { wrong } of impossible) delete left[wrong];
  return left;
}

/** As written; only asked of times that are there. */
function written({ data }: IncidentRecord, name: TimeName): string {
  return data.times?.[name] ?? '';
}

function problem(name: TimeName, message: string, advice: string, { data }: IncidentRecord): Problem {
  return {
    message,
    hint: `${advice}: \`pir time ${data.id ?? 'ID'} ${name} INSTANT\`.`,
    pointer: `/times/${name}`,
  };
}

/** Mitigated or resolved before it was detected, with no word that it was found out afterwards. */
function lateDetection(record: IncidentRecord, times: Readonly<Times>): Problem | undefined {
  const { data } = record;
  if (times.detected === undefined || data.detection?.detail?.trim()) return undefined;
  const isMitigated = isBefore('mitigated', 'detected', data, times);
  const isResolved = isBefore('resolved', 'detected', data, times);
  if (!isMitigated && !isResolved) return undefined;
  const first = isMitigated ? 'mitigated' : 'resolved';
  const isWhole = (isMitigated || times.mitigated === undefined) && (isResolved || times.resolved === undefined);
  const wrong = isWhole ? 'detected' : first;
  return problem(
    wrong,
    `Unexpected ${timeWords[first]} at ${written(record, first)} before the detection at ${written(record, 'detected')}, expected nobody to end what they do not know of`,
    'If it was found out afterwards, say how in `detection: { source, detail }`; else correct the wrong time',
    record,
  );
}

/** Over a year between two neighbours, or just a year, which a wrong year at New Year explains. */
function longGap(record: IncidentRecord, times: Readonly<Times>, idDay: number | undefined): Problem | undefined {
  let before: TimeName | undefined;
  let count = 0;
  for (const name of timeNames) {
    const at = times[name];
    if (at === undefined) continue;
    const from = before === undefined ? undefined : times[before];
    if (before !== undefined && from !== undefined && at - from >= LONGEST_GAP * DAY) {
      const rest = addSpan(at, { months: -12, seconds: 0 }) - from;
      const isYearOff = rest >= -DAY && rest <= FARTHEST_ID * DAY;
      if (isYearOff || at - from > LONGEST_GAP * DAY) {
        const others = timeNames.filter((other) => times[other] !== undefined).length - count;
        const isFirstWrong =
          idDay === undefined ? count < others : Math.abs(from - idDay * DAY) > Math.abs(at - idDay * DAY);
        return problem(
          isFirstWrong ? before : name,
          `Unexpected ${Math.floor((at - from) / DAY)} days from the ${timeWords[before]} at ${written(record, before)} to the ${timeWords[name]} at ${written(record, name)}, expected ${isYearOff ? 'the same year' : 'at most a year'}`,
          isYearOff
            ? 'The year of one of them looks off by one: correct it'
            : 'If it did take that long, a waiver says so; else correct the wrong one',
          record,
        );
      }
    }
    before = name;
    count++;
  }
  return undefined;
}

/**
 * The id's day is that of the detection, else of the start; an id stays, so it is the time that is to be corrected. A month
 * typed wrong in the start shows only here.
 */
function strayId(
  record: IncidentRecord,
  times: Readonly<Times>,
  idDay: number,
  { zone }: Context['clock'],
): Problem | undefined {
  const name = times.started === undefined ? 'detected' : 'started';
  const at = times[name];
  // No zone is over a day from UTC: what is near enough for any of them costs no look at its clock.
  if (at === undefined || Math.abs(Math.floor(at / DAY) - idDay) < FARTHEST_ID) return undefined;
  const days = Math.abs((parseDay(zone.dayOf(at)) ?? idDay) - idDay);
  if (days <= FARTHEST_ID) return undefined;
  return problem(
    name,
    `Unexpected ${timeWords[name]} at ${written(record, name)}, ${days} days from the day in the id ${record.data.id}, expected at most ${FARTHEST_ID}`,
    name === 'started' && times.detected !== undefined
      ? 'If it did go unnoticed for that long, a waiver says so; else correct the wrong time (an id is never changed)'
      : 'Correct the wrong time (an id is never changed)',
    record,
  );
}
