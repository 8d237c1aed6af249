import type { Problem } from '../../problem.ts';
import { generatedBlocks } from '../../record/generated.ts';
import { expectedBlocks } from '../../record/render.ts';
import { incidentExample } from '../example.ts';
import type { RecordRule } from '../rule.ts';

const impact = (facts: string) =>
  `## Impact\n\n<!-- pir:begin impact -->\n\n${facts}\n\n<!-- pir:end impact -->\n\n## Lessons learned\n`;

/** Every generated block says what the facts say, and stands there once. */
export const rule: RecordRule = {
  id: 'rendered',
  reason: 'A generated block is read as the truth, and nobody signs it.',
  levels: ['warn', 'warn', 'warn'],
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample([
    [
      '## Lessons learned\n',
      impact('- 1,240 checkouts failed; no data was lost\n- Customers: 1240\n- Services: checkout-api'),
    ],
  ]),
  bad: incidentExample([
    ['## Lessons learned\n', impact('- A few checkouts failed\n- Customers: 12\n- Services: checkout-api')],
  ]),
  judge(record, { config }) {
    if (record.kind !== 'incident' || record.data.confidentiality === 'restricted') return [];
    const blocks = generatedBlocks(record.text, record.body.start);
    if (blocks.length === 0) return [];
    const problems: Problem[] = [];
    const expected = expectedBlocks(record, config);
    for (const { name, start, text } of blocks) {
      const wanted = expected.get(name);
      if (wanted === text) {
        expected.delete(name);
        continue;
      }
      problems.push({
        message: `Unexpected generated block "${name}", expected ${wanted === undefined ? 'none here' : 'what the facts say'}`,
        hint: `Change the facts in the frontmatter, never the block; then \`pir render ${record.data.id ?? 'ID'} --write\`.`,
        start,
        end: start + `<!-- pir:begin ${name} -->`.length,
      });
    }
    return problems;
  },
};
