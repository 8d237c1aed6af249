import type { Config } from '../core/config.ts';
import { strayMetric } from '../core/config-names.ts';
import { metricsOf } from '../core/measure/index.ts';
import type { Metric } from '../core/measure/metric.ts';
import { UserError } from '../world/world.ts';

/** Every metric there is under that config. UserError where the config names one that is none. */
export function knownMetrics(config: Config): readonly Metric[] {
  const known = metricsOf(config);
  const stray = strayMetric(
    config,
    known.map(({ name }) => name),
  );
  if (stray === undefined) return known;
  throw new UserError(`${stray}, which pir does not have`, 'Run pir explain for the list.');
}
