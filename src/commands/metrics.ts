import type { Asked } from '../core/measure/asked.ts';
import { type Grouping, groupings, MOST_PERIODS } from '../core/measure/groups.ts';
import type { MeasuredIncident } from '../core/measure/incident.ts';
import { isCount, isDuration } from '../core/measure/index.ts';
import { measure, periodOf } from '../core/measure/measure.ts';
import type { Metric } from '../core/measure/metric.ts';
import { futureNotes } from '../core/measure/notes.ts';
import { metricsPage } from '../core/measure/page.ts';
import { type Period, periodAround, periodKeys } from '../core/measure/period.ts';
import type { Report } from '../core/report.ts';
import { countOf } from '../core/words.ts';
import { UserError, type World } from '../world/world.ts';
import { openAsOf } from './as-of.ts';
import type { Command, Request } from './command.ts';
import { readDay } from './days.ts';
import { epochMoment } from './epoch-moment.ts';
import { lookAhead } from './kept-records.ts';
import { knownMetrics } from './known-metrics.ts';
import { readIncidents } from './metrics/read-incidents.ts';
import { openSince, restateSince } from './metrics/restate-since.ts';
import { type Repository, startReport } from './repository.ts';
import { readTold, readToldIfAny, type ToldRecords } from './told-records.ts';

export const command: Command = {
  arguments: [],
  options: [
    { name: 'from', value: 'DAY', about: 'first day of the period (default: that of the first incident)' },
    { name: 'to', value: 'DAY', about: 'last day of the period (default: the as-of day)' },
    { name: 'by', value: 'WHAT', about: 'figures for each value of this too', choices: groupings },
    { name: 'metric', value: 'NAME', about: 'only this metric; may be repeated', isMany: true },
    {
      name: 'clock',
      value: 'CLOCK',
      about: 'elapsed time (default), or only the support hours of the config',
      choices: ['calendar', 'support'],
    },
    { name: 'compare', value: 'WITH', about: 'compare the period with the one before it', choices: ['previous'] },
    { name: 'restate', value: 'REV', about: 'say which of these figures were others at that revision or day, and why' },
  ],
  examples: [
    ['pir metrics', 'every figure since the first incident'],
    ['pir metrics --from 2026-07-01 --to 2026-09-30 --by severity', 'one quarter, severity by severity'],
    ['pir metrics --by month --metric time_to_respond --format csv', 'a series for a spreadsheet'],
    [
      'pir metrics --from 2026-01-01 --to 2026-03-31 --restate 2026-04-05',
      'what was reported in April, and what moved since',
    ],
    ['pir metrics --compare previous', 'this quarter so far with as many days of the one before'],
  ],
  about:
    'An incident belongs to the day it was detected, or started, in the zone of the config. What cannot be measured is left out and named with its reason. ' +
    'With --compare and neither --from nor --to, the period is the current quarter; the one before has as many months where the period is made of whole months, else as many days. ' +
    'What only git knows is read from its main line; in a clone without history it is left out, and named alone it is exit 4. ' +
    'With --restate and without --to, the period ends on the day that is looked back to. ' +
    'MTTD, MTTA, MTTM and MTTR are understood as names; MTTR is time_to_respond.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  const since = openSince(request, world);
  const wanted = readAsked(request, repository, since?.zone.dayOf(since.asOf));
  const epoch = wanted.counts.some(({ isOfRepeats }) => isOfRepeats) ? epochMoment(repository, world) : {};
  const asked = { ...wanted, since: epoch.at };
  const ahead = request.many('metric').length > 0 ? undefined : lookAhead('metrics', repository, world);
  const told = await readHistoryFor(asked, request, repository, world);
  await ahead;
  const { incidents, notes, isComplete } = readIncidents(asked, request, repository, told.records, world);
  mustFit(asked, incidents);
  const restated = since && (await restateSince(since, asked, repository, told.records, request, world));
  const measures = measure(incidents, { ...asked, hasHistory: told.records !== undefined });
  return {
    ...startReport('metrics', repository, request),
    complete: isComplete,
    tables: [...measures.tables, ...(restated === undefined ? [] : [restated.table])],
    page: metricsPage(measures, asked).toSpliced(2, 0, ...(restated?.page ?? [])),
    notes: [
      ...repository.notes,
      ...notes,
      ...told.notes,
      ...(epoch.note === undefined ? [] : [epoch.note]),
      ...(request.asOf === undefined || repository.origin.tree !== undefined ? futureNotes(incidents) : []),
      ...(restated?.notes ?? []),
      ...measures.notes,
    ],
    summary: { errors: 0, warnings: 0, records: incidents.length },
  };
}

