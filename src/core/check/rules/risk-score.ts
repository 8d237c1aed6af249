import type { Problem } from '../../problem.ts';
import { each } from '../../record/record.ts';
import { riskExample } from '../example-risk.ts';
import type { RecordRule } from '../rule.ts';

/** Likelihood and impact are on the config's scale, and assessments stand in the order in which they were made. */
export const rule: RecordRule = {
  id: 'risk-score',
  reason:
    'The last assessment is the present score, so a figure off the scale or out of order puts a risk where it is not.',
  levels: ['error', 'error', 'error'],
  kinds: ['risk'],
  scope: 'record',
  good: riskExample(),
  bad: riskExample([['likelihood: 3, impact: 4', 'likelihood: 7, impact: 4']]),
  judge(record, { config }) {
    if (record.kind !== 'risk') return [];
    const { scale } = config.risk;
    const { id = 'ID', assessments, target } = record.data;
    const found: Problem[] = [];
    const onScale = (figures: { likelihood?: number; impact?: number }, pointer: string): void => {
      for (const name of ['likelihood', 'impact'] as const) {
        const figure = figures[name];
        if (figure === undefined || figure <= scale) continue;
        found.push({
          message: `Unexpected ${name} ${figure}, expected 1 to ${scale}`,
          hint: 'Use the scale of the config, or set another as `risk: { scale: … }` in pir.config.yaml.',
          pointer: `${pointer}/${name}`,
        });
      }
    };
    let latest: string | undefined;
    for (const [i, assessment] of each(assessments)) {
      onScale(assessment, `/assessments/${i}`);
      const { on } = assessment;
      if (on === undefined) continue;
      if (latest !== undefined && on < latest)
        found.push({
          message: `Unexpected assessment of ${on} after that of ${latest}, expected the oldest first`,
          hint: `Put it in its place: the last one is the present score. \`pir risk assess ${id}\` adds one at the end.`,
          pointer: `/assessments/${i}/on`,
        });
      else latest = on;
    }
    if (target !== undefined) onScale(target, '/target');
    return found;
  },
};
