import { countOf, someOf } from '../../words.ts';
import { type BaselineEntry, writeBaseline } from '../baseline.ts';
import { incidentExample, openAction } from '../example.ts';
import type { WholeChangeRule } from '../rule.ts';

const held = { rule: 'action-owner', record: '2026-03-10-checkout-500s', at: '/actions/A1/owner', count: 1 };
const due = { ...held, rule: 'action-due', at: '/actions/A1/due' };

/** The baseline holds what stood when it was made, and lets go of it; nothing new gets into it. */
export const rule: WholeChangeRule = {
  id: 'baseline-grown',
  reason: 'A baseline that takes in what is new is a switch that turns every rule off.',
  levels: ['error', 'error', 'error'],
  kinds: ['incident', 'risk', 'policy', 'acknowledgement', 'management-review'],
  scope: 'whole-change',
  good: incidentExample([], {
    baseline: writeBaseline([due]),
    before: { baseline: writeBaseline([due, held]) },
  }),
  bad: incidentExample(openAction, {
    baseline: writeBaseline([due, held]),
    before: { baseline: writeBaseline([due]) },
  }),
  *judge({ baseline: { path, before, after, text } }) {
    const left = new Map(before.map((entry) => [keyOf(entry), entry.count]));
    const grown = after.filter((entry) => entry.count > (left.get(keyOf(entry)) ?? 0));
    const [first] = grown;
    if (first === undefined) return;
    const count = grown.reduce((sum, entry) => sum + entry.count - (left.get(keyOf(entry)) ?? 0), 0);
    const lines = text.split(/\r?\n/);
    const words = [first.rule, first.record, first.at].map((word) => JSON.stringify(word));
    const line = Math.max(
      lines.findIndex((one) => words.every((word) => one.includes(word))),
      0,
    );
    yield {
      message: `Unexpected growth of the baseline by ${countOf(count, 'finding')} (of ${someOf([...new Set(grown.map(({ record }) => record))])}), expected it only to shrink`,
      hint: 'Mend them, or let somebody waive them in .pir/waivers.yaml; what an import brings has to be let in by a person who may merge past this check.',
      path,
      line: line + 1,
      column: 1,
      endLine: line + 1,
      endColumn: Math.max(lines[line]?.length ?? 0, 1) + 1,
      record: null,
      pointer: null,
      anchor: '',
    };
  },
};

function keyOf({ rule, record, at }: BaselineEntry): string {
  return JSON.stringify([rule, record, at]);
}
