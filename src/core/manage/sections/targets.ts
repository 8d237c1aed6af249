import { targeted, targetOf } from '../../measure/durations.ts';
import { column, type Row } from '../../report.ts';
import { durationWords, partOf } from '../../words.ts';
import { countNamed, durationNamed, NO_DATA, tableOf } from '../figures.ts';
import type { LookedAt } from '../looked-at.ts';
import type { Said, Section } from '../section.ts';

/** What the config wants of the figures: the objectives, as far as figures can say whether they are met. */
export const targets: Section = {
  id: 'targets',
  title: 'Targets',
  items: ['9.3.2d'],
  say,
};

function say(at: LookedAt): Said {
  const rows = Object.keys(at.config.targets).flatMap((name) => rowsOf(name, at));
  const table = tableOf(
    'targets',
    'Targets of the config, and what was reached',
    [
      column('metric', 'Metric'),
      column('figure', 'Figure'),
      column('wanted', 'Target'),
      column('reached', 'Reached'),
      column('met', 'Met', 'boolean'),
      column('used', 'Used'),
      column('target', 'Target as a number', 'count'),
      column('value', 'Value', 'count'),
    ],
    rows,
    ['metric', 'figure', 'wanted', 'reached', 'met', 'used'],
  );
  const known = rows.filter(({ met }) => met !== null);
  const met = known.filter((row) => row.met === true).length;
  return {
    blocks:
      rows.length === 0
        ? [
            {
              block: 'text',
              text: 'The config sets no targets: `targets` in pir.config.yaml, for instance time_to_detect: { median: 15m }.',
            },
          ]
        : [
            {
              block: 'text',
              text: `${partOf(met, known.length, 'target', ['with data is', 'with data are'])} met. Of numbers without a better way, a target is the most there should be.`,
            },
            { block: 'table', table },
          ],
    tables: [table],
  };
}

function rowsOf(name: string, at: LookedAt): Row[] {
  const duration = durationNamed(at.measures, name);
  if (duration !== undefined)
    return targeted.flatMap((figure): Row[] => {
      const target = targetOf(name, figure, at.config);
      if (target === null) return [];
      const value = duration.summary[figure];
      return [
        {
          metric: duration.metric.title,
          figure,
          wanted: durationWords(target),
          reached: value === null ? NO_DATA : durationWords(Math.max(0, value)),
          met: value === null ? null : value <= target,
          used: `${duration.summary.used} of ${duration.inScope}`,
          target,
          value,
        },
      ];
    });
  const metric = at.asked.counts.find((count) => count.name === name);
  const target = targetOf(name, 'value', at.config);
  if (metric === undefined || target === null) return [];
  const { value, of } = countNamed(at.measures, name);
  const isHigherBetter = typeof metric.compare === 'object' && metric.compare.better === 'higher';
  const inWords = (number: number) =>
    metric.unit === 'ratio' ? `${Math.round(1000 * number) / 10} %` : String(number);
  return [
    {
      metric: metric.title,
      figure: metric.unit === 'ratio' ? 'share' : 'number',
      wanted: inWords(target),
      reached: value === null ? NO_DATA : inWords(value),
      met: value === null ? null : isHigherBetter ? value >= target : value <= target,
      used: of === null ? null : `of ${of}`,
      target,
      value,
    },
  ];
}
