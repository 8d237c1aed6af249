import { EXAMPLE_AS_OF, exampleEarlier, exampleIncident } from '../example.ts';
import type { CountMetric } from '../metric.ts';

export const repeats: CountMetric = {
  kind: 'count',
  name: 'repeats',
  title: 'Repeats',
  unit: 'count',
  isOfRepeats: true,
  part: ({ earlier }) => ({ value: earlier === undefined ? 0 : 1, of: 0 }),
  definition:
    'Incidents that share a root cause category and a service with an earlier one, detected at most six calendar months before them and over when they began; two without any service share it by the category alone. Window and basis are settings (repeat). The earlier one may lie before the period, and may be a near miss; near misses are no repeats themselves.',
  example: { incident: exampleIncident, earlier: exampleEarlier, asOf: EXAMPLE_AS_OF, value: 1 },
};
