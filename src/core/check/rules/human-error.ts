import { each } from '../../record/record.ts';
import { incidentExample } from '../example.ts';
import type { RecordRule } from '../rule.ts';

/** At least one root cause lies outside the areas that stand for human error (config `human_error`). */
export const rule: RecordRule = {
  id: 'human-error',
  reason: 'People will err again; what let one error through can be changed.',
  levels: ['warn', 'warn', 'error'],
  isRipe: true,
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([['category: process/change-management\n', 'category: people/slip\n']]),
  judge(record, { config }) {
    if (record.kind !== 'incident') return [];
    let first: { index: number; category: string } | undefined;
    for (const [index, { role, category }] of each(record.data.causes)) {
      if (role !== 'root') continue;
      if (category === undefined) return [];
      const area = category.split('/', 1)[0] as string;
      if (!config.human_error.includes(area) && !config.human_error.includes(category)) return [];
      first ??= { index, category };
    }
    if (first === undefined) return [];
    return [
      {
        message: `Unexpected human error "${first.category}" as the only root cause, expected what let it through`,
        hint: 'Ask once more: would another careful person have done the same, and what would have caught it?',
        pointer: `/causes/${first.index}/category`,
      },
    ];
  },
};
