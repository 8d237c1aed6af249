import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const id = '2026-05-01-disk-full';
const file = `incidents/2026/${id}.md`;
const text = `---
schema: pir/incident@1
id: ${id}
title: Disk full
type: availability
severity: sev3
status: draft
owner: "@alice"
times:
  started: 2026-05-01T10:00:00Z
---

## Summary
`;

function begin() {
  const repository = makeRepository({ [file]: text });
  const pir = (...argv: string[]) =>
    runPir([...argv, '--by', '@bob', '--on', '2026-05-03'], { cwd: repository.path, now: '2026-05-04T10:00:00Z' });
  return { pir, read: () => readFileSync(path.join(repository.path, file), 'utf8') };
}

test('a map gets who and when, text stays text, a figure is a figure', async () => {
  const { pir, read } = begin();
  await pir('set', id, 'similar', '{ scope: all disks, result: none }');
  await pir('set', id, 'impact.summary', '12: a lot');
  await pir('set', id, 'impact.customers', '12');
  await pir('set', id, 'detection.source', 'customer');
  expect(read()).toContain('similar: { on: "2026-05-03", by: "@bob", scope: all disks, result: none }\n');
  expect(read()).toContain('impact: { summary: "12: a lot", customers: 12 }\n');
  expect(read()).toContain('detection: { source: customer }\n');
});

test('a field of an action or a cause is found by the id of its item', async () => {
  const { pir, read } = begin();
  await pir(
    'cause',
    'add',
    id,
    '--role',
    'root',
    '--category',
    'technology/capacity',
    '--statement',
    'Small disk',
    '--gap',
    'control',
    '--why',
    'a',
  );
  await pir('action', 'add', id, '--title', 'Larger disk', '--owner', '@bob', '--kind', 'prevent', '--cause', 'C1');
  expect(
    await pir('set', id, 'actions.A1.effectiveness', '{ criterion: none for 90 days, check_on: 2026-09-01 }'),
  ).toMatchObject({ code: 0 });
  expect(await pir('set', id, 'causes.C1.whys', '[one, two, three]')).toMatchObject({ code: 0 });
  expect(read()).toContain('effectiveness: { criterion: none for 90 days, check_on: "2026-09-01" }\n');
  expect(read()).toContain('whys: [one, two, three]\n');
  expect(await pir('set', id, 'actions.A1.due', '2026-12-01')).toMatchObject({
    code: 2,
    err: expect.stringContaining('pir action defer'),
  });
  expect(await pir('set', id, 'actions.A1.owner', '@x')).toMatchObject({
    code: 2,
    err: expect.stringContaining('pir action assign'),
  });
  expect(await pir('set', id, 'actions.A9.ticket', 'x')).toMatchObject({
    code: 2,
    err: expect.stringContaining('"A9"'),
  });
});

test('a new severity leaves the old one written down', async () => {
  const { pir, read } = begin();
  const { code } = await pir('set', id, 'severity', 'sev1', '--reason', 'orders were lost');
  expect(code).toBe(0);
  expect(read()).toContain('severity: sev1\n');
  expect(read()).toContain('- { from: sev3, to: sev1, on: "2026-05-03", by: "@bob", reason: orders were lost }\n');
});

test.each([
  ['severity without a reason', ['severity', 'sev1'], 2, /--reason/],
  ['a field with a verb of its own', ['status', 'closed'], 2, /pir submit/],
  ['a field named like a function', ['constructor', '1'], 2, /which incidents do not have/],
  ['a field that does not exist', ['impacts.customers', '1'], 2, /which incidents do not have/],
  ['YAML that is none', ['similar', '{ scope: [ }'], 2, /Unexpected VALUE/],
])('%s is refused and nothing is written', async (_, words, code, reason) => {
  const { pir, read } = begin();
  const outcome = await pir('set', id, ...(words as string[]));
  expect([outcome.code, read()]).toEqual([code, text]);
  expect(outcome.err).toMatch(reason as RegExp);
});

test('a value that a rule or the schema refuses is a finding, and nothing is written', async () => {
  const { pir, read } = begin();
  for (const [field, value] of [
    ['severity', 'sev9'],
    ['impact.customers', 'many'],
    ['detection.source', 'luck'],
  ] as const) {
    const { code, out } = await pir('set', id, field, value, '--reason', 'r', '--format', 'json');
    expect([code, read()]).toEqual([1, text]);
    expect(JSON.parse(out).findings.length).toBeGreaterThan(0);
  }
});

test('words go into a section, from an argument or from standard input', async () => {
  const { pir, read } = begin();
  await pir('write', id, 'Summary', 'The disk was full.');
  expect(read()).toBe(`${text}\nThe disk was full.\n`);
  expect((await pir('write', id, 'Summary', '  ')).code).toBe(2);
});

test('a refusal of what the edit would have added does not speak of it as if it stood there', async () => {
  const { pir, read } = begin();
  const add = ['action', 'add', id, '--title', 'Watch the disk', '--kind', 'detect', '--owner', '@team'];
  const { code, out } = await pir(...add, '--due', '2026-06-01');
  expect([code, read()]).toEqual([1, text]);
  expect(out).toContain('Unexpected action A1 with placeholder owner "@team"');
  expect(out).toContain('Nothing was written: give the command again, with what is expected.');
  expect(out).not.toContain('pir action assign');
});