function readAsked(request: Request, { config, clock, asOf, zone }: Repository, lastDay: string | undefined): Asked {
  const known = knownMetrics(config);
  const names = request.many('metric');
  const chosen = names.length === 0 ? known : names.map((name) => chooseMetric(name, known));
  const isChosen = (metric: Metric) => chosen.includes(metric);
  const from = readDay('from', request);
  const to = readDay('to', request) ?? lastDay;
  const today = zone.dayOf(asOf);
  const period = request.text('compare') === undefined ? undefined : comparedPeriod(from, to, today);
  const begin = period?.from ?? from;
  const end = period?.to ?? to;
  if (begin !== undefined && begin > (end ?? today))
    throw new UserError(
      `Unexpected --from ${begin} after ${end === undefined ? `the as-of day ${today}` : `--to ${end}`}`,
      'Name the earlier day with --from.',
    );
  return {
    config,
    clock,
    asOf,
    durations: known.filter(isChosen).filter(isDuration),
    counts: known.filter(isChosen).filter(isCount),
    runs: request.text('clock') === 'support' ? 'support' : 'calendar',
    by: request.text('by') as Grouping | undefined,
    from: begin,
    to: end,
    compare: period,
    hasHistory: false,
  };
}

/** What git has of the incidents, where a metric needs it. CannotJudge where it has nothing and that metric was named. */
async function readHistoryFor(
  { durations, counts }: Asked,
  request: Request,
  repository: Repository,
  world: World,
): Promise<{ records: ToldRecords | undefined; notes: readonly string[] }> {
  const needing = [...durations, ...counts].filter(({ needs }) => needs === 'history');
  if (needing.length === 0) return { records: undefined, notes: [] };
  if (request.many('metric').length > 0) {
    const records = await readTold(request, repository, world);
    return { records, notes: records.notes };
  }
  const told = await readToldIfAny(request, repository, world);
  if (!('why' in told)) return { records: told, notes: told.notes };
  return { records: undefined, notes: [`${countOf(needing.length, 'metric')} not known without history. ${told.why}`] };
}

function chooseMetric(name: string, known: readonly Metric[]): Metric {
  const found =
    known.find((metric) => metric.name === name) ??
    known.find(({ abbreviation }) => abbreviation === name.toLowerCase());
  if (found !== undefined) return found;
  throw new UserError(
    `Unexpected metric "${name}", expected one of ${known.map((metric) => metric.name).join(', ')}`,
    'Name one of these after --metric.',
  );
}

function comparedPeriod(from: string | undefined, to: string | undefined, today: string): Period {
  if (from === undefined && to === undefined) return periodAround(today, 'quarter');
  if (from === undefined)
    throw new UserError('Unexpected --to without --from, expected both with --compare', 'Say where the period begins.');
  const period = { from, to: to ?? today };
  if (from > today)
    throw new UserError(`Unexpected --from ${from} after the as-of day ${today}`, 'Compare a period that has begun.');
  return period;
}

/** A mistyped year would make a row for every month since. */
function mustFit(asked: Asked, incidents: readonly MeasuredIncident[]): void {
  const { by, from } = asked;
  const period = periodOf(incidents, asked);
  if (period === undefined || (by !== 'month' && by !== 'quarter' && by !== 'year')) return;
  if (periodKeys(period, by, MOST_PERIODS + 1).length <= MOST_PERIODS) return;
  const first = incidents.find(({ day }) => day === period.from);
  throw new UserError(
    `Unexpected --by ${by} from ${period.from} to ${period.to}, which makes over ${MOST_PERIODS} rows`,
    from === undefined && first !== undefined
      ? `Look at the times of ${first.id}, the first incident, or name a later day with --from.`
      : 'Name a later day with --from.',
  );
}
