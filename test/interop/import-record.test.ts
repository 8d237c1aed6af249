import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveConfig } from '../../src/core/config.ts';
import { type ReadyMap, readImportMap } from '../../src/interop/import-map.ts';
import { importRecord } from '../../src/interop/import-record.ts';

function mapOf(more: string): ReadyMap {
  const text = `schema: pir/import-map@1
zone: Europe/London
constants: { type: availability }
defaults: { severity: sev3 }
fields:
  - { from: title, to: title }
  - { from: date, to: times.started }
${more}`;
  const read = readImportMap(text, resolveConfig({}).severities);
  if ('map' in read) return read.map;
  throw new Error(read.problems.map(({ message }) => message).join('\n'));
}

const plain = mapOf('  - { from: severity, to: severity, values: { down: sev1 } }\n');
const origin = { from: 'old/a.md', sha256: '0'.repeat(64) };
const file = (front: string, body = '\nBody.\n') => ({ path: 'old/a.md', text: `---\n${front}---\n${body}`, origin });
const head = 'title: Down\ndate: 2021-06-01 10:00\nseverity: down\n';

/** The facts that a file's own lines bring, and what is said about them. */
function importOf(front: string, map = plain, body?: string) {
  const { record, remarks } = importRecord(file(front, body), map);
  const { x_imported, type, ...facts } = record?.facts ?? {};
  return { facts, record, remarks: remarks.map(({ line, field, remark, kept }) => [line, field, remark, kept]) };
}

