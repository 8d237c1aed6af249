import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { incidentExample, openAction, signedText } from '../../src/core/check/example.ts';
import { loadBodyTree } from '../../src/core/record/body.ts';
import { makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/report.schema.json'), 'utf8'));
const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(schema);

beforeAll(() => loadBodyTree());

/** A call of each command that gives it something to say; one that needs no words needs no line here. */
const id = '2026-03-10-checkout-500s';
const draft = '2026-03-10-draft';
const inReview = '2026-03-10-in-review';
const calls: { [command: string]: readonly string[] } = {
  init: ['--yes', '--ci', 'none', '--dry-run'],
  new: [
    'Disk full',
    '--type',
    'availability',
    '--severity',
    'sev3',
    '--owner',
    '@a',
    '--started',
    '2026-05-01T10:00:00Z',
    '--dry-run',
  ],
  show: [id],
  render: ['--write', '--dry-run'],
  time: [id, 'cause_addressed', '2026-04-02T10:00:00Z', '--by', '@a', '--dry-run'],
  'cause add': [
    draft,
    '--role',
    'contributing',
    '--category',
    'technology/capacity',
    '--statement',
    'The pool was small',
    '--why',
    'a',
    '--by',
    '@a',
    '--dry-run',
  ],
  set: [draft, 'similar', '{ scope: all, result: none }', '--by', '@a', '--dry-run'],
  write: [draft, 'Summary', 'More words.', '--dry-run'],
  review: [id, '--stage', 'hotwash', '--held', '2026-03-11', '--by', '@a', '--dry-run'],
  submit: [draft, '--by', '@a', '--dry-run'],
  approve: [inReview, '--role', 'management', '--by', '@cto', '--dry-run'],
  close: [id, '--by', '@a', '--dry-run'],
  reopen: [id, '--reason', 'r', '--by', '@a', '--dry-run'],
  withdraw: [id, '--reason', 'r', '--by', '@a', '--dry-run'],
  actions: ['--overdue'],
  'audit sample': ['--n', '1', '--seed', 's'],
  'audit reconcile': ['theirs/list.csv', '--record', '--by', '@a', '--dry-run'],
  'action add': [id, '--title', 'T', '--owner', '@a', '--kind', 'prevent', '--by', '@a', '--dry-run'],
  'action assign': [`${id}/A1`, '@dan', '--reason', 'r', '--by', '@a', '--dry-run'],
  'action start': [`${id}/A1`, '--by', '@a', '--dry-run'],
  'action defer': [`${id}/A1`, '--due', '2026-07-01', '--reason', 'r', '--by', '@a', '--dry-run'],
  'action done': [`${id}/A1`, '--evidence', 'https://forge.example/1', '--by', '@a', '--dry-run'],
  'action verify': [`${id}/A2`, '--result', 'effective', '--by', '@zoe', '--dry-run'],
  'action reopen': [`${id}/A2`, '--reason', 'r', '--by', '@a', '--dry-run'],
  'action cancel': [`${id}/A1`, '--reason', 'r', '--by', '@a', '--dry-run'],
  'action accept': [`${id}/A1`, '--until', '2027-01-01', '--reason', 'r', '--by', '@cto', '--dry-run'],
  'risk new': [
    ...['Suppliers fail', '--category', 'process/supplier', '--owner', '@a', '--likelihood', '2', '--impact', '4'],
    ...['--treatment', 'mitigate', '--reason', 'r', '--by', '@a', '--dry-run'],
  ],
  'risk show': ['R-001'],
  'risk assess': [
    ...['R-001', '--likelihood', '3', '--impact', '4', '--reason', 'r', '--incident', id, '--by', '@a', '--dry-run'],
  ],
  'risk treat': ['R-001', '--action', `${id}/A1`, '--by', '@a', '--dry-run'],
  'risk close': ['R-001', '--reason', 'gone', '--by', '@a', '--dry-run'],
  'policy new': ['Change management', '--owner', '@a', '--dry-run'],
  'policy show': ['plan'],
  'policy release': ['plan', '--summary', 's', '--incident', id, '--by', '@a', '--dry-run'],
  'policy retire': ['plan', '--reason', 'merged', '--by', '@a', '--dry-run'],
  'policy approve': ['waiting', '--role', 'management', '--by', '@cto', '--dry-run'],
  'policy ack': ['plan', '--by', '@dan', '--dry-run'],
  metrics: ['--by', 'quarter', '--compare', 'previous'],
  export: ['jsonl', '--out', 'facts', '--dry-run'],
  import: ['theirs', '--map', 'cstate', '--dry-run'],
  schema: ['incident'],
  completion: ['bash'],
  'audit package': [
    ...['--control', 'A.5.27', '--from', '2026-01-01', '--to', '2026-06-01', '--out', 'out', '--dry-run'],
    ...['frontmatter', 'schema', 'record-id', 'reference', 'time-order', 'approval-stale'].flatMap((rule) => [
      '--allow',
      rule,
    ]),
  ],
  'audit verify': ['package'],
};

/** Cells that hold a text of no letters. */
function emptyCells({ tables }: { tables: { name: string; rows: { [key: string]: unknown }[] }[] }): string[] {
  return tables.flatMap(({ name, rows }) =>
    rows.flatMap((row) => Object.keys(row).flatMap((key) => (row[key] === '' ? `${name}.${key}` : []))),
  );
}

describe('schemas/report.schema.json', () => {
  it.each(commands.map(({ name }) => name))('holds what pir %s prints as JSON', async (name) => {
    const sha256 = (await import('node:crypto')).createHash;
    const hash = (data: string) => sha256('sha256').update(data).digest('hex');
    const text = signedText(incidentExample(openAction), hash);
    const policy = (id: string, status: string) =>
      signedText(
        {
          kind: 'policy',
          text: `---\nschema: pir/policy@1\nid: ${id}\ntitle: P\nversion: "1"\nowner: "@a"\nstatus: ${status}\nreview_by: 2027-01-01\naudience: ["@a"]\nchanges:\n  - { version: "1", on: 2026-05-01, by: "@a", fingerprint: "{{fingerprint}}" }\n---\n\nText.\n`,
        },
        hash,
      );
    const at = (name: string, status: string) =>
      text.replaceAll(id, name).replace('status: approved', `status: ${status}`);
    const repository = makeRepository({
      'pir.config.yaml': 'approvals: { sev1: [management], sev2: [management] }\n',
      [`incidents/2026/${id}.md`]: text,
      [`incidents/2026/${draft}.md`]: at(draft, 'draft'),
      [`incidents/2026/${inReview}.md`]: at(inReview, 'in_review'),
      'policies/plan.md': policy('plan', 'in_force'),
      'policies/waiting.md': policy('waiting', 'in_review'),
      'risks/R-001.md':
        '---\nschema: pir/risk@1\nid: R-001\ntitle: T\ncategory: process/supplier\nowner: "@a"\nstatus: open\nassessments:\n  - { on: 2026-01-10, by: "@a", likelihood: 2, impact: 4 }\n---\n',
      'incidents/2026/broken.md': '---\nid: [\n---\n',
      'package/MANIFEST.sha256': '',
      'theirs/list.csv': 'id,opened,severity\nP-1,2026-03-10,sev2\n',
      'theirs/a.md':
        '---\ntitle: Theirs\ndate: 2021-05-03 10:00:00\nresolved: true\nresolvedWhen: 2021-05-03 11:00:00\nseverity: down\naffected: [x]\n---\n\nBody.\n',
    });
    repository.commit('records');
    const { out, err, code } = await runPir([...name.split(' '), ...(calls[name] ?? []), '--format', 'json'], {
      cwd: repository.path,
      now: '2026-06-01T12:00:00Z',
      env: { PIR_AS_OF: '2026-05-31T02:00:00+02:00' },
    });
    expect([0, 1], `${err}`).toContain(code);
    const report = JSON.parse(out);
    expect(validate(report), JSON.stringify(validate.errors, null, 1)).toBe(true);
    expect(report.command).toBe(name);
    expect(Object.keys(report)).toEqual(schema.required);
    // Of the repository and the moment that every command works at, and what is not known is null.
    expect(report.repository?.commit).toMatch(/^[0-9a-f]{40}$/);
    // A package is of the moment of its commit, whatever the clock.
    if (name !== 'audit package') expect(report.as_of).toBe('2026-05-31T00:00:00Z');
    expect(emptyCells(report)).toEqual([]);
  });
});
