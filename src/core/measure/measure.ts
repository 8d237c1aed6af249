import type { Table } from '../report.ts';
import { DAY, daysBetween } from '../time.ts';
import type { Asked } from './asked.ts';
import { withRepeats } from './clusters.ts';
import { columnsBehind } from './columns.ts';
import { type Compared, comparePeriods, type Side } from './compare.ts';
import { comparisonSentence, comparisonTable } from './comparison-table.ts';
import { countsTable, totalOf } from './counts.ts';
import { durationsTable, type Figure, figuresOf } from './durations.ts';
import { type Exclusions, excludedTable, exclusionsOf } from './excluded.ts';
import { type EachDated, type Group, groupsOf } from './groups.ts';
import type { MeasuredIncident } from './incident.ts';
import { metricsOf } from './index.ts';
import type { Dated } from './metric.ts';
import { backDatedNotes, epochNotes, figureNotes, groupingNotes, placeNotes } from './notes.ts';
import { isWithin, type Period, previousPeriod } from './period.ts';
import { leftOutTable, rateNotes } from './unevaluable.ts';

/** Every figure of a period, and what has to be said beside them. */
export interface Measures {
  /** Undefined where no incident and no day says when it begins. */
  period: Period | undefined;
  groups: readonly Group[];
  figures: readonly Figure[];
  exclusions: Exclusions;
  compared: readonly Compared[];
  /** Whether what needs history is known. */
  hasHistory: boolean;
  /** The period before, where periods are compared. */
  before: Period | undefined;
  tables: readonly Table[];
  notes: readonly string[];
}

/** Measures the incidents of a period: figures, counts, what is left out and why, and the comparison if asked for. */
export function measure(incidents: readonly MeasuredIncident[], asked: Asked): Measures {
  const { durations, counts, config, by } = asked;
  const known = withRepeats(
    incidents.filter(({ isLater }) => !isLater),
    asked,
  );
  const period = periodOf(incidents, asked);
  const isBounded = asked.from !== undefined || asked.to !== undefined;
  const inPeriod = known.filter(({ day }) =>
    day === undefined ? !isBounded : period !== undefined && isWithin(day, period),
  );
  const counted = inPeriod.filter(({ isCounted }) => isCounted);
  const groups = groupsOf(counted, by, period, config, datedIn(known, isBounded ? period : undefined));
  const figures = figuresOf(groups, durations);
  const exclusions = exclusionsOf(inPeriod, durations);
  const comparison = asked.compare === undefined ? undefined : compare(known, asked.compare, asked);
  const range = period === undefined ? '' : `, ${rangeWords(period)}`;
  const clock = asked.runs === 'support' ? ' (support hours)' : '';
  return {
    period,
    groups,
    figures,
    exclusions,
    compared: comparison?.compared ?? [],
    hasHistory: asked.hasHistory,
    before: comparison?.before,
    tables: [
      durationsTable(figures, `Durations${range}${clock}`, config),
      countsTable(groups, counts, `Counts${range}`, asked),
      excludedTable(exclusions),
      ...(comparison === undefined ? [] : [comparison.table]),
      ...leftOutTable(counted, counts),
    ],
    notes: [
      ...(counted.length === 0
        ? [`no data: no incident to measure${period === undefined ? '' : ` from ${rangeWords(period)}`}`]
        : []),
      ...placeNotes(known, isBounded),
      ...groupingNotes(counted, by),
      ...epochNotes(exclusions, asked.hasHistory),
      ...figureNotes(figures),
      ...rateNotes(counted, counts, (index) => totalOf(groups[0] as Group, index)),
      ...backDatedNotes(counts, (index) => totalOf(groups[0] as Group, index)),
      ...(comparison?.notes ?? []),
    ],
  };
}

