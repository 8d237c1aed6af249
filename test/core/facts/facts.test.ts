import { beforeAll, describe, expect, it } from 'vitest';
import { clockAt } from '../../../src/core/clock.ts';
import { resolveConfig } from '../../../src/core/config.ts';
import type { GivenFacts } from '../../../src/core/facts/given-facts.ts';
import { factsOf, factTables } from '../../../src/core/facts/index.ts';
import type { Period } from '../../../src/core/measure/period.ts';
import { loadBodyTree } from '../../../src/core/record/body.ts';
import { parseRecord } from '../../../src/core/record/parse.ts';
import { kindAt, placesOf } from '../../../src/core/record/places.ts';
import type { ConfigFile } from '../../../src/core/record/shapes.ts';
import type { Row } from '../../../src/core/report.ts';
import { parseInstant } from '../../../src/core/time.ts';
import { zoneClock } from '../../../src/core/zone.ts';

type Files = readonly (readonly [path: string, text: string])[];

function facts(files: Files, file: ConfigFile = {}, period?: Period): { [table: string]: Row[] } {
  const config = resolveConfig({ timezone: 'Europe/Berlin', ...file });
  const asOf = parseInstant('2026-11-02T12:00:00Z') as number;
  const given: {
    incidents: GivenFacts['incidents'][number][];
    risks: GivenFacts['risks'][number][];
    managementReviews: GivenFacts['managementReviews'][number][];
  } = {
    incidents: [],
    risks: [],
    managementReviews: [],
  };
  for (const [path, text] of files) {
    const kind = kindAt(path, placesOf(config.places));
    if (kind === undefined) throw new Error(path);
    const { record, refused } = parseRecord({ path, kind, text });
    if (record?.kind === 'incident') given.incidents.push({ record, refused, told: undefined });
    if (record?.kind === 'risk') given.risks.push(record);
    if (record?.kind === 'management-review') given.managementReviews.push(record);
  }
  const clock = clockAt(asOf, zoneClock(config.timezone));
  const around = { events: [], toldOf: undefined, config, people: undefined, clock, asOf };
  return Object.fromEntries(
    factsOf({ ...given, ...around }, 'shops', period).map(({ name, rows }) => [name, [...rows]]),
  );
}

const incident = (
  id: string,
  more = '',
  { type = 'availability', status = 'in_review', times = 'resolved: 2026-10-01T12:00:00+02:00' } = {},
) =>
  [
    `incidents/2026/${id}.md`,
    `---\nschema: pir/incident@1\nid: ${id}\ntitle: Down\ntype: ${type}\nseverity: sev2\nstatus: ${status}\nowner: "@alice"\nservices: [checkout]\ntimes: { started: 2026-10-01T00:10:00+02:00, detected: 2026-10-01T00:20:00+02:00, ${times} }\n${more}---\n`,
  ] as const;
const actions = `actions:
  - { id: A1, title: Late, owner: "@bob", due: 2026-11-01, status: open, kind: prevent }
  - { id: A2, title: Today, owner: TBD, due: 2026-11-02, status: open, kind: prevent }
  - { id: A3, title: Done, owner: "@bob", due: 2026-10-20, status: done, kind: prevent, deferrals: [{ from: 2026-10-10, to: 2026-10-20, on: 2026-10-09, by: "@bob", reason: r }], done: { on: 2026-10-19, by: "@bob", evidence: ["https://a.example/1"] } }
`;

beforeAll(() => loadBodyTree());

