import { type Figure, figuresOf, targetOf } from '../../measure/durations.ts';
import { groupsOf } from '../../measure/groups.ts';
import { rangeWords } from '../../measure/measure.ts';
import { comparisons, leftOut } from '../../measure/page.ts';
import { isWithin } from '../../measure/period.ts';
import { medianInterval } from '../../measure/statistics/median-interval.ts';
import { type Block, column, type Highlight, type Row, type Table } from '../../report.ts';
import { countOf, durationWords, plainWords } from '../../words.ts';
import { changeWords, comparedNamed, durationNamed, NO_DATA, recordsBeginOn, tableOf } from '../figures.ts';
import type { LookedAt } from '../looked-at.ts';
import type { Said, Section } from '../section.ts';
import { durationUnit } from '../span.ts';

/** How long it took to detect, to respond, …: with what each figure is, rests on, and how sure it is. */
export const durations: Section = {
  id: 'durations',
  title: 'How long it took',
  items: ['9.3.2d'],
  say,
};

function say(at: LookedAt): Said {
  const { measures, config } = at;
  const headline = config.headline.flatMap((name) => durationNamed(measures, name) ?? []);
  const figures = measures.figures.filter(({ group }) => group === 'all');
  const table = figuresTable(figures, at);
  const trends = headline.map((figure) => trendOf(figure, at));
  return {
    blocks: [
      {
        block: 'text',
        text: `The median is the middle one of the values; between low and high lies the median of all incidents like these, with a certainty of 95 %, which takes six values or more. ${at.asked.runs === 'support' ? 'Only support hours count' : 'Time is elapsed time'}; nothing is left out for being large.`,
      },
      { block: 'table', table },
      ...(measures.exclusions.isEmpty ? [] : [leftOut(measures.exclusions, at.asked.durations)]),
      ...trends.map(({ block }) => block),
      ...(measures.before === undefined || recordsBeginOn(at) !== undefined
        ? []
        : comparisons(
            measures.compared,
            `Compared: ${rangeWords(measures.before)} and ${rangeWords(at.period)} (durations as geometric means)`,
            at.asked,
          )),
    ],
    tables: [table, ...trends.map((trend) => trend.table)],
    highlights: headline.map((figure) => highlightOf(figure, at)),
    inShort: headline.map((figure) => sentenceOf(figure, at)),
    questions: headline.flatMap((figure) => {
      const { target, median } = withTarget(figure, at);
      if (target === null || median === null || median <= target) return [];
      return [
        {
          urgency: 3 as const,
          question: `What would bring ${figure.metric.title} to its target, and is the target still the right one?`,
          because: `its median of ${words(median)} is above the target of ${words(target)} (${figure.summary.used} of ${countOf(figure.inScope, 'incident')})`,
          records: [],
        },
      ];
    }),
  };
}

function withTarget(
  { metric, summary }: Figure,
  { config }: LookedAt,
): { target: number | null; median: number | null } {
  return { target: targetOf(metric.name, 'median', config), median: summary.median };
}

const pairWords = ({ from, to }: Figure['metric']): string => plainWords(`${from} → ${to}`);

/** A duration, which may be negative where something was written down before it was over. */
const words = (seconds: number): string => (seconds < 0 ? `−${durationWords(-seconds)}` : durationWords(seconds));

function figuresTable(figures: readonly Figure[], at: LookedAt): Table {
  const rows = figures.map((figure): Row => {
    const { metric, summary, inScope, open, used } = figure;
    const interval = medianInterval(used.seconds);
    return {
      metric: metric.name,
      title: metric.title,
      from: metric.from,
      to: metric.to,
      pair: pairWords(metric),
      used: summary.used,
      in_scope: inScope,
      used_of: `${summary.used} of ${inScope}`,
      open,
      median: summary.median,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      p90: summary.p90,
      mean: summary.mean,
      target: withTarget(figure, at).target,
    };
  });
  const columns = [
    column('metric', 'Metric'),
    column('title', 'Duration'),
    column('from', 'From'),
    column('to', 'To'),
    column('pair', 'From → to'),
    column('used', 'Used', 'count'),
    column('in_scope', 'In scope', 'count'),
    column('used_of', 'Used'),
    column('open', 'Open', 'count'),
    column('median', 'Median', 'seconds'),
    column('low', 'Low (95 %)', 'seconds'),
    column('high', 'High', 'seconds'),
    column('p90', 'p90', 'seconds'),
    column('mean', 'Mean', 'seconds'),
    column('target', 'Target', 'seconds'),
  ];
  const hasTargets = rows.some(({ target }) => target !== null);
  const shown = ['title', 'median', 'low', 'high', 'p90', 'mean', 'used_of', 'open', ...(hasTargets ? ['target'] : [])];
  const wide = shown.toSpliced(1, 0, 'pair').flatMap((key) => columns.find((each) => each.key === key) ?? []);
  return { ...tableOf('figures', `Durations, ${rangeWords(at.period)}`, columns, rows, shown), wide };
}

