import { each } from '../../record/record.ts';
import { EXAMPLE_AS_OF, exampleIncident } from '../example.ts';
import type { CountMetric } from '../metric.ts';

export const actionsDone: CountMetric = {
  kind: 'count',
  name: 'actions_done',
  title: 'Actions done',
  unit: 'count',
  definition: 'Actions that are done or verified.',
  count: ({ actions }) =>
    [...each(actions)].filter(([, { status }]) => status === 'done' || status === 'verified').length,
  example: { incident: exampleIncident, asOf: EXAMPLE_AS_OF, value: 1 },
};
