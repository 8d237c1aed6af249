import { expect, test } from 'vitest';
import { readTraining } from '../../src/interop/training-export.ts';

test.each([
  ['person,date,version', '@alice,2026-04-02,2', { person: '@alice' }],
  ['E-mail;Completed On;Policy Version', 'a@b.example;2026-04-02;2', { email: 'a@b.example' }],
  [
    'Employee Email\tFull Name\tCompletion Date\tRevision',
    'a@b.example\tAlice\t2026-04-02\t2',
    { email: 'a@b.example', person: 'Alice' },
  ],
])('reads %s', (head, line, who) => {
  expect(readTraining(`${head}\n${line}\n`)).toEqual([
    { line: 2, person: '', email: '', date: '2026-04-02', version: '2', policy: undefined, ...who },
  ]);
});

test('reads which policy a line is about, where a column says it', () => {
  expect(readTraining('user,date,version,course\na,2026-04-02,,Plan\n')).toEqual([
    { line: 2, person: 'a', email: '', date: '2026-04-02', version: '', policy: 'Plan' },
  ]);
});

test('names every column that is missing, and those there are', () => {
  expect(readTraining('score,course\n1,Plan\n')).toEqual({
    problem: 'columns score, course, among which none is for person or email, date, version',
    line: 1,
  });
  expect(readTraining('person,date,version\n"a,1,2\n')).toEqual({ problem: 'quote that nothing closes', line: 2 });
  expect(readTraining('')).toEqual({ problem: 'file without a line', line: 1 });
});
