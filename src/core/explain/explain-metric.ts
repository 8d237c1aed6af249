import type { DurationMetric, Metric } from '../measure/metric.ts';
import type { Block } from '../report.ts';
import { durationWords } from '../words.ts';

/** A page about one metric: its definition, its pair of times, what it rests on, and for a duration an example. */
export function explainMetric(metric: Metric): Block[] {
  const rows: (readonly [string, string])[] = [['Title', metric.title]];
  if (metric.abbreviation) rows.push(['Also', metric.abbreviation]);
  rows.push(['Is', sortOf(metric)]);
  if (metric.kind === 'duration')
    rows.push(['From', metric.from.replace('_', ' ')], ['To', metric.to.replace('_', ' ')]);
  rows.push(['Unit', metric.unit]);
  if (metric.needs === 'history') rows.push(['Needs', 'git: only the main line knows it; without history it is null']);
  const better = betterOf(metric);
  if (better !== undefined) rows.push(['Better', better]);
  if (metric.source) rows.push(['Source', metric.source]);
  if (metric.kind === 'duration' && metric.example)
    rows.push(['Example', [timesOf(metric), inWords(metric.example.value)].filter(Boolean).join(': ')]);
  return [
    { block: 'heading', level: 1, text: metric.name },
    { block: 'text', text: metric.definition },
    { block: 'facts', rows },
  ];
}

function sortOf(metric: Metric): string {
  if (metric.kind === 'duration')
    return metric.of === 'action'
      ? 'a duration: one value an action, summed up as median, mean and p90'
      : 'a duration: one value an incident, summed up as median, mean and p90';
  if (metric.unit === 'ratio') return 'a rate';
  const isShare = metric.isDated === true || ('compare' in metric && typeof metric.compare === 'object');
  return isShare ? 'a count, and a share of how many it could be' : 'a count';
}

function betterOf(metric: Metric): string | undefined {
  if (metric.kind === 'duration') return metric.isNotCompared ? 'periods are not compared by it' : 'shorter';
  if (!('compare' in metric) || metric.compare === undefined) return undefined;
  return metric.compare === 'count' ? 'neither: more recorded is not worse' : metric.compare.better;
}

const inWords = (seconds: number): string =>
  seconds < 0 ? `${durationWords(-seconds)} before` : durationWords(seconds);

function timesOf(metric: DurationMetric): string {
  const { times = {}, reviews } = metric.example?.incident ?? {};
  const reviewed = reviews?.find(({ stage }) => stage === 'full')?.held;
  const own = Object.entries({ ...times, reviewed }).filter(([name]) => name === metric.from || name === metric.to);
  return own.map(([name, at]) => `${name.replace('_', ' ')} ${at}`).join(', ');
}
