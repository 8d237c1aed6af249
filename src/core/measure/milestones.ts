import type { Config } from '../config.ts';
import { type TimeName, timeWords } from '../record/times.ts';
import type { DurationMetric } from './metric.ts';

/** The durations that the config adds under `milestones`; keys that start with `x_` are the user's own business. */
export function milestoneMetrics({ milestones }: Config): DurationMetric[] {
  return Object.entries(milestones).flatMap(([name, milestone]): DurationMetric[] => {
    if (name.startsWith('x_')) return [];
    const [from, to] = [milestone.from as TimeName, milestone.to as TimeName];
    const definition = `From the ${timeWords[from]} to the ${timeWords[to]}, as the milestones of the config say.`;
    return [{ kind: 'duration', name, title: milestone.title ?? name, unit: 'seconds', from, to, definition }];
  });
}
