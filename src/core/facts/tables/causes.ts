import { each } from '../../record/record.ts';
import { type FactTable, needed, optional } from '../fact-table.ts';

export const causes: FactTable = {
  name: 'causes',
  about: 'One row a cause of an incident.',
  columns: [
    ...needed(['incident', 'text', 'The id of the incident.']),
    ...optional(
      ['id', 'text', 'The id of the cause in its record.'],
      ['role', 'text', 'root, contributing or trigger.'],
      ['category', 'text', 'The comparable key, area/detail.'],
      ['area', 'text', 'The first part of the category.'],
      ['statement', 'text', 'What was the case.'],
      ['gap', 'text', 'What kind of gap it shows.'],
    ),
    ...needed(
      ['whys', 'count', 'How many questions the chain of whys has.'],
      ['is_accepted', 'boolean', 'Whether somebody decided that nothing is done about it.'],
      ['is_counted', 'boolean', 'Whether metrics count its incident.'],
    ),
  ],
  *rows({ incidents }) {
    for (const { record, id: incident, day, isCounted } of incidents) {
      for (const [, { id, role, category, statement, gap, whys, accepted }] of each(record.data.causes)) {
        yield {
          day,
          incident,
          id: id ?? null,
          role: role ?? null,
          category: category ?? null,
          area: category?.split('/')[0] ?? null,
          statement: statement ?? null,
          gap: gap ?? null,
          whys: whys?.length ?? 0,
          is_accepted: accepted !== undefined,
          is_counted: isCounted,
        };
      }
    }
  },
};
