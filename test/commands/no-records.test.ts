import { expect, test } from 'vitest';
import { makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const { path: empty } = makeRepository({ 'README.md': 'x\n' });

test.each([
  ['check', /^no records found$/],
  ['list', /^no incidents are recorded/],
  ['actions', /^no actions are recorded$/],
  ['metrics', /^no data: /],
  ['report', /^no data: /],
  ['repeats', /^no incidents are recorded/],
  ['render --write', /^no incidents are recorded/],
  ['audit coverage', /^no incidents are recorded/],
  ['audit sample --n 3 --seed s', /^no incidents are recorded/],
  ['risk list', /^no risks are recorded/],
  ['policy list', /^no policies are recorded/],
  ['policy outstanding', /^no policies are recorded/],
  ['log', /main has no record yet$/],
] as const)('no records at all is exit 0 of pir %s, with a note', async (command, note) => {
  const { code, out } = await runPir([...command.split(' '), '--format', 'json'], { cwd: empty });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    complete: true,
    notes: expect.arrayContaining([expect.stringMatching(note)]),
  });
  const { out: human } = await runPir(command.split(' '), { cwd: empty });
  expect(human).toContain('note: ');
});

test('render --write says where nothing is generated yet', async () => {
  const { path: cwd } = makeRepository({ 'incidents/2026-01-10-disk.md': '---\nid: 2026-01-10-disk\n---\n' });
  const { code, out } = await runPir(['render', '--write'], { cwd });
  expect([code, out]).toEqual([
    0,
    expect.stringContaining('note: no incident holds a generated block: pir render ID --write'),
  ]);
});
