import type { Config } from '../config.ts';
import { type Column, column, type Row, type Table } from '../report.ts';
import { DAY, parseSpan } from '../time.ts';
import { columnsBehind, type DurationColumn, type IncidentColumns } from './columns.ts';
import type { Group } from './groups.ts';
import type { DurationMetric } from './metric.ts';
import { isOutOfScope, reasons } from './outcome.ts';
import { firstFrom } from './repeats/first-from.ts';
import { mean, type Summary, summary } from './statistics/summary.ts';

/** One duration of one group: the values, and what is said of them. */
export interface Figure {
  group: string;
  metric: DurationMetric;
  inScope: number;
  /** Those of them that have no end because they are not resolved, or done. */
  open: number;
  used: Values;
  summary: Summary;
}

/** The values of a figure, in the order of the incidents. */
export interface Values {
  seconds: Float64Array;
  /** How many of them rest on uncertain times. */
  estimated: number;
  /** Between what their mean then lies; undefined where none does. */
  bounds: { low: number; high: number } | undefined;
  /** The id of the incident or action that one of them is of. */
  idAt(index: number): string;
}

/** Figures of every group and duration, group by group. */
export function figuresOf(groups: readonly Group[], durations: readonly DurationMetric[]): Figure[] {
  return groups.flatMap((group) => figuresOfGroup(group, durations));
}

function figuresOfGroup({ key, incidents }: Group, durations: readonly DurationMetric[]): Figure[] {
  const { columns, rows } = columnsBehind(incidents);
  return durations.map((metric, index): Figure => {
    const column = columns.durations[index];
    const { places, inScope, open } =
      column === undefined ? { places: new Uint32Array(), inScope: 0, open: 0 } : usedOf(column, rows);
    const seconds = new Float64Array(places.length);
    if (column !== undefined)
      for (let i = 0; i < places.length; i++) seconds[i] = column.seconds[places[i] as number] as number;
    const used = {
      seconds,
      ...unsurenessOf(places, column),
      idAt: (at: number) => idOf(places[at] as number, column, columns),
    };
    return { group: key, metric, inScope, open, used, summary: summary(seconds) };
  });
}

const OPEN = reasons.indexOf('open') + 1;
/** By the number that columns have for a reason, 0 for none. */
const isInScope: readonly boolean[] = [true, ...reasons.map((reason) => !isOutOfScope(reason))];

/** Where the values of those rows stand, and how many could have been there. */
function usedOf(
  { from, reasons: why }: DurationColumn,
  rows: Uint32Array,
): { places: Uint32Array; inScope: number; open: number } {
  let most = 0;
  for (let i = 0; i < rows.length; i++)
    most += (from[(rows[i] as number) + 1] as number) - (from[rows[i] as number] as number);
  const places = new Uint32Array(most);
  let [used, inScope, open] = [0, 0, 0];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const end = from[row + 1] as number;
    for (let place = from[row] as number; place < end; place++) {
      const reason = why[place] as number;
      if (reason === 0) places[used++] = place;
      else if (!isInScope[reason]) continue;
      else if (reason === OPEN) open++;
      inScope++;
    }
  }
  return { places: places.subarray(0, used), inScope, open };
}

function unsurenessOf(places: Uint32Array, column: DurationColumn | undefined): Pick<Values, 'estimated' | 'bounds'> {
  const estimates = column?.estimates;
  if (column === undefined || estimates === undefined || estimates.size === 0)
    return { estimated: 0, bounds: undefined };
  let estimated = 0;
  for (const place of places) if (estimates.has(place)) estimated++;
  if (estimated === 0) return { estimated, bounds: undefined };
  const meanOf = (bound: 0 | 1) =>
    mean(Float64Array.from(places, (place) => estimates.get(place)?.[bound] ?? (column.seconds[place] as number))) ?? 0;
  return { estimated, bounds: { low: meanOf(0), high: meanOf(1) } };
}

function idOf(place: number, column: DurationColumn | undefined, columns: IncidentColumns): string {
  if (column === undefined) return '';
  // The last row that begins there or before has it: those before it that do are empty.
  const row = firstFrom(column.from, place + 1) - 1;
  const action = columns.lists[column.actions[row] as number]?.[place - (column.from[row] as number)];
  return action === undefined ? (columns.ids[row] as string) : `${columns.ids[row]}/${action}`;
}

/** The figures of a summary that a config can set a target for. */
export const targeted = ['mean', 'median', 'p90', 'min', 'max'] as const;

const columns: readonly Column[] = [
  column('group', 'Group', 'text'),
  column('metric', 'Metric', 'text'),
  column('title', 'Title', 'text'),
  column('from', 'From', 'text'),
  column('to', 'To', 'text'),
  column('used', 'Used', 'count'),
  column('in_scope', 'In scope', 'count'),
  column('mean', 'Mean', 'seconds'),
  column('median', 'Median', 'seconds'),
  column('p90', 'p90', 'seconds'),
  column('min', 'Min', 'seconds'),
  column('max', 'Max', 'seconds'),
  column('estimated', 'Estimated', 'count'),
  column('open', 'Open', 'count'),
  ...targeted.map((figure) => column(`target_${figure}`, `Target ${figure}`, 'seconds')),
];

/** The table `durations`: seconds as numbers, null where there is no value. */
export function durationsTable(figures: readonly Figure[], title: string, config: Config): Table {
  return {
    name: 'durations',
    title,
    columns,
    rows: figures.map((figure) => rowOf(figure, config)),
    shown: ['group', 'title', 'median', 'mean', 'p90', 'used', 'in_scope', 'open'],
  };
}

function rowOf({ group, metric, inScope, open, used, summary: figures }: Figure, config: Config): Row {
  const { name, title, from, to } = metric;
  const targets = targeted.map((figure) => [`target_${figure}`, targetOf(name, figure, config)] as const);
  return {
    group,
    metric: name,
    title,
    from,
    to,
    used: figures.used,
    in_scope: inScope,
    mean: exact(figures.mean),
    median: exact(figures.median),
    p90: exact(figures.p90),
    min: figures.min,
    max: figures.max,
    estimated: used.estimated,
    open,
    ...Object.fromEntries(targets),
  };
}

/** Times are known to a microsecond; what binary fractions add below that is no figure. */
export function exact(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds * 1e6) / 1e6;
}

/** What the config wants a figure to reach: seconds, or the number of a count; a month is taken as 30 days. Null without. */
export function targetOf(metric: string, figure: string, { targets }: Config): number | null {
  const goal = Object.hasOwn(targets, metric) ? targets[metric]?.[figure] : undefined;
  if (typeof goal !== 'string') return goal ?? null;
  const span = parseSpan(goal);
  return span === undefined ? null : span.seconds + span.months * 30 * DAY;
}