/** Whatever has a day of its own in a period, or in any. */
function datedIn(incidents: readonly MeasuredIncident[], period: Period | undefined): EachDated {
  const { columns, rows } = columnsBehind(incidents);
  const { words } = columns;
  // A day stands for the same in every row, and is looked at once.
  const isIn = words.map((day) => period === undefined || isWithin(day, period));
  const kinds = words.flatMap((day) => [
    { day, counts: false },
    { day, counts: true },
  ]);
  return (visit) => {
    for (const [count, { from, days, counts }] of columns.dated) {
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number;
        for (let place = from[row] as number; place < (from[row + 1] as number); place++) {
          const day = days[place] as number;
          if (isIn[day])
            visit(incidents[i] as MeasuredIncident, kinds[2 * day + (counts[place] as number)] as Dated, count);
        }
      }
    }
  };
}

/** `2026-07-01 to 2026-09-30` */
export function rangeWords({ from, to }: Period): string {
  return `${from} to ${to}`;
}

/** The period asked for, its missing ends filled in; undefined where nothing says when it begins. */
export function periodOf(incidents: readonly MeasuredIncident[], { from, to, asOf, clock }: Asked): Period | undefined {
  const end = to ?? clock.zone.dayOf(asOf);
  const start = from ?? firstDay(incidents.filter(({ isLater }) => !isLater));
  return start === undefined || start > end ? undefined : { from: start, to: end };
}

function firstDay(incidents: readonly MeasuredIncident[]): string | undefined {
  let first: string | undefined;
  for (const { day } of incidents) if (day !== undefined && (first === undefined || day < first)) first = day;
  return first;
}

function compare(incidents: readonly MeasuredIncident[], period: Period, asked: Asked) {
  const asOfDay = asked.clock.zone.dayOf(asked.asOf);
  const before = previousPeriod(period, asOfDay);
  const compared = comparePeriods(sideOf(before, incidents, asked), sideOf(period, incidents, asked), asked);
  const title = `Compared: ${rangeWords(before)} and ${rangeWords(period)}`;
  const all = compared.filter(({ group }) => group === 'all');
  // Without a headline among them, what was asked for is said; else the table is enough for the others.
  const judged = all.filter(({ verdict }) => verdict !== null);
  const said = judged.length > 0 ? judged : all.filter(({ sizeBefore, sizeAfter }) => sizeBefore + sizeAfter > 0);
  const first = firstDay(incidents);
  const measured = metricsOf(asked.config);
  const unknown = asked.config.headline.filter((name) => !measured.some((metric) => metric.name === name));
  return {
    before,
    compared,
    table: comparisonTable(compared, title),
    notes: [
      ...(period.to > asOfDay
        ? [`the period is not over: its days to ${asOfDay} are compared with as many of the one before`]
        : []),
      ...(first === undefined || first > before.from
        ? [`the first incident on record is of ${first ?? 'no day'}: the period before may not be recorded in full`]
        : []),
      ...said.map(comparisonSentence),
      ...(asked.durations.length > 0
        ? ['durations before and after are geometric means, and the change is their ratio']
        : []),
      ...(unknown.length > 0
        ? [`no verdict on ${unknown.join(', ')}: in the config's headline, but not measured by this version`]
        : []),
    ],
  };
}

function sideOf(period: Period, incidents: readonly MeasuredIncident[], asked: Asked): Side {
  const counted = incidents.filter(({ day, isCounted }) => isCounted && day !== undefined && isWithin(day, period));
  const isByPeriod = asked.by === 'month' || asked.by === 'quarter' || asked.by === 'year';
  return {
    groups: groupsOf(counted, isByPeriod ? undefined : asked.by, period, asked.config, datedIn(incidents, period)),
    days: elapsedDays(period, asked),
  };
}

/** The days of the period that have elapsed, the as-of day as far as it has. */
function elapsedDays({ from, to }: Period, { asOf, clock }: Asked): number {
  const today = clock.zone.dayOf(asOf);
  if (to < today) return daysBetween(from, to) + 1;
  const began = clock.zone.startOf(today, '00:00');
  return daysBetween(from, today) + Math.min(1, (asOf + 1 - began) / DAY);
}
