import { EXAMPLE_AS_OF, exampleHistory, exampleIncident } from '../example.ts';
import type { PlainCount } from '../metric.ts';

export const closedWithoutEvidence: PlainCount = {
  kind: 'count',
  name: 'closed_without_evidence',
  title: 'Actions closed without evidence',
  unit: 'count',
  needs: 'history',
  count: (_, { told }) => told?.closingsWithoutEvidence ?? 0,
  definition: 'How often the main line had an action become done or verified without any evidence in it.',
  example: { incident: exampleIncident, told: exampleHistory, asOf: EXAMPLE_AS_OF, value: 1 },
};
