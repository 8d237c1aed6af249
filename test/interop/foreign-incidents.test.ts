import { expect, test } from 'vitest';
import { zoneClock } from '../../src/core/zone.ts';
import { bare, type ForeignReading, readForeignIncidents } from '../../src/interop/foreign-incidents.ts';

const berlin: ForeignReading = {
  zone: zoneClock('Europe/Berlin'),
  timezone: 'Europe/Berlin',
  severities: ['sev1', 'sev2'],
  named: {},
  severityOf: new Map(),
};

function read(text: string, more: Partial<ForeignReading> = {}) {
  const found = readForeignIncidents(text, { ...berlin, ...more });
  if ('why' in found) throw new Error(found.why);
  return found;
}

test('headers of other systems, with semicolons, in any case', () => {
  const { rows, columns, problems } = read(
    'Number;Opened At;SEVERITY;Short description;Link\nINC1;2026-01-02;SEV-1;Down; https://x.example/1\n',
  );
  expect(columns).toEqual({
    id: 'Number',
    opened: 'Opened At',
    severity: 'SEVERITY',
    title: 'Short description',
    url: 'Link',
  });
  expect(rows).toEqual([
    {
      id: 'INC1',
      day: '2026-01-02',
      opened: '2026-01-02',
      severity: 'sev1',
      title: 'Down',
      url: 'https://x.example/1',
      line: 2,
    },
  ]);
  expect(problems).toEqual([]);
});

test('a severity column is preferred to a priority, an id to a ticket', () => {
  const { columns } = read('ticket,priority,id,severity\nT1,P1,4,sev1\n');
  expect(columns).toEqual({ id: 'id', severity: 'severity' });
});

test('times: with and without offset, days, in the zone of the config', () => {
  const { rows, notes } = read(
    'id,opened\na,2026-01-01T23:30:00Z\nb,2026-01-01 23:30\nc,2026-01-01 23:30:00.000 +0000\nd,2026-01-01 23:30 UTC\ne,2026-01-01\n',
  );
  expect(rows.map(({ day }) => day)).toEqual(['2026-01-02', '2026-01-01', '2026-01-02', '2026-01-02', '2026-01-01']);
  expect(notes).toContain('1 time without an offset taken as of Europe/Berlin');
});

test('nothing is guessed and nothing dropped in silence', () => {
  const { rows, problems } = read('id,opened\na,03/04/2026\n,2026-01-01\nb,\nA,2026-01-01\n"c ",2026-02-30\n\n');
  expect(rows.map(({ id, day }) => [id, day])).toEqual([
    ['a', null],
    ['b', null],
    ['c', null],
  ]);
  expect(problems.map(({ line, isUsed }) => [line, isUsed])).toEqual([
    [2, true],
    [3, false],
    [4, true],
    [5, false],
    [6, true],
  ]);
  expect(problems[3]?.problem).toBe('Unexpected id A, which line 2 has already, expected one line an id');
});

test('severities are taken as said, else by their name, else not compared and named', () => {
  const text = 'id,severity\na,P1\nb,Sev 2\nc,P3\nd,\n';
  const { rows, notes } = read(text, { severityOf: new Map([[bare('p1'), 'sev1']]) });
  expect(rows.map(({ severity }) => severity)).toEqual(['sev1', 'sev2', null, null]);
  expect(notes.join('\n')).toContain('1 severity not compared: P3 is none of sev1, sev2');
});

test('a file without an id says which columns it has; a column can be named', () => {
  expect(readForeignIncidents('a,b\n1,2\n', berlin)).toMatchObject({ hint: expect.stringContaining('a, b') });
  expect(read('a,b\n1,2\n', { named: { id: 'B' } }).rows[0]?.id).toBe('2');
  expect(readForeignIncidents('a,b\n', { ...berlin, named: { id: 'c' } })).toMatchObject({
    why: 'Unexpected column "c", which the file does not have',
  });
  expect(readForeignIncidents('', berlin)).toHaveProperty('why');
  expect(readForeignIncidents('id\n"open\n', berlin)).toHaveProperty('why');
});

test('columns that are not there are told', () => {
  expect(read('id\n1\n').notes).toEqual([
    'the file has no column of times: every record is compared, and nothing is suggested',
    'the file has no column of severities: they are not compared',
  ]);
});
