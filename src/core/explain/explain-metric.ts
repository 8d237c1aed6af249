import type { DurationMetric, Metric } from '../measure/metric.ts';
import type { Block } from '../report.ts';

/** A page about one metric: its definition, its pair of times, where it comes from, and for a duration an example. */
export function explainMetric(metric: Metric, inWords: (value: number, metric: Metric) => string): Block[] {
  const rows: (readonly [string, string])[] = [['Title', metric.title]];
  if (metric.abbreviation) rows.push(['Also', metric.abbreviation]);
  if (metric.kind === 'duration')
    rows.push(['From', metric.from.replace('_', ' ')], ['To', metric.to.replace('_', ' ')]);
  rows.push(['Unit', metric.unit]);
  if (metric.source) rows.push(['Source', metric.source]);
  if (metric.kind === 'duration' && metric.example)
    rows.push(['Example', `${timesOf(metric)}: ${inWords(metric.example.value, metric)}`]);
  return [
    { block: 'heading', level: 1, text: metric.name },
    { block: 'text', text: metric.definition },
    { block: 'facts', rows },
  ];
}

function timesOf(metric: DurationMetric): string {
  const { times = {}, reviews } = metric.example?.incident ?? {};
  const reviewed = reviews?.find(({ stage }) => stage === 'full')?.held;
  const own = Object.entries({ ...times, reviewed }).filter(([name]) => name === metric.from || name === metric.to);
  return own.map(([name, at]) => `${name.replace('_', ' ')} ${at}`).join(', ');
}
