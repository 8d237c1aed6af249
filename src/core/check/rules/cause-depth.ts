import type { Problem } from '../../problem.ts';
import { each } from '../../record/record.ts';
import { incidentExample } from '../example.ts';
import type { RecordRule } from '../rule.ts';

const DEPTH = 3;

/** A root cause was asked for three times, or says why the chain stops before. Stubs keep their whys elsewhere. */
export const rule: RecordRule = {
  id: 'cause-depth',
  reason: 'The first answer to why is a symptom; what can be changed lies some answers deeper.',
  levels: ['off', 'warn', 'error'],
  isRipe: true,
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([['      - Why did nobody see it? Limits live outside version control and review\n', '']]),
  judge(record) {
    if (record.kind !== 'incident' || record.data.confidentiality === 'restricted') return [];
    const problems: Problem[] = [];
    for (const [i, cause] of each(record.data.causes)) {
      if (cause.role !== 'root' || cause.stopped?.trim()) continue;
      let whys = 0;
      let refused = 0;
      for (const why of cause.whys ?? []) {
        if (typeof why !== 'string') refused++;
        else if (why.trim() !== '') whys++;
      }
      if (whys + refused >= DEPTH) continue;
      problems.push({
        message: `Unexpected root cause ${cause.id ?? ''} with ${count(whys)}, expected at least three or the reason to stop`,
        hint: 'Go on asking why, or say in `stopped` why the chain ends there.',
        pointer: `/causes/${i}/whys`,
      });
    }
    return problems;
  },
};

function count(whys: number): string {
  return whys === 0 ? 'no why' : whys === 1 ? 'one why' : 'two whys';
}
