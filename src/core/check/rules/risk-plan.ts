import { isSerious, scoreWords } from '../../risk/level.ts';
import { planOf } from '../../risk/plan.ts';
import { scoresOf } from '../../risk/scores.ts';
import { high, riskExample } from '../example-risk.ts';
import { isRefusedAt } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/**
 * A risk to mitigate at a high or critical level has a plan with something left to do. Where everything is done, it stands
 * at its target or below, or the plan was not enough. Without a target nothing high is at it.
 */
export const rule: RecordRule = {
  id: 'risk-plan',
  reason: 'A high risk that nobody works on is accepted without anybody having said so.',
  levels: ['off', 'warn', 'error'],
  kinds: ['risk'],
  scope: 'record',
  good: riskExample(),
  bad: riskExample([...high, ['plan: [2026-03-10-checkout-500s/A1]\n', '']]),
  judge(record, { config }) {
    if (record.kind !== 'risk' || record.data.status !== 'open' || record.data.treatment !== 'mitigate') return [];
    const { data } = record;
    const present = scoresOf(data, config).at(-1);
    if (present === undefined || !isSerious(present.level)) return [];
    const { id = 'ID', target } = data;
    const words = `${present.level} risk (${scoreWords(present)})`;
    const refs = planOf(record);
    if (refs.length === 0) {
      if (isRefusedAt(record, '/plan') || isRefusedAt(record, '/actions')) return [];
      return [
        {
          message: `Unexpected ${words} without a plan, expected an action that treats it`,
          hint: `Name actions that do: \`pir risk treat ${id} --action RECORD/A1\`, or add one here: \`pir action add ${id}\`. Where it is borne: \`pir risk treat ${id} --treatment accept --accept-until D --reason "…"\`.`,
          pointer: '/plan',
        },
      ];
    }
    if (target?.likelihood !== undefined && target.impact !== undefined) {
      if (present.score <= target.likelihood * target.impact) return [];
    } else if (isRefusedAt(record, '/target')) return [];
    const aim = target === undefined ? 'below high' : `at ${target.likelihood}×${target.impact}`;
    return [
      {
        message: `Unexpected ${words} though every action of its plan is over, expected it ${aim} by now or another action`,
        hint: `Assess it again: \`pir risk assess ${id} --likelihood N --impact N --reason "…"\`. Where the plan was not enough, add to it: \`pir risk treat ${id} --action RECORD/A1\`, or let somebody accept what remains: \`--treatment accept --accept-until D --reason "…"\`.`,
        pointer: data.plan === undefined ? '/actions' : '/plan',
        unless: { ask: 'unfinished', refs },
      },
    ];
  },
};
