import { expect, test } from 'vitest';
import type { Row } from '../../src/core/report.ts';
import { formatInstant } from '../../src/core/time.ts';
import { writeHistory } from '../bench/history.mjs';
import { makeRecord } from '../bench/record.mjs';
import { makeFolder } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const seed = 3;
const records = 25;

/** Every end that an action of the generated records comes to, cancelled ones too: when, which, by whom. */
const expected = Array.from({ length: records }, (_, index) => makeRecord(seed, index, records))
  .flatMap(({ events }) =>
    events.flatMap(({ at, who, message }) => {
      const [ref, what] = message.split(': ');
      return what === 'finished' ? [`${formatInstant(at)} ${ref} ${who.slice(1)}`] : [];
    }),
  )
  .sort();

test.each([{ merges: 0 }, { merges: 0.5 }])('every closing is found with its time and person: %j', async (shape) => {
  const cwd = makeFolder();
  await writeHistory(cwd, { records, seed, noise: 0.2, ...shape });
  const read = async (...argv: string[]) =>
    JSON.parse((await runPir([...argv, '--format', 'json'], { cwd })).out).tables;
  expect(expected.length).toBeGreaterThan(20);

  const [events] = await read('log', '--kind', 'action-status');
  const closings = events.rows.filter(({ to }: Row) => to === 'done' || to === 'verified' || to === 'cancelled');
  const told = closings.map(
    ({ merged_at, record, action, author }: Row) => `${merged_at} ${record}/${action} ${author}`,
  );
  expect(told.sort()).toEqual(expected);

  const [actions] = await read('actions');
  const dropped = new Set(actions.rows.filter(({ status }: Row) => status === 'cancelled').map(({ ref }: Row) => ref));
  const done = expected.filter((line) => !dropped.has(line.split(' ')[1]));
  expect(done.length).toBe(expected.length - dropped.size);
  const [durations] = await read('metrics', '--metric', 'action_lead_time');
  expect(durations.rows[0].used).toBe(done.length);
  const shown: string[] = [];
  const some = [...new Set(done.map((line) => line.split(/[ /]/)[1] ?? ''))].slice(0, 5);
  for (const record of some) {
    const tables = await read('show', record);
    const { rows } = tables.find(({ name }: { name: string }) => name === 'history');
    for (const { closed, ref, closed_by } of rows) if (closed !== null) shown.push(`${closed} ${ref} ${closed_by}`);
  }
  expect(shown.sort()).toEqual(done.filter((line) => some.includes(line.split(/[ /]/)[1] ?? '')));
});
