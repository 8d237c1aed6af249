import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const id = '2026-05-28-account-misused';
const file = `incidents/2026/${id}.md`;
const begin = [
  'Account misused',
  '--type',
  'security',
  '--severity',
  'sev3',
  '--owner',
  '@ada',
  '--detected',
  '2026-05-28T07:00Z',
  '--resolved',
  '2026-05-29T07:00Z',
];

test('from new to closed a stub needs no words of what happened, and counts', async () => {
  const { path: cwd } = makeRepository({
    'pir.config.yaml': 'profile: enterprise\nreview_required: []\nrisk: { required_for: [] }\n',
  });
  const pir = async (...argv: string[]) => {
    const { code, out, err } = await runPir(argv, { cwd, now: '2026-06-10T10:00:00Z' });
    expect(`${code} ${out}${err}`, argv.join(' ')).toMatch(/^0 /);
    return out;
  };
  await pir('new', ...begin, '--restricted', 'security vault');
  const text = readFileSync(join(cwd, file), 'utf8');
  expect(parse(text.split('---\n')[1] ?? '')).toMatchObject({
    confidentiality: 'restricted',
    restricted: { held_by: '@ada', where: 'security vault' },
  });
  expect(text).not.toContain('## Summary');
  await pir('cause', 'add', id, '--role', 'root', '--category', 'process/access-management', '--by', '@ada');
  await pir(
    'action',
    'add',
    id,
    '--title',
    'Ask for a key',
    '--owner',
    '@bo',
    '--kind',
    'prevent',
    '--cause',
    'C1',
    '--by',
    '@ada',
  );
  await pir('action', 'done', `${id}/A1`, '--evidence', 'https://forge.example/1', '--by', '@bo');
  await pir('set', id, 'similar', '{ scope: all tools, result: none }', '--by', '@ada');
  await pir('submit', id, '--by', '@ada');
  await pir('close', id, '--by', '@ada');
  expect(await pir('check')).toBe('1 record, no findings\n');
  expect(await pir('render', id)).toContain('told in the full record');
  expect(await pir('metrics', '--metric', 'time_to_respond')).toContain('1/1');
});

test('where the full record is kept has to be said', async () => {
  const { path: cwd } = makeRepository();
  const { code, err } = await runPir(['new', ...begin, '--restricted', ' '], { cwd });
  expect([code, err]).toEqual([2, expect.stringContaining('Unexpected empty --restricted')]);
});

test('a second record of the same day and title says that there is a first', async () => {
  const { path: cwd } = makeRepository();
  const make = async (...args: string[]) =>
    (await runPir(['new', ...begin, ...args], { cwd })).out.replace(/\s+/g, ' ');
  expect(await make()).not.toContain('is there already');
  expect(await make()).toContain(`note: ${id} is there already: this is ${id}-2.`);
  expect(await make('--id', 'another-3')).not.toContain('is there already');
  const { out } = await runPir(['new', 'Release 2', ...begin.slice(1)], { cwd });
  expect(out).not.toContain('is there already');
});
