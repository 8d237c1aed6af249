import { expect, it } from 'vitest';
import { searchText, searchWords } from '../../../src/core/measure/search-text.ts';
import { parseRecord } from '../../../src/core/record/parse.ts';
import type { IncidentRecord } from '../../../src/core/record/record.ts';
import { cpuTime } from '../../cpu-time.ts';

const text = `---
id: 2026-01-01-pool
title: Überlast im STRASSENNETZ
services: [checkout-api]
tags: [beta]
impact: { summary: twelve customers }
causes: [{ id: C1, role: root, category: process/supplier, statement: Limits by hand, whys: [Why? Because café] }]
actions: [{ id: A1, title: Manage limits in code }]
---

<!-- What the template asks -->
## Lessons learned

- Naïve retries hurt. <!-- hidden -->

\`\`\`
ECONNRESET
\`\`\`

> quoted words
`;
const record = (body = text) =>
  parseRecord({ path: 'incidents/a.md', kind: 'incident', text: body }).record as IncidentRecord;
const finds = (asked: string, body = text) =>
  searchWords(asked).every((word) => searchText(record(body)).includes(word));

it.each([
  'uberlast',
  'ÜBERLAST',
  'strassennetz',
  'straßennetz',
  'checkout-api',
  'beta',
  'twelve',
  'process/supplier',
  'cafe hand',
  'code',
  'NAIVE lessons',
  'econnreset',
  'quoted',
  '2026-01-01',
])('finds %s', (asked) => expect(finds(asked)).toBe(true));

it.each(['template', 'hidden', 'hand nowhere'])('does not find %s', (asked) => expect(finds(asked)).toBe(false));

it('goes on behind a comment that never ends', () => {
  expect(finds('later', `${text}\nabout \`<!--\` and later\n`)).toBe(true);
});

it('takes a hostile text in its stride', async () => {
  const { milliseconds } = await cpuTime(() => {
    searchText(record(`${text}${'<!--'.repeat(60_000)}`));
    searchText(record(`${text}${'<!-- -->'.repeat(30_000)}`));
  });
  expect(milliseconds).toBeLessThan(1_000);
});