describe('a file of other origin', () => {
  it('becomes facts where the map says where they belong, and nothing else', () => {
    const { record, remarks } = importRecord(file(head), plain);
    expect(record).toEqual({
      facts: {
        owner: null,
        x_imported: origin,
        type: 'availability',
        title: 'Down',
        severity: 'sev1',
        times: { started: '2021-06-01T10:00:00+01:00' },
      },
      title: 'Down',
      at: Date.UTC(2021, 5, 1, 9) / 1000,
      comments: [],
      body: '\nBody.\n',
      leftOut: [],
    });
    expect(remarks).toEqual([]);
  });

  it.each([
    ['2020-11-12T15:54:00Z', '2020-11-12T15:54:00Z'],
    ['2020-11-12T15:54:00-00:00', '2020-11-12T15:54:00-00:00'],
    ['2020-11-12t15:54z', '2020-11-12T15:54Z'],
    ['2020-11-12 15:54:00 +0100', '2020-11-12T15:54:00+01:00'],
    ['2020-11-12 15:54:00+01:00', '2020-11-12T15:54:00+01:00'],
    ['2020-06-12 15:54:00', '2020-06-12T15:54:00+01:00'],
    ['2020-06-12T15:54', '2020-06-12T15:54:00+01:00'],
    ['"2020-11-12 15:54"', '2020-11-12T15:54:00+00:00'],
  ])('has times in the forms that mean one moment: %s', (written, expected) => {
    const { facts, remarks } = importOf(head.replace('2021-06-01 10:00', written));
    expect([facts.times, remarks]).toEqual([{ started: expected }, []]);
  });

  it.each([
    ['2020-11-12', 'Unexpected day without a time'],
    ['12/11/2020 15:54', 'Unexpected time'],
    ['2020-11-12 9:05', 'Unexpected time'],
    ['2020-02-30 10:00', 'Unexpected day in'],
    ['2020-11-12T24:00:00Z', 'Unexpected time of day'],
    ['22025-03-18T10:00:00Z', 'Unexpected time'],
    ['2020-03-29 01:30', 'Unexpected time "2020-03-29 01:30", which is skipped'],
    ['2020-10-25 01:30', 'Unexpected time "2020-10-25 01:30", which happens twice'],
    ['1591000000', 'Unexpected time'],
    ['[2020-11-12]', 'Unexpected list'],
  ])('is no record, with one remark, where its time could mean anything: %s', (written, expected) => {
    const { record, remarks } = importOf(head.replace('2021-06-01 10:00', written));
    expect(record).toBeUndefined();
    expect(remarks).toEqual([[3, 'date', expect.stringContaining(expected), null]]);
  });

  it('is no record without a title or a time', () => {
    expect(importOf('a: b\n').remarks).toEqual([
      [1, null, 'Unexpected absence of a title and of a usable time (started or detected)', null],
    ]);
    expect(importOf('title: ""\ndate: 2021-06-01 10:00\n').remarks).toEqual([
      [1, null, 'Unexpected absence of a title', null],
    ]);
    expect(importOf('title: "two\\nlines"\ndate: 2021-06-01 10:00\n').record).toBeUndefined();
  });

  it('keeps every field without a place, and says so at its line', () => {
    const { facts, remarks } = importOf(`${head}resolvedWhen: later\nteam: { lead: Ann, size: 3 }\nempty:\nlist: []\n`);
    expect(facts).toMatchObject({ x_resolved_when: 'later', x_team: { lead: 'Ann', size: 3 } });
    expect(Object.keys(facts)).toHaveLength(6);
    expect(remarks).toEqual([
      [5, 'resolvedWhen', 'Unexpected field, for which the map has no place', 'x_resolved_when'],
      [6, 'team', 'Unexpected field, for which the map has no place', 'x_team'],
    ]);
  });

  it('gives no two fields one key', () => {
    const { facts } = importOf(`${head}a-b: 1\na_b: 2\naB: 3\nimported: 4\n`);
    expect(facts).toMatchObject({ x_a_b: 1, x_a_b_2: 2, x_a_b_3: 3, x_imported_2: 4 });
  });

  it('says where a value is not understood and a default stands', () => {
    expect(importOf(head.replace('down', 'awful'))).toMatchObject({
      facts: { severity: 'sev3', x_severity: 'awful' },
      remarks: [
        [
          4,
          'severity',
          "Unexpected value, expected one of the map's: down; severity is sev3, the map's default",
          'x_severity',
        ],
      ],
    });
    expect(importOf(head.replace(/severity.*\n/, ''))).toMatchObject({
      facts: { severity: 'sev3' },
      remarks: [[1, null, "Unexpected absence of severity: severity is sev3, the map's default", null]],
    });
  });

  it('takes a field only where its condition holds', () => {
    const map = mapOf('  - { from: end, to: times.resolved, when: { done: "true" } }\n');
    const timed = `${head.replace(/severity.*\n/, '')}end: 2021-06-01 11:00\n`;
    const silent = [1, null, expect.stringContaining('severity'), null];
    expect(importOf(`${timed}done: true\n`, map)).toMatchObject({
      facts: { times: { resolved: '2021-06-01T11:00:00+01:00' } },
      remarks: [silent],
    });
    expect(importOf(`${timed}done: false\n`, map)).toMatchObject({
      facts: { times: { started: expect.anything() }, x_end: '2021-06-01 11:00', x_done: false },
      remarks: [
        silent,
        [4, 'end', 'Not taken as times.resolved, because done is not true', 'x_end'],
        [5, 'done', 'Unexpected field, for which the map has no place', 'x_done'],
      ],
    });
    expect(importOf(timed, map).remarks[1]).toEqual([4, 'end', expect.stringContaining('Not taken'), 'x_end']);
  });

  it('makes lists of lists, of one value and of divided text, and one text of a list', () => {
    const map = mapOf(`  - { from: affected, to: services }
  - { from: more, to: services, split: "," }
  - { from: labels, to: tags, values: { a: alpha } }
  - { from: who, to: impact.summary, join: " and " }
`);
    const { facts } = importOf(`${head}affected: [x, 1.10]\nmore: "y, x,,"\nlabels: a\nwho: [staff, guests]\n`, map);
    expect(facts).toMatchObject({
      services: ['x', '1.10', 'y'],
      tags: ['alpha'],
      impact: { summary: 'staff and guests' },
    });
    expect(importOf(`${head}labels: [a, b]\n`, map)).toMatchObject({ facts: { x_labels: ['a', 'b'] } });
    expect(importOf(`${head}affected: [{ a: 1 }]\n`, map)).toMatchObject({ facts: { x_affected: [{ a: 1 }] } });
  });

  it('reaches fields within fields, and keeps what is beside them', () => {
    const map = mapOf('  - { from: times.end, to: times.resolved }\n  - { from: n, to: impact.customers }\n');
    const { facts, remarks } = importOf(`${head}times: { end: 2021-06-01 11:00, note: odd }\nn: many\n`, map);
    expect(facts).toMatchObject({
      times: { resolved: '2021-06-01T11:00:00+01:00' },
      x_times: { note: 'odd' },
      x_n: 'many',
    });
    expect(remarks.slice(-1)).toEqual([[6, 'n', expect.stringContaining('Unexpected "many"'), 'x_n']]);
    expect(importOf(`${head}n: 12\n`, map).facts).toMatchObject({ impact: { customers: 12 } });
  });

  it('leaves out what the map names, and no other value of the same field', () => {
    const map = mapOf('leave_out: { section: [issue] }\nleave_comments: ["One of: a, b"]\n');
    expect(importOf(`${head}section: issue # One of: a, b\n`, map).record).toMatchObject({
      leftOut: ['section', 'comments'],
      comments: [],
    });
    expect(importOf(`${head}section: notice\n`, map)).toMatchObject({ facts: { x_section: 'notice' } });
  });

  it('keeps comments, and wonders about one in the place of a value', () => {
    const { record, remarks } = importOf(
      `# first\n${head}end: #2021-06-01\nnote: "a # b" # c # d\n  # last\nat: { x: 1 } # e\nlist:\n  - y # f\n`,
    );
    expect(record?.comments).toEqual([
      ' first',
      ' (end) 2021-06-01',
      ' (note) c # d',
      ' last',
      ' (at.x) e',
      ' (list) f',
    ]);
    expect(remarks).toContainEqual([6, 'end', 'Unexpected comment where a value could stand', 'comment']);
  });

  it.each([
    ['no frontmatter', 'Just text\n', 1],
    ['an open fence', '---\ntitle: x\n', 1],
    ['broken YAML', '---\ntitle: `x`\ndate: 2021-06-01 10:00\n---\n', 2],
    ['a second key', '---\ntitle: x\ntitle: y\ndate: 2021-06-01 10:00\n---\n', 3],
    ['a tag', '---\ntitle: !!str x\ndate: 2021-06-01 10:00\n---\n', 2],
    ['a program', '---js\nmodule.exports = {}\n---\n', 1],
    ['an empty frontmatter and a broken body', '---\n---\n\u0000\n', 1],
    ['a list', '---\n- title: x\n---\n', 2],
    ['a hidden character', '---\ntitle: x\u202e\ndate: 2021-06-01 10:00\n---\n', 2],
  ])('with %s is no record, and one remark at its line says why', (_, text, line) => {
    const { record, remarks } = importRecord({ path: 'old/a.md', text, origin }, plain);
    expect(record).toBeUndefined();
    expect(remarks.map((remark) => remark.line)).toEqual([line]);
  });

  it('keeps its text as it is, and says what pir check will refuse in it', () => {
    const body = '\r\n--- \r\nA bell\u0007 and {{title}}\r\n---\r\nno end';
    const { record, remarks } = importRecord(
      { ...file(''), text: `---\r\n${head.replaceAll('\n', '\r\n')}---\r\n${body}` },
      plain,
    );
    expect(record?.body).toBe(body);
    expect(remarks).toMatchObject([{ line: 8, remark: expect.stringContaining('U+0007') }]);
  });

  it('never throws, whatever stands in it', () => {
    const line = fc.constantFrom(
      ...'title: x|date: 2021-06-01 10:00|---|severity: [|a: &b c|# x|- y|"|{|end:|\t|x: {a: [1]}'.split('|'),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string({ unit: 'binary', maxLength: 9 })), { maxLength: 12 }), (lines) => {
        const { record, remarks } = importRecord({ ...file(''), text: `---\n${lines.join('\n')}\n---\n` }, plain);
        expect(record !== undefined || remarks.length > 0).toBe(true);
      }),
    );
  });
});

