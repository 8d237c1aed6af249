import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type Change, incidentExample, signedText } from '../../src/core/check/example.ts';
import { loadBodyTree } from '../../src/core/record/body.ts';
import { makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

beforeAll(() => loadBodyTree());

const id = '2026-03-10-checkout-500s';
const path = `incidents/2026/${id}.md`;
const done = '    done: { on: 2026-04-02, by: "@bob", evidence: ["https://forge.example/limits/pull/12"] }\n';
const verified = '    status: verified\n    kind: correct\n';

/** A1 is open and was due long ago, and so was the check of its effect. */
const late: readonly Change[] = [
  ['status: closed\n', 'status: in_review\n'],
  ['  closed: 2026-05-20T10:00:00Z\n', ''],
  ['    status: done\n', '    status: open\n'],
  [done, ''],
];

/** In the profile where being late is an error. */
function begin(changes: readonly Change[], config = '') {
  const text = signedText(incidentExample(changes), (words) => createHash('sha256').update(words).digest('hex'));
  const repository = makeRepository({ 'pir.config.yaml': `profile: enterprise\n${config}`, [path]: text });
  return {
    pir: (...argv: string[]) => runPir(argv, { cwd: repository.path, now: '2026-09-01T12:00:00Z' }),
    read: () => readFileSync(join(repository.path, path), 'utf8'),
  };
}

const rulesOf = (out: string): string[] =>
  JSON.parse(out).findings.map(({ rule, severity }: { rule: string; severity: string }) => `${rule} ${severity}`);

const asJson = ['--format', 'json'];
const doIt = ['action', 'done', `${id}/A1`, '--by', '@bob', '--evidence', 'https://forge.example/limits/pull/12'];

test('an action that is late, and so is the check of its effect, can be done', async () => {
  const { pir, read } = begin(late);
  const { code, out } = await pir(...doIt);
  expect([code, out]).toEqual([0, expect.stringContaining(`update ${path}`)]);
  expect(read()).toContain('    status: done\n');
  // Which the gate on merges goes on to say.
  expect(rulesOf((await pir('check', ...asJson)).out)).toContain('action-verification error');
  expect(
    (await pir('action', 'verify', `${id}/A1`, '--result', 'effective', '--by', '@carol')).code,
    'and then verified',
  ).toBe(0);
  expect(rulesOf((await pir('check', ...asJson)).out)).not.toContain('action-verification error');
});

test('where it is too early to say whether it worked, another day is set, as the hint has it', async () => {
  const { pir } = begin(late);
  expect((await pir(...doIt)).code).toBe(0);
  const { out } = await pir('check', ...asJson);
  expect(out).toContain(`pir set ${id} actions.A1.effectiveness.check_on DAY`);
  expect((await pir('set', id, 'actions.A1.effectiveness.check_on', '2026-12-01', '--by', '@bob')).code).toBe(0);
  expect(rulesOf((await pir('check', ...asJson)).out)).not.toContain('action-verification error');
});

test('the last action can be done, though the review should have had its end by then', async () => {
  const { pir } = begin([...late, [', check_on: 2026-07-02', '']], 'rules: { action-effectiveness: off }\n');
  expect((await pir(...doIt)).code).toBe(0);
  expect(rulesOf((await pir('check', ...asJson)).out)).toContain('review-finished error');
});

test('without evidence it is refused as before', async () => {
  const { pir, read } = begin(late);
  const before = read();
  const args = doIt.map((word) => (word.startsWith('https') ? 'file:nowhere.md' : word));
  const { code, out } = await pir(...args, ...asJson);
  expect([code, rulesOf(out)]).toEqual([1, ['action-evidence error']]);
  expect(read()).toBe(before);
});

test('the owner’s own word that it worked is refused, however late it is', async () => {
  const { pir, read } = begin([[verified, '    status: done\n    kind: correct\n']]);
  const before = read();
  const { code, out } = await pir('action', 'verify', `${id}/A1`, '--result', 'effective', '--by', '@bob', ...asJson);
  expect([code, rulesOf(out)]).toEqual([1, ['action-verification error']]);
  expect(read()).toBe(before);
});

test('what did not work needs another action, on every day', async () => {
  const { pir } = begin([]);
  const verify = ['action', 'verify', `${id}/A1`, '--result', 'ineffective', '--by', '@carol'];
  const { code, out } = await pir(...verify, ...asJson);
  expect([code, rulesOf(out)]).toEqual([1, ['action-verification error']]);
});

test('a day that is over by the time it is written down is refused', async () => {
  const { pir, read } = begin(late);
  const before = read();
  const defer = ['action', 'defer', `${id}/A1`, '--due', '2026-08-01', '--by', '@bob', '--approved-by', '@alice'];
  const { code, out } = await pir(...defer, '--reason', 'the supplier is late', ...asJson);
  expect([code, rulesOf(out)]).toEqual([1, ['action-overdue error']]);
  expect(read()).toBe(before);
});

test('what was late before is no more in the way than it was', async () => {
  const { pir } = begin(late);
  expect((await pir('action', 'start', `${id}/A1`, '--by', '@bob')).code).toBe(0);
});

test('a sign-off waits for what is late', async () => {
  const { pir } = begin([
    ['status: closed\n', 'status: approved\n'],
    ['  closed: 2026-05-20T10:00:00Z\n', ''],
  ]);
  const { code, out } = await pir('close', id, '--by', '@alice', ...asJson);
  expect([code, rulesOf(out)]).toEqual([1, ['action-verification error']]);
});

test('a resolution that is told late is written down, and so is a severity that needs a review', async () => {
  const reviews = '  - stage: full\n    held: 2026-03-12\n';
  const unreviewed: readonly Change[] = [
    ...late,
    [reviews, '  - stage: hotwash\n    held: 2026-03-12\n'],
    ['approvals:\n  - { by: "@cto", role: management, on: 2026-03-18, fingerprint: "{{fingerprint}}" }\n', ''],
  ];
  const unresolved = begin([...unreviewed, ['  resolved: 2026-03-10T09:54:00+01:00\n', '']]);
  const time = await unresolved.pir('time', id, 'resolved', '2026-03-10T09:54:00+01:00');
  expect([time.code, time.out]).toEqual([0, expect.stringContaining(`update ${path}`)]);
  const small = begin([...unreviewed, ['severity: sev2\n', 'severity: sev4\n']]);
  const { code, out } = await small.pir('set', id, 'severity', 'sev2', '--by', '@alice', '--reason', 'it was worse');
  expect([code, out]).toEqual([0, expect.stringContaining(`update ${path}`)]);
  expect(rulesOf((await small.pir('check', ...asJson)).out)).toContain('review-held error');
});
