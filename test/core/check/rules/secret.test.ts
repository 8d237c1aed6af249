import { expect, it } from 'vitest';
import { rule } from '../../../../src/core/check/rules/secret.ts';
import type { ParsedRecord } from '../../../../src/core/record/record.ts';
import { play } from '../play.ts';

const judge = (text: string) => [...rule.judge({ text } as ParsedRecord, undefined as never)];
const address = (password: string) => `https://ops:${password}@limits.example.net`;

it('asks about the candidate and prints nothing of it', () => {
  const [problem, ...rest] = judge(`curl ${address('hunter2hunter2')}/v1 failed`);
  expect(rest).toEqual([]);
  expect(problem?.unless).toEqual({ ask: 'no-secret', text: ` ${address('hunter2hunter2')}/` });
  expect(`${problem?.message} ${problem?.hint}`).not.toContain('hunter2');
  expect([problem?.start, problem?.end]).toEqual([5, 5 + address('hunter2hunter2').length]);
});

it('looks at withdrawn records and at the frontmatter too', () => {
  const withdrawn = ['status: closed\n', 'status: withdrawn\n'] as const;
  expect(play(rule, [withdrawn, ['  customers: 1240', `  x_log: "${address('hunter2hunter2')}"`]])).toHaveLength(1);
});

it('does not let decoys crowd out what comes after them', () => {
  const decoys = Array.from({ length: 2_000 }, (_, i) => address(`decoy${i}`)).join(' ');
  const problems = judge(`${decoys} ${address('the-real-one')}`);
  expect(problems.length).toBeLessThan(120);
  expect(problems.some(({ unless }) => unless?.ask === 'no-secret' && unless.text.includes('the-real-one'))).toBe(true);
});