describe('a file whose facts stand in its text', () => {
  const map = mapOf(`  - { from: "#", in: body, to: title }
  - { from: First seen, in: body, to: times.detected }
  - { from: Level, in: body, to: severity, values: { high: sev1 } }
  - { from: Affects, in: body, to: services, split: "," }
`);
  const importBody = (body: string, front = '') => {
    const text = front === '' ? body : `---\n${front}---\n${body}`;
    const { record, remarks } = importRecord({ path: 'old/a.md', text, origin }, map);
    return { record, remarks: remarks.map(({ line, field, value, remark }) => [line, field, value, remark]) };
  };

  it.each([
    ['First seen 2021-06-01 10:00'],
    ['  - First seen: 2021-06-01 10:00  '],
    ['* **First seen**: 2021-06-01 10:00'],
    ['- **First seen:** 2021-06-01 10:00'],
    ['## First seen – 2021-06-01 10:00\r'],
    ['| **First seen** | 2021-06-01 10:00 | or so |'],
    ['<!-- First seen 2020-01-01 10:00 -->\nFirst seen: 2021-06-01 10:00'],
    ['```\nFirst seen 2020-01-01 10:00\n```\nFirst seen: 2021-06-01 10:00'],
    ['First seen:\nFirst seen: 2021-06-01 10:00\nFirst seen: 2022-06-01 10:00'],
    ['First seenings 2020-01-01 10:00\nNot First seen 2020-01-01 10:00\nFirst seen 2021-06-01 10:00'],
  ])('says a time behind its label: %s', (line) => {
    const { record, remarks } = importBody(`# Down\n\n${line}\n\nLevel: high\n`);
    expect(record?.facts).toMatchObject({ times: { detected: '2021-06-01T10:00:00+01:00' }, severity: 'sev1' });
    expect(remarks).toEqual([]);
  });

  it('needs no frontmatter, and keeps its text', () => {
    const body = '# Mail is *down*\n\nFirst seen 2021-06-01 10:00\nAffects: Mail, Search\n\n## Level\nlow\n';
    const { record, remarks } = importBody(`\ufeff${body}`);
    expect(record).toMatchObject({ title: 'Mail is *down*', body, facts: { services: ['Mail', 'Search'] } });
    expect(remarks).toEqual([[1, null, null, "Unexpected absence of severity: severity is sev3, the map's default"]]);
  });

  it('adds to what its frontmatter says, which comes first where it stands first in the map', () => {
    const { record, remarks } = importBody(
      '# Another title\nFirst seen: 2021-06-01 10:00\nLevel: high\n',
      'title: Down\n',
    );
    expect(record).toMatchObject({
      title: 'Down',
      body: '# Another title\nFirst seen: 2021-06-01 10:00\nLevel: high\n',
    });
    expect(remarks).toEqual([[4, '#', 'Another title', 'Not taken as title, which another field says already']]);
  });

  it('has remarks where they stand', () => {
    const { record, remarks } = importBody('# Down\nFirst seen: about noon\n- Start/Level: x\n- Level: so so\n');
    expect(record).toBeUndefined();
    expect(remarks.map(([line, field, value]) => [line, field, value])).toEqual([[2, 'First seen', 'about noon']]);
    const { remarks: others } = importBody('# Down\nFirst seen: 2021-06-01 10:00\n- Level: so so\n');
    expect(others).toEqual([
      [3, 'Level', 'so so', "Unexpected value, expected one of the map's: high; severity is sev3, the map's default"],
    ]);
  });

  it('is not read where the map names nothing in it', () => {
    const text = '# Down\nFirst seen: 2021-06-01 10:00\n';
    const { record, remarks } = importRecord({ path: 'old/a.md', text, origin }, plain);
    expect(record).toBeUndefined();
    expect(remarks[0]?.remark).toMatch(/^Unexpected text where the frontmatter begins/);
  });
});
