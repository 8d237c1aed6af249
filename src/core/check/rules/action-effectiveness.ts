import type { Problem } from '../../problem.ts';
import { needsReview } from '../../record/needed-reviews.ts';
import { each, type IncidentRecord } from '../../record/record.ts';
import type { Action, Cause } from '../../record/shapes.ts';
import { incidentExample } from '../example.ts';
import { isRefused } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/**
 * Where a review is required, each root cause has an action that prevents or detects, with a criterion and a day to check
 * it. Where somebody accepted the cause, or the risk of leaving its action undone, there is no effect to check; where no
 * action was taken at all, `cause-action` says so.
 */
export const rule: RecordRule = {
  id: 'action-effectiveness',
  reason: 'Whether an action worked shows only to those who said beforehand what they would look for, and when.',
  levels: ['off', 'warn', 'error'],
  isRipe: true,
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([[', check_on: 2026-07-02 }', ' }']]),
  judge(record, { config }) {
    if (record.kind !== 'incident' || !needsReview(record.data, config)) return [];
    if (isRefused(record, 'actions')) return [];
    const problems: Problem[] = [];
    for (const [i, cause] of each(record.data.causes)) {
      if (cause.role !== 'root' || cause.id === undefined || cause.accepted !== undefined) continue;
      const nearest = nearestTo(cause, record);
      if (nearest === 'met' || nearest === 'untreated') continue;
      problems.push({
        message: `Unexpected root cause ${cause.id} without an action whose effect is checked, expected one that prevents or detects, with a criterion and a day to check it`,
        hint: nearest
          ? `Say how and when: \`pir set ${record.data.id ?? 'ID'} actions.${nearest.action.id ?? 'A1'}.effectiveness "{ criterion: …, check_on: YYYY-MM-DD }"\`.`
          : `Add an action of kind prevent or detect for ${cause.id}, with \`effectiveness: { criterion: …, check_on: YYYY-MM-DD }\`.`,
        pointer: nearest ? `/actions/${nearest.index}/${nearest.missing}` : `/causes/${i}/actions`,
      });
    }
    return problems;
  },
};

interface Nearest {
  action: Action;
  index: number;
  /** The pointer within the action of what it lacks. */
  missing: string;
}

/**
 * `met` or `untreated`, else the action that comes nearest, if any could do. Where the schema refused a part, it may have
 * been what is looked for.
 */
function nearestTo(cause: Cause, { data }: IncidentRecord): Nearest | 'met' | 'untreated' | undefined {
  let nearest: Nearest | undefined;
  let isTreated = false;
  for (const [index, action] of each(data.actions)) {
    if (action.status === 'cancelled' || cause.id === undefined || !action.causes?.includes(cause.id)) continue;
    isTreated = true;
    if (action.kind !== undefined && action.kind !== 'prevent' && action.kind !== 'detect') continue;
    if (action.status === 'accepted') return 'met';
    const { criterion, check_on } = action.effectiveness ?? {};
    if (criterion?.trim() && check_on) return 'met';
    const missing = !action.effectiveness
      ? 'effectiveness'
      : criterion?.trim()
        ? 'effectiveness/check_on'
        : 'effectiveness/criterion';
    nearest ??= { action, index, missing };
  }
  return isTreated ? nearest : 'untreated';
}
