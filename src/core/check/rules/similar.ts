import { incidentExample } from '../example.ts';
import { isRefused } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/** ISO 27001 clause 10.2 b) 3: do similar nonconformities exist, or could they? An exercise is no nonconformity. */
export const rule: RecordRule = {
  id: 'similar',
  reason: 'The same weakness often waits in more than one place (ISO 27001, 10.2 b).',
  levels: ['off', 'warn', 'error'],
  isRipe: true,
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([
    ['similar: { on: 2026-03-16, by: "@alice", scope: all payment services, result: none }\n', ''],
  ]),
  judge(record) {
    if (record.kind !== 'incident') return [];
    const { id = 'ID', nonconformity, similar, type } = record.data;
    if (similar !== undefined || nonconformity?.applies === false || type === 'exercise') return [];
    if (isRefused(record, 'similar')) return [];
    return [
      {
        message: 'Unexpected review without a search for similar weaknesses, expected what was found elsewhere',
        hint: `Look where else it could happen, then say so: \`pir set ${id} similar "{ scope: …, result: none }"\` (or found); where clause 10.2 does not apply, \`pir set ${id} nonconformity "{ applies: false, reason: … }"\`.`,
        pointer: '/similar',
      },
    ];
  },
};