describe('facts', () => {
  it('have every column in every row, in its order, with the repository and the day in front', () => {
    const all = facts([
      incident(
        '2026-10-01-a',
        `${actions}causes: [{ id: C1, role: root, category: process/change-management, statement: s, whys: [a, b] }]\nreviews: [{ stage: full, held: 2026-10-05, participants: [{ who: "@a", role: responder }, { who: "@b", role: responder }] }]\n`,
      ),
    ]);
    for (const { name, columns } of factTables)
      for (const row of all[name] ?? [])
        expect(Object.keys(row), name).toEqual(['repository', 'day', ...columns.map(({ key }) => key)]);
    expect(all.incidents?.[0]).toMatchObject({
      repository: 'shops',
      day: '2026-10-01',
      started: '2026-09-30T22:10:00Z',
      time_to_detect: 600,
      time_to_respond: 42_000,
      time_to_mitigate: null,
      reviewed: true,
      reviewed_at: '2026-10-05T21:59:59Z',
      review_required: true,
      review_on_time: false,
      root_causes: ['process/change-management'],
      actions: 3,
      actions_open: 2,
      actions_overdue: 1,
    });
    expect(all.causes).toMatchObject([
      { incident: '2026-10-01-a', area: 'process', whys: 2, is_accepted: false, is_counted: true },
    ]);
    expect(all.reviews).toMatchObject([{ stage: 'full', participants: 2, roles: ['responder'], received: 0 }]);
  });

  it('say of actions what the list of actions says', () => {
    const { actions: rows } = facts([incident('2026-10-01-a', actions)]);
    expect(
      rows?.map(({ ref, overdue, days_overdue, unowned, first_due, done_on, evidence, slips, lead_time }) => [
        ref,
        overdue,
        days_overdue,
        unowned,
        first_due,
        done_on,
        evidence,
        slips,
        lead_time,
      ]),
    ).toEqual([
      ['2026-10-01-a/A1', true, 1, false, '2026-11-01', null, 0, null, null],
      ['2026-10-01-a/A2', false, 0, true, '2026-11-02', null, 0, null, null],
      ['2026-10-01-a/A3', false, 0, false, '2026-10-10', '2026-10-19', 1, null, null],
    ]);
  });

  it('keep what metrics leave out, and say so', () => {
    const all = facts([
      incident('2026-10-01-counted', actions),
      incident('2026-10-01-exercise', actions, { type: 'exercise' }),
      incident('2026-10-01-near-miss', '', { type: 'near_miss' }),
      incident('2026-10-01-open', '', { times: 'acknowledged: 2026-10-01T00:30:00+02:00' }),
      incident('2026-10-01-withdrawn', actions, { status: 'withdrawn' }),
    ]);
    expect(
      all.incidents?.map(({ id, is_counted, is_resolved, time_to_detect, time_to_respond }) => [
        String(id).slice(11),
        is_counted,
        is_resolved,
        time_to_detect,
        time_to_respond,
      ]),
    ).toEqual([
      ['counted', true, true, 600, 42_000],
      ['exercise', false, true, null, null],
      ['near-miss', true, true, 600, null],
      ['open', true, false, 600, null],
      ['withdrawn', false, true, null, null],
    ]);
    const reasons = all.durations
      ?.filter(({ metric }) => metric === 'time_to_respond')
      .map(({ incident: id, reason, in_scope }) => [String(id).slice(11), reason, in_scope]);
    expect(reasons).toEqual([
      ['counted', null, true],
      ['exercise', 'not_countable', false],
      ['near-miss', 'not_countable', false],
      ['open', 'open', true],
      ['withdrawn', 'withdrawn', false],
    ]);
    // Actions of a withdrawn record count nowhere; those of an exercise are work all the same.
    expect(all.actions?.map(({ record, is_counted }) => `${record} ${is_counted}`)).toEqual([
      ...Array(3).fill('2026-10-01-counted true'),
      ...Array(3).fill('2026-10-01-exercise false'),
    ]);
  });

  it('know nothing of what is detected after the moment', () => {
    const later = incident('2026-12-01-later', actions).map((part) =>
      part.replace(/2026-10-01T00/g, '2026-12-01T00'),
    ) as unknown as Files[number];
    expect(facts([later]).incidents).toEqual([]);
    expect(facts([later]).actions).toEqual([]);
  });

  it('have the milestones of the config among the durations', () => {
    const { durations } = facts(
      [
        incident('2026-10-01-a', '', {
          times: 'resolved: 2026-10-01T12:00:00+02:00, closed: 2026-10-01T13:00:00+02:00',
        }),
      ],
      {
        milestones: {
          paper_work: { title: 'Paper work', from: 'resolved', to: 'closed' },
          x_other: { from: 'started', to: 'closed' },
        },
      },
    );
    expect(durations?.filter(({ metric }) => metric === 'paper_work')).toMatchObject([
      { seconds: 3_600, reason: null, in_scope: true },
    ]);
    expect(durations?.some(({ metric }) => metric === 'x_other')).toBe(false);
  });

  it('say how uncertain a duration is', () => {
    const { durations } = facts([incident('2026-10-01-a', 'within: { started: 5m }\n')]);
    expect(durations?.find(({ metric }) => metric === 'time_to_detect')).toMatchObject({
      seconds: 600,
      low: 300,
      high: 900,
      is_estimated: true,
    });
  });

  it('leave a time that cannot be out, with its reason', () => {
    const { incidents, durations } = facts([incident('2026-10-01-a', '', { times: 'resolved: soon' })]);
    expect(incidents?.[0]).toMatchObject({ resolved: null, time_to_respond: null });
    expect(durations?.find(({ metric }) => metric === 'time_to_respond')).toMatchObject({
      reason: 'invalid_record',
      in_scope: true,
    });
  });

  it('have what an incident repeats', () => {
    const cause = 'causes: [{ id: C1, role: root, category: process/change-management, statement: s }]\n';
    const first = incident('2026-03-01-first', cause).map((part) =>
      part.replace(/2026-10-01T/g, '2026-03-01T'),
    ) as unknown as Files[number];
    const { incidents } = facts([first, incident('2026-10-01-again', cause), incident('2026-10-01-other', '')], {
      repeat: { window: '8mo', basis: 'cause' },
    });
    expect(incidents?.map(({ id, repeats, repeat_unknown }) => [id, repeats, repeat_unknown])).toEqual([
      ['2026-03-01-first', null, 'window_incomplete'],
      ['2026-10-01-again', '2026-03-01-first', 'window_incomplete'],
      ['2026-10-01-other', null, 'no_cause'],
    ]);
  });

  it('have risks with their assessments up to the day, and the actions of risks and management reviews', () => {
    const all = facts([
      [
        'risks/R-001.md',
        '---\nschema: pir/risk@1\nid: R-001\ntitle: By hand\nstatus: open\ntreatment: mitigate\nassessments:\n  - { on: 2026-01-10, by: "@carol", likelihood: 2, impact: 4, reason: first }\n  - { on: 2026-10-05, by: "@carol", likelihood: 3, impact: 5, incident: 2026-10-01-a, reason: again }\n  - { on: 2026-12-01, by: "@carol", likelihood: 1, impact: 1, reason: to come }\nactions: [{ id: A1, title: Stop it, owner: "@bob", due: 2026-10-30, status: open, kind: prevent }]\n---\n',
      ],
      [
        'management-reviews/2026-h1.md',
        '---\nschema: pir/management-review@1\nid: 2026-h1\ntitle: Review\nstatus: held\nperiod: { from: 2026-01-01, to: 2026-06-30 }\nheld: 2026-07-15\ndecisions: [{ id: A1, title: Fund it, owner: "@cto", due: 2026-12-31, status: open, kind: prevent }]\n---\n',
      ],
    ]);
    expect(all.risks).toMatchObject([
      {
        day: '2026-01-10',
        id: 'R-001',
        score: 15,
        level: 'high',
        last_assessed: '2026-10-05',
        plan: ['R-001/A1'],
        plan_overdue: 1,
      },
    ]);
    expect(all.assessments?.map(({ day, number, score, level }) => [day, number, score, level])).toEqual([
      ['2026-01-10', 1, 8, 'medium'],
      ['2026-10-05', 2, 15, 'high'],
    ]);
    expect(
      all.actions?.map(({ ref, record_kind, day, overdue, is_counted }) => [
        ref,
        record_kind,
        day,
        overdue,
        is_counted,
      ]),
    ).toEqual([
      ['R-001/A1', 'risk', '2026-01-10', true, false],
      ['2026-h1/A1', 'management-review', '2026-07-15', false, false],
    ]);
  });

  it('are those of a period, where one is asked for: what has no day is in none', () => {
    const files: Files = [
      incident('2026-10-01-a', actions),
      ['risks/R-001.md', '---\nschema: pir/risk@1\nid: R-001\ntitle: By hand\nstatus: open\n---\n'],
    ];
    const sizes = (period?: Period) => {
      const { incidents, actions: rows, risks } = facts(files, {}, period);
      return [incidents?.length, rows?.length, risks?.length];
    };
    expect(sizes()).toEqual([1, 3, 1]);
    expect(sizes({ from: '2026-10-01', to: '2026-10-01' })).toEqual([1, 3, 0]);
    expect(sizes({ from: '2026-10-02', to: '2026-12-31' })).toEqual([0, 0, 0]);
  });
});
