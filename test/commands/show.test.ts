import { expect, test } from 'vitest';
import { type Change, incidentExample } from '../../src/core/check/example.ts';
import { makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const id = '2026-03-10-checkout-500s';

async function show(changes: readonly Change[], now = '2026-06-01T12:00:00Z') {
  const { path: cwd } = makeRepository({ [`incidents/2026/${id}.md`]: incidentExample(changes).text });
  const { out } = await runPir(['show', id], { cwd, now });
  const json = JSON.parse((await runPir(['show', id, '--format', 'json'], { cwd, now })).out);
  const rows = (name: string) => json.tables.find((table: { name: string }) => table.name === name).rows;
  return { out, words: out.replace(/\s+/g, ' '), rows };
}

test('who took part, who received the outcome, and that nobody is missing', async () => {
  const { words, rows } = await show([]);
  expect(words).toContain(
    '• full, 2026-03-12, led by @carol: @dan (responder), @alice (service_owner); outcome to @cto',
  );
  expect(words).toContain('Took part or were told, as sev2 asks: responder, service_owner.');
  expect(rows('reviews')).toEqual([
    expect.objectContaining({ stage: 'hotwash', within: '72h', on_time: true, late_by: null, roles_missing: [] }),
    expect.objectContaining({ stage: 'full', within: '14d', held: '2026-03-12T23:59:59Z', on_time: true }),
  ]);
});

test('which stage is late and by how much, and whom it should still reach', async () => {
  const { words, rows } = await show([
    ['    held: 2026-03-12\n', '    held: 2026-03-30\n'],
    ['role: service_owner }', 'role: observer }'],
  ]);
  expect(words).toContain('Still to take part or to be told, as sev2 asks: service_owner.');
  expect(rows('reviews')).toEqual([
    expect.objectContaining({ stage: 'hotwash', held: null, on_time: false, late_by: 6_923_100 + 60 }),
    expect.objectContaining({ stage: 'full', on_time: false, late_by: 572_759 }),
  ]);
});

test('before it was held it was not, and it is not late yet', async () => {
  const { words, rows } = await show([], '2026-03-11T00:00:00Z');
  expect(rows('reviews')[1]).toMatchObject({ held: null, on_time: null, late_by: null });
  expect(rows('meetings')).toEqual([]);
  expect(words).not.toContain('led by');
});

test('a review of what requires none is shown as such', async () => {
  const { words, rows } = await show([['severity: sev2', 'severity: sev4']]);
  expect(rows('reviews')).toEqual([]);
  expect(words).toContain('Reviews None is required of it. • full, 2026-03-12');
});

test('of a stub it says where the full record is, and what its causes were is told there', async () => {
  const { words, rows } = await show([
    [
      'severity: sev2',
      'severity: sev2\nconfidentiality: restricted\nrestricted: { held_by: "@carol", where: the vault }',
    ],
    ['    statement: Pool limits were changed by hand and never reviewed\n', ''],
  ]);
  expect(words).toContain('Restricted a stub; the full record is with @carol, the vault');
  expect(words).toContain('C1 Told in the full record root cause in process/change-management');
  expect(rows('record')[0].restricted).toBe('a stub; the full record is with @carol, the vault');
});

test('what git cannot vouch for stands below the table, in words, where eighty columns hold it', async () => {
  const repository = makeRepository({ [`incidents/2026/${id}.md`]: incidentExample().text });
  const epoch = repository.git('rev-parse', 'HEAD');
  repository.write('pir.config.yaml', `epoch: ${epoch}\n`);
  repository.commit('Begin here');
  const { out } = await runPir(['show', id], { cwd: repository.path, now: '2026-06-01T12:00:00Z' });
  expect(out).toMatch(/\nLook at\n\nbefore the epoch +the record, A1/);
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('a management review: who came, what was looked at, what was decided, and what it lacks', async () => {
  const review = (facts: string) =>
    `---\nschema: pir/management-review@1\nid: 2026-q1\ntitle: First quarter\nstatus: held\nheld: 2026-04-10\n${facts}---\n`;
  const decisions =
    'decisions:\n  - { id: A1, title: Hire, owner: "@cto", due: 2026-05-01, status: open, kind: prevent }\n';
  const { path: cwd, write } = makeRepository({
    'management-reviews/2026-q1.md': review(
      `chair: "@cto"\nattendees: [{ who: "@cto", role: top_management }, { who: "@dan" }]\ninputs:\n  - { item: 9.3.2a, source: minutes }\n  - { item: 9.3.2b, source: to be supplied }\n${decisions}`,
    ),
  });
  const shown = async (...more: string[]) =>
    (await runPir(['show', '2026-q', ...more], { cwd, now: '2026-06-01T12:00:00Z' })).out;
  const words = (await shown()).replace(/\s+/g, ' ');
  expect(words).toContain('Status held Period – Held 2026-04-10 Chair @cto Took part @cto (top_management), @dan File');
  expect(words).toContain('9.3.2a minutes 9.3.2b to be supplied Decisions');
  expect(words).toContain('2026-q1/A1 Hire @cto 2026-05-01 open 31');
  const { tables } = JSON.parse(await shown('--format', 'json'));
  expect(tables.map(({ name, rows }: { name: string; rows: unknown[] }) => [name, rows.length])).toEqual([
    ['record', 1],
    ['attendees', 2],
    ['inputs', 2],
    ['actions', 1],
  ]);
  expect(tables[0].rows[0]).toMatchObject({ id: '2026-q1', held: '2026-04-10', chair: '@cto', missing: [] });
  expect(tables[2].rows[1]).toEqual({ item: '9.3.2b', source: 'to be supplied', fingerprint: null, awaited: true });
  write('management-reviews/2026-q1.md', review(''));
  const bare = (await shown()).replace(/\s+/g, ' ');
  expect(bare).toContain('Lacks attendees, inputs, decisions');
  expect(bare).toContain('pir action add 2026-q1 --title');
});
