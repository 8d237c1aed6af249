import { incidentExample } from '../example.ts';
import { isRefused } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/** Every incident but an exercise, in which nothing went wrong, has a root cause. */
export const rule: RecordRule = {
  id: 'cause',
  reason: 'Without a root cause a review can neither prevent the next incident nor see that it is the same one.',
  levels: ['warn', 'error', 'error'],
  isRipe: true,
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([['role: root\n', 'role: contributing\n']]),
  judge(record) {
    if (record.kind !== 'incident') return [];
    const { causes, id, type } = record.data;
    // A cause whose role the schema refused may have been meant as one.
    if (type === 'exercise' || causes?.some((cause) => !cause?.role || cause.role === 'root')) return [];
    if (isRefused(record, 'causes')) return [];
    return [
      {
        message: `Unexpected ${causes?.length ? 'causes without a root' : 'review without causes'}, expected at least one root cause`,
        hint: `Ask why until the answer is something you can change: \`pir cause add ${id ?? 'ID'} --role root\`.`,
        pointer: '/causes',
      },
    ];
  },
};
