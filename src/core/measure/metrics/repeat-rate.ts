import { EXAMPLE_AS_OF, exampleEarlier, exampleIncident } from '../example.ts';
import type { CountMetric } from '../metric.ts';

export const repeatRate: CountMetric = {
  kind: 'count',
  name: 'repeat_rate',
  title: 'Repeat rate',
  unit: 'ratio',
  isOfRepeats: true,
  part: ({ earlier, reason }) =>
    reason === undefined ? { value: earlier === undefined ? 0 : 1, of: 1 } : { value: 0, of: 0 },
  compare: { better: 'lower' },
  definition:
    'Repeats as a share of the incidents that could be one: with a root cause, and detected at least the window of repeats (six months) after the first incident on record, or after the epoch of the config. The others are listed with the reason no_cause or window_incomplete, so that a growing register does not look like a growing problem; where all are, there is no rate.',
  example: { incident: exampleIncident, earlier: exampleEarlier, asOf: EXAMPLE_AS_OF, value: 1 },
};
