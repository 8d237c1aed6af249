import type { Problem } from '../../problem.ts';
import { each } from '../../record/record.ts';
import { incidentExample } from '../example.ts';
import { isRefused } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/** A root or contributing cause has an action that was not cancelled, or somebody's word that nothing is done. */
export const rule: RecordRule = {
  id: 'cause-action',
  reason: 'A cause that is found and left alone comes back.',
  levels: ['warn', 'error', 'error'],
  isRipe: true,
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([
    [
      'actions:\n',
      '  - id: C2\n    role: contributing\n    category: detection/missing-alert\n    statement: No alert watched the pool\nactions:\n',
    ],
  ]),
  judge(record) {
    if (record.kind !== 'incident') return [];
    const { actions, causes, id } = record.data;
    if (causes === undefined || isRefused(record, 'actions')) return [];
    const problems: Problem[] = [];
    const treated = new Set<string>();
    for (const [, action] of each(actions)) {
      if (action.status === 'cancelled') continue;
      for (const [, cause] of each(action.causes)) treated.add(cause);
    }
    for (const [i, cause] of each(causes)) {
      if (cause.role !== 'root' && cause.role !== 'contributing') continue;
      if (cause.id === undefined || cause.accepted !== undefined || treated.has(cause.id)) continue;
      problems.push({
        message: `Unexpected ${cause.role} cause ${cause.id} without an action, expected an action or an acceptance`,
        hint: `Add one with \`pir action add ${id ?? 'ID'} --cause ${cause.id}\`, or let somebody accept it: \`accepted: { by, on, reason }\`.`,
        pointer: `/causes/${i}/accepted`,
      });
    }
    return problems;
  },
};