/** A duration over time: every incident a dot, so that nobody takes three for a trend. */
function trendOf({ metric }: Figure, at: LookedAt): { block: Block; table: Table } {
  const { span, config, measured, asked } = at;
  const unit = durationUnit(span);
  const counted = measured.filter(
    ({ day, isCounted, isLater }) => isCounted && !isLater && day !== undefined && isWithin(day, span),
  );
  const groups = groupsOf(counted, unit, span, config);
  const figures = figuresOf(groups, asked.durations).filter((figure) => figure.metric === metric);
  const over = figures.filter(({ group }) => group !== 'all');
  const title = `${metric.title} by ${unit}: ${pairWords(metric)}`;
  const table = tableOf(
    `trend_${metric.name}`,
    title,
    [
      column('period', unit === 'quarter' ? 'Quarter' : 'Year'),
      column('median', 'Median', 'seconds'),
      column('min', 'Least', 'seconds'),
      column('max', 'Most', 'seconds'),
      column('used', 'Used', 'count'),
      column('in_scope', 'In scope', 'count'),
    ],
    over.map(({ group, summary, inScope }) => ({
      period: group,
      median: summary.median,
      min: summary.min,
      max: summary.max,
      used: summary.used,
      in_scope: inScope,
    })),
  );
  const target = targetOf(metric.name, 'median', config);
  const told = over.map(({ group, summary, inScope }) =>
    summary.median === null
      ? `${group} ${NO_DATA}`
      : `${group} ${words(summary.median)} (${summary.used} of ${inScope})`,
  );
  const goal = target === null ? '' : ` The target for the median is ${words(target)}.`;
  const chart = {
    chart: 'trend' as const,
    unit: 'seconds' as const,
    periods: over.map(({ group }) => group),
    dots: over.flatMap(({ group, used }) => Array.from(used.seconds, (value) => ({ period: group, value }))),
    middles: over.map(({ summary }) => summary.median),
    dotWords: 'one incident',
    middleWords: 'the median',
    target,
  };
  const alt = `Each dot is one incident, each bar a median, on a scale where every step is a multiple. Medians: ${told.join(', ')}.${goal}`;
  return { table, block: { block: 'chart', chart, alt, table } };
}

function sentenceOf(figure: Figure, at: LookedAt): string {
  const { metric, summary, inScope } = figure;
  const head = `${metric.title} (${pairWords(metric)})`;
  if (summary.median === null) return `${head}: ${NO_DATA}, of ${inScope} in scope.`;
  const { target } = withTarget(figure, at);
  const goal =
    target === null ? '' : `, ${summary.median <= target ? 'within' : 'above'} the target of ${words(target)}`;
  const compared = comparedNamed(at.measures, metric.name);
  const change = compared === undefined || recordsBeginOn(at) !== undefined ? '' : `; ${changeWords(compared)}`;
  return `${head}: median ${words(summary.median)} over ${summary.used} of ${countOf(inScope, 'incident')}${goal}${change}.`;
}

function highlightOf(figure: Figure, at: LookedAt): Highlight {
  const { metric, summary, inScope } = figure;
  const { target, median } = withTarget(figure, at);
  const rests = `median of ${summary.used} of ${countOf(inScope, 'incident')}`;
  if (median === null) return { label: metric.title, value: NO_DATA, note: `${inScope} in scope` };
  if (target === null) return { label: metric.title, value: words(median), note: rests };
  const isMet = median <= target;
  return {
    label: metric.title,
    value: words(median),
    note: `${rests}; target ${words(target)} ${isMet ? 'met' : 'missed'}`,
    tone: isMet ? 'good' : 'bad',
  };
}
