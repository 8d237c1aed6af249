import { riskRows } from '../../risk/register.ts';
import { type FactTable, needed, optional } from '../fact-table.ts';
import { firstAssessed } from '../record-day.ts';

const taken = optional(
  ['title', 'text', 'What may happen.'],
  ['owner', 'text', 'Who answers for it.'],
  ['status', 'text', 'open, closed or withdrawn.'],
  ['category', 'text', 'What it comes from, area/detail.'],
  ['treatment', 'text', 'mitigate, accept, transfer or avoid.'],
  ['likelihood', 'count', 'How likely it is, by the last assessment.'],
  ['impact', 'count', 'How bad it would be, by the last assessment.'],
  ['score', 'count', 'Likelihood times impact.'],
  ['level', 'text', 'low, medium, high or critical, by the bands of the config.'],
  ['target_likelihood', 'count', 'How likely it may remain.'],
  ['target_impact', 'count', 'How bad it may remain.'],
  ['last_assessed', 'date', 'The day of the last assessment.'],
  ['review_by', 'date', 'The day by which it is to be looked at again.'],
  ['accepted_until', 'date', 'The day on which its acceptance ends.'],
  ['controls', 'list', 'The controls against it.'],
  ['incidents', 'list', 'The incidents that concern it.'],
  ['plan', 'list', 'The actions of its treatment plan, record/A1.'],
);
const counted = needed(
  ['plan_open', 'count', 'Actions of the plan that are not finished.'],
  ['plan_overdue', 'count', 'Actions of the plan that are overdue.'],
  ['review_overdue', 'boolean', 'Open, and to be looked at again before the as-of day.'],
);

export const risks: FactTable = {
  name: 'risks',
  about: 'One row an entry of the risk register. Its day is that of its first assessment.',
  columns: [...needed(['id', 'text', 'The id of the risk.']), ...taken, ...counted],
  *rows({ risks: records, incidents, managementReviews, config, clock, today }) {
    const all = [...incidents.map(({ record }) => record), ...records, ...managementReviews];
    const rows = new Map(riskRows(records, { config, clock, today, records: all }).map((row) => [row.id, row]));
    for (const record of records) {
      const row = rows.get(record.data.id ?? null) ?? {};
      const cells = Object.fromEntries([...taken, ...counted].map(({ key }) => [key, row[key] ?? null]));
      yield { day: firstAssessed(record.data), id: record.data.id ?? record.path, ...cells };
    }
  },
};
