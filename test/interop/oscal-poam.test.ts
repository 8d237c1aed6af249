import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readOrganisation } from '../../examples/replay.mjs';
import { resolveConfig } from '../../src/core/config.ts';
import { loadBodyTree } from '../../src/core/record/body.ts';
import { parseRecord } from '../../src/core/record/parse.ts';
import { kindAt, placesOf } from '../../src/core/record/places.ts';
import type { IncidentRecord, ManagementReviewRecord, RiskRecord } from '../../src/core/record/record.ts';
import { parseInstant } from '../../src/core/time.ts';
import { zoneClock } from '../../src/core/zone.ts';
import { mustResolve } from '../../src/interop/oscal/references.ts';
import { type OscalVersion, oscalVersions, poamOf } from '../../src/interop/oscal-poam.ts';
import { makeRecord } from '../bench/record.mjs';
import { renderRecord } from '../bench/render.mjs';

const folder = process.env.PIR_SCHEMAS ?? '../shared/schemas';
const fileOf = (version: OscalVersion) => join(folder, `oscal_poam_schema_${version}.json`);
const hasSchemas = oscalVersions.every((version) => existsSync(fileOf(version)));
if (!hasSchemas) console.warn(`OSCAL is not held to its schemas: none in ${folder} (PIR_SCHEMAS names their folder)`);

// RFC 3986, appendix A, as far as pir writes it: names of hosts, no addresses in brackets.
const PCHAR = String.raw`(?:[\w\-.~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})`;
const uri = new RegExp(
  String.raw`^[A-Za-z][A-Za-z0-9+\-.]*:(?://(?:[\w\-.~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})*(?:/${PCHAR}*)*|/?${PCHAR}+(?:/${PCHAR}*)*|)(?:\?(?:${PCHAR}|[/?])*)?(?:#(?:${PCHAR}|[/?])*)?$`,
);

const compiled = new Map<OscalVersion, ReturnType<Ajv['compile']>>();

function problemsOf(text: string, version: OscalVersion): unknown[] {
  const ajv = new Ajv({
    allErrors: true,
    strictTypes: false,
    formats: {
      uri,
      'uri-reference': uri,
      'date-time': (given: string) => parseInstant(given) !== undefined,
      email: true,
    },
  });
  const validate = compiled.get(version) ?? ajv.compile(JSON.parse(readFileSync(fileOf(version), 'utf8')));
  compiled.set(version, validate);
  validate(JSON.parse(text));
  return validate.errors ?? [];
}

const config = resolveConfig({ timezone: 'Europe/Berlin' });
type Records = Parameters<typeof poamOf>[0];

/** Records of those files, by their place. */
function recordsOf(files: Iterable<readonly [path: string, text: string]>): Records {
  const records: { incidents: IncidentRecord[]; risks: RiskRecord[]; managementReviews: ManagementReviewRecord[] } = {
    incidents: [],
    risks: [],
    managementReviews: [],
  };
  for (const [path, text] of files) {
    const kind = kindAt(path, placesOf(config.places));
    if (kind === undefined) continue;
    const { record } = parseRecord({ path, kind, text });
    if (record?.kind === 'incident') records.incidents.push(record);
    if (record?.kind === 'risk') records.risks.push(record);
    if (record?.kind === 'management-review') records.managementReviews.push(record);
  }
  return records;
}

const around = {
  repository: 'village/shops',
  config,
  people: undefined,
  zone: zoneClock(config.timezone),
  asOf: parseInstant('2026-11-02T22:59:59Z') as number,
};

function written(records: Records, version?: OscalVersion): string {
  const poam = poamOf(records, around, version);
  if (poam.poam !== 'written') throw new Error(poam.why);
  return poam.text;
}

const planOf = (text: string) => JSON.parse(text)['plan-of-action-and-milestones'];

const action =
  '  - { id: A1, title: Guard it, owner: "@bob", due: 2026-12-15, status: open, kind: prevent, causes: [C1] }\n';
const incident = (id: string, more = `actions:\n${action}`) =>
  [
    `incidents/2026/${id}.md`,
    `---\nschema: pir/incident@1\nid: ${id}\ntitle: Checkout down\ntype: availability\nseverity: sev2\nstatus: in_review\nowner: "@alice"\ntimes: { started: 2026-10-01T10:00:00+02:00, detected: 2026-10-01T10:08:00+02:00 }\n${more}---\n\n# Checkout down\n`,
  ] as const;
const risk = (id: string, more = '') =>
  [
    `risks/${id}.md`,
    `---\nschema: pir/risk@1\nid: ${id}\ntitle: By hand\ncategory: process/change-management\nowner: "@carol"\nstatus: open\ntreatment: mitigate\n${more}---\n\n# By hand\n\nNobody looks.\n`,
  ] as const;

beforeAll(() => loadBodyTree());

