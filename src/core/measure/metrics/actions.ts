import { each } from '../../record/record.ts';
import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { CountMetric } from '../metric.ts';

export const actions: CountMetric = {
  kind: 'count',
  name: 'actions',
  title: 'Actions',
  unit: 'count',
  definition: 'Actions that the incidents led to, whatever became of them.',
  count: ({ actions }) => [...each(actions)].length,
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 3 },
};