describe.skipIf(!hasSchemas).each(oscalVersions)('the schema of OSCAL %s', (version) => {
  it('holds for a whole organisation', () => {
    const text = written(recordsOf(readOrganisation()), version);
    expect(problemsOf(text, version)).toEqual([]);
    expect(planOf(text).metadata['oscal-version']).toBe(version);
  });

  it('holds for one record', () => {
    expect(problemsOf(written(recordsOf([incident('2026-10-01-down')]), version), version)).toEqual([]);
  });

  it('holds for 1,000 records', () => {
    const files = Array.from({ length: 1_000 }, (_, index) => {
      const record = makeRecord(7, index, 1_000);
      // Early enough that many actions are open still.
      return [record.path, renderRecord(record, (record.events[1] as { at: number }).at)] as const;
    });
    const text = written(recordsOf(files), version);
    expect(planOf(text)['poam-items'].length).toBeGreaterThan(900);
    expect(problemsOf(text, version)).toEqual([]);
  });

  it('would see a fault', () => {
    const text = written(recordsOf([incident('2026-10-01-down')]), version);
    expect(problemsOf(text.replace('"uuid": "', '"uuid": "x'), version)).not.toEqual([]);
    expect(problemsOf(text.replace('"poam-items"', '"items"'), version)).not.toEqual([]);
  });

  it('holds for any words in any place of a record', () => {
    const word = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
    const near = fc.constantFrom(
      'https://a.example/b c',
      'https://[::1]:9/x',
      'file:a#b#c',
      'commit:',
      'http://h:99999x/',
      '%zz',
      'file://x',
      'a:b',
      '1:2',
      'mailto:ä@b',
    );
    fc.assert(
      fc.property(fc.oneof(word, near), (given) => {
        const said = JSON.stringify(given);
        const files = [
          incident(
            '2026-10-01-down',
            `impact: { summary: ${said} }\nservices: [${said}]\nthreats: [${said}]\ncontrols: [{ id: ${said}, gap: weak }]\nevidence: [{ id: E1, ref: ${said} }]\nactions:\n  - { id: A1, title: ${said}, owner: ${said}, due: 2026-12-15, status: open, kind: prevent }\n  - { id: A2, title: ${said}, owner: ${said}, due: 2026-12-15, status: done, kind: prevent, ticket: ${said}, done: { on: 2026-10-02, by: ${said}, evidence: [E1, ${said}] } }\n`,
          ),
          risk(
            'R-001',
            `controls: [${said}]\nassessments: [{ on: 2026-01-01, by: ${said}, likelihood: 1, impact: 2, reason: ${said} }]\n`,
          ),
        ] as const;
        expect(problemsOf(written(recordsOf(files), version), version)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a plan of action and milestones', () => {
  it('has every open action and every open risk of an organisation', () => {
    const records = recordsOf(readOrganisation());
    const text = written(records);
    const open = [...records.incidents, ...records.managementReviews].flatMap((record) =>
      record.data.status === 'withdrawn'
        ? []
        : (('actions' in record.data ? record.data.actions : (record.data as { decisions?: [] }).decisions) ?? [])
            .filter(({ status }: { status?: string }) => status === 'open' || status === 'in_progress')
            .map(({ id }: { id?: string }) => `${record.data.id}/${id}`),
    );
    expect(open.length).toBeGreaterThan(5);
    for (const ref of open) expect(text).toContain(`"value": "${ref}"`);
    const titles = planOf(text)['poam-items'].map(({ title }: { title: string }) => title);
    for (const { data } of records.risks) expect(titles).toContain(data.title);
  });

  it('says what is to be done until when, in the zone of the config, and with which evidence', () => {
    const plan = planOf(
      written(
        recordsOf([
          incident(
            '2026-10-01-down',
            `risks: [{ id: R-001, effect: raised }]\nevidence: [{ id: E1, ref: "file:evidence/pool size.png", collected: 2026-10-02, by: "@bob" }]\nactions:\n${action}`,
          ),
          risk(
            'R-001',
            'plan: [2026-10-01-down/A1]\nassessments:\n  - { on: 2026-01-10, by: "@carol", likelihood: 2, impact: 4, reason: first }\n  - { on: 2026-10-05, by: "@carol", likelihood: 3, impact: 4, incident: 2026-10-01-down, reason: it happened }\n',
          ),
        ]),
      ),
    );
    const [found] = plan.risks;
    expect(plan.risks).toHaveLength(1);
    expect(found).toMatchObject({
      title: 'By hand',
      description: 'Nobody looks.',
      statement: 'A high risk: likelihood 3 of 5, impact 4 of 5, as assessed on 2026-10-05.',
      status: 'remediating',
      deadline: '2026-12-15T22:59:59Z',
    });
    expect(found.remediations[0].tasks[0]).toMatchObject({
      type: 'milestone',
      title: 'Guard it',
      timing: { 'on-date': { date: '2026-12-15T22:59:59Z' } },
    });
    expect(found['risk-log'].entries.map(({ start }: { start: string }) => start)).toEqual([
      '2026-01-09T23:00:00Z',
      '2026-10-04T22:00:00Z',
    ]);
    expect(
      found.characterizations[0].facets.map(({ name, value }: { name: string; value: string }) => [name, value]),
    ).toEqual([
      ['likelihood', '3'],
      ['impact', '4'],
      ['level', 'high'],
    ]);
    expect(found['related-observations']).toEqual([{ 'observation-uuid': plan.observations[0].uuid }]);
    expect(plan.observations[0]['relevant-evidence'][0].href).toBe('file:evidence/pool%20size.png');
    expect(plan.metadata.parties.map(({ name }: { name: string }) => name)).toEqual([
      '@alice',
      '@bob',
      '@carol',
      'village/shops',
    ]);
  });

  it('keeps its UUIDs when other records come, and has others for another repository', () => {
    const uuids = (text: string) => new Set([...text.matchAll(/"uuid": "([^"]+)"/g)].map(([, uuid]) => uuid));
    const one = uuids(written(recordsOf([incident('2026-10-01-down')])));
    const two = uuids(written(recordsOf([incident('2026-09-01-down'), incident('2026-10-01-down')])));
    expect([...one].filter((uuid) => !two.has(uuid))).toEqual([]);
    const other = poamOf(recordsOf([incident('2026-10-01-down')]), { ...around, repository: 'village/fields' });
    const others = other.poam === 'written' ? uuids(other.text) : new Set();
    // But for Alice and Bob, who would be others there too, nothing is shared.
    expect([...one].filter((uuid) => others.has(uuid))).toEqual([]);
  });

  it('says of the same moment the same bytes, whatever the order of the records', () => {
    const files = [...readOrganisation()];
    expect(written(recordsOf(files.reverse()))).toBe(written(recordsOf(readOrganisation())));
  });

  it('is not written where nothing is open', () => {
    expect(poamOf(recordsOf([]), around)).toMatchObject({ poam: 'empty' });
    expect(poamOf(recordsOf([incident('2026-10-01-down', '')]), around)).toMatchObject({
      poam: 'empty',
      why: expect.stringContaining('no risk is open'),
    });
    const withdrawn = incident('2026-10-01-down');
    expect(poamOf(recordsOf([[withdrawn[0], withdrawn[1].replace('in_review', 'withdrawn')]]), around).poam).toBe(
      'empty',
    );
  });

  it.each([
    [
      '2026-10-01-down links the risk R-009, which no record has',
      [incident('2026-10-01-down', 'risks: [{ id: R-009, effect: new }]\n')],
    ],
    [
      'R-001 plans 2026-10-01-down/A9, which no record has',
      [incident('2026-10-01-down'), risk('R-001', 'plan: [2026-10-01-down/A9]\n')],
    ],
    [
      'R-001 was assessed after 2026-10-02-up, which no record has',
      [
        risk(
          'R-001',
          'assessments: [{ on: 2026-01-01, by: "@c", likelihood: 1, impact: 1, incident: 2026-10-02-up, reason: r }]\n',
        ),
      ],
    ],
    ['both have the id R-001', [risk('R-001'), ['risks/R-001-again.md', risk('R-001')[1]]]],
    ['2026-10-01-down has two actions called A1', [incident('2026-10-01-down', `actions:\n${action}${action}`)]],
  ] as const)('is refused where a reference leads nowhere or to two: %s', (why, files) => {
    expect(poamOf(recordsOf(files), around)).toMatchObject({ poam: 'refused', why: expect.stringContaining(why) });
  });

  it('asks nothing of what was withdrawn', () => {
    const [path, text] = incident('2026-10-01-down', 'risks: [{ id: R-009, effect: new }]\n');
    expect(poamOf(recordsOf([[path, text.replace('in_review', 'withdrawn')]]), around).poam).toBe('empty');
  });
});

describe('mustResolve', () => {
  it('throws for what leads nowhere, and for one UUID of two things', () => {
    mustResolve({ risks: [{ uuid: 'a' }], items: [{ uuid: 'b', 'related-risks': [{ 'risk-uuid': 'a' }] }] });
    expect(() => mustResolve({ items: [{ 'risk-uuid': 'a' }] })).toThrow('/items/0/risk-uuid leads nowhere');
    expect(() => mustResolve({ risks: [{ uuid: 'a' }, { uuid: 'a' }] })).toThrow('has the UUID of /risks/0/uuid');
  });

  it.skipIf(!hasSchemas)("sees what the schema does not, in NIST's own example", () => {
    const text = readFileSync(join(folder, 'nist_ifa_poam_example_1.1.2.json'), 'utf8');
    expect(() => mustResolve(JSON.parse(text))).toThrow('leads nowhere');
  });
});
