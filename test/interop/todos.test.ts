import { beforeAll, describe, expect, it } from 'vitest';
import { readOrganisation } from '../../examples/replay.mjs';
import { clockAt } from '../../src/core/clock.ts';
import { resolveConfig } from '../../src/core/config.ts';
import { loadBodyTree } from '../../src/core/record/body.ts';
import { parseRecord } from '../../src/core/record/parse.ts';
import { kindAt, placesOf } from '../../src/core/record/places.ts';
import type { ParsedRecord } from '../../src/core/record/record.ts';
import { parseInstant } from '../../src/core/time.ts';
import { zoneClock } from '../../src/core/zone.ts';
import { todosOf } from '../../src/interop/todos.ts';

const config = resolveConfig({ timezone: 'Europe/Berlin' });

function todos(
  files: Iterable<readonly [path: string, text: string]>,
  asOf = '2026-11-02T12:00:00Z',
  repository = 'shops',
) {
  const records = [...files].flatMap(([path, text]): ParsedRecord[] => {
    const kind = kindAt(path, placesOf(config.places));
    const { record } = kind === undefined ? {} : parseRecord({ path, kind, text });
    return record === undefined ? [] : [record];
  });
  const clock = clockAt(parseInstant(asOf) ?? Number.NaN, zoneClock(config.timezone));
  return todosOf(records, { repository, config, clock });
}

const incident = (more: string, times = 'resolved: 2026-10-30T23:30:00Z') =>
  [
    'incidents/2026/2026-10-30-down.md',
    `---\nschema: pir/incident@1\nid: 2026-10-30-down\ntitle: Down\ntype: availability\nseverity: sev1\nstatus: in_review\nowner: "@alice"\ntimes: { started: 2026-10-30T10:00:00Z, detected: 2026-10-30T10:01:00Z, ${times} }\n${more}---\n`,
  ] as const;
const action = (more: string) =>
  incident(
    `actions:\n  - { id: A1, title: Guard it, owner: "@bob", kind: prevent, ${more} }\n`,
    'mitigated: 2026-10-30T11:00:00Z',
  );
const said = (files: Parameters<typeof todos>[0], asOf?: string) =>
  todos(files, asOf).map(({ due, summary, status, priority, categories }) => [
    due,
    summary,
    status,
    priority,
    categories[1],
  ]);

beforeAll(() => loadBodyTree());

describe('todosOf', () => {
  it('has the due day of what is to be done, and whether it is begun', () => {
    expect(said([action('due: 2026-12-15, status: open, priority: p1')])).toEqual([
      ['2026-12-15', 'Guard it', 'NEEDS-ACTION', 1, 'action'],
    ]);
    expect(said([action('due: 2026-12-15, status: in_progress, priority: p3')])).toEqual([
      ['2026-12-15', 'Guard it', 'IN-PROCESS', 9, 'action'],
    ]);
    expect(said([action('due: 2026-12-15, status: proposed, priority: other')])).toEqual([
      ['2026-12-15', 'Guard it', 'NEEDS-ACTION', undefined, 'action'],
    ]);
    expect(said([action('status: open')])).toEqual([]);
  });

  it('has the check of what is done, until it is verified', () => {
    const effect = 'effectiveness: { criterion: quiet for 90 days, check_on: 2027-03-12 }';
    expect(said([action(`due: 2026-12-15, status: done, ${effect}`)])).toEqual([
      ['2027-03-12', 'Did it work? Guard it', 'NEEDS-ACTION', undefined, 'check'],
    ]);
    expect(said([action(`due: 2026-12-15, status: verified, ${effect}`)])).toEqual([]);
    expect(said([action('due: 2026-12-15, status: cancelled')])).toEqual([]);
  });

  it('has the end of an acceptance', () => {
    const given = 'accepted: { by: "@cto", on: 2026-11-01, until: 2027-11-01, reason: r }';
    expect(said([action(`due: 2026-12-15, status: accepted, ${given}`)])).toEqual([
      ['2027-11-01', 'Acceptance ends: Guard it', 'NEEDS-ACTION', undefined, 'acceptance'],
    ]);
  });

  it('has the reviews that are needed and not held, on the day of the config’s zone', () => {
    expect(said([incident('')])).toEqual([
      // 72 hours and 14 days after half past midnight in Berlin.
      ['2026-11-03', 'Hold the hot-wash: Down', 'NEEDS-ACTION', undefined, 'review-hotwash'],
      ['2026-11-14', 'Hold the review: Down', 'NEEDS-ACTION', undefined, 'review-full'],
    ]);
    const held = incident('reviews: [{ stage: hotwash, held: 2026-11-01 }, { stage: full, held: 2026-11-09 }]\n');
    // As of the second of November the review of the ninth is still to come.
    expect(said([held]).map(([, what]) => what)).toEqual(['Hold the review: Down']);
    expect(said([held], '2026-11-10T12:00:00Z')).toEqual([]);
    const late = incident('reviews: [{ stage: full, held: 2026-11-09 }]\n');
    expect(said([late], '2026-11-10T12:00:00Z')).toEqual([]);
  });

  it('has nothing of what is withdrawn, closed or retired', () => {
    const risk = (status: string) =>
      [
        'risks/R-001.md',
        `---\nschema: pir/risk@1\nid: R-001\ntitle: By hand\nstatus: ${status}\nreview_by: 2027-05-01\nacceptance: { by: "@cto", on: 2026-01-01, until: 2027-01-01, reason: r }\n---\n`,
      ] as const;
    const policy = (status: string) =>
      [
        'policies/plan.md',
        `---\nschema: pir/policy@1\nid: plan\ntitle: The plan\nstatus: ${status}\nreview_by: 2027-12-01\n---\n`,
      ] as const;
    expect(said([risk('open'), policy('in_force')]).map(([due, what]) => [due, what])).toEqual([
      ['2027-01-01', 'Acceptance ends: By hand'],
      ['2027-05-01', 'Look at the risk again: By hand'],
      ['2027-12-01', 'Look at the policy again: The plan'],
    ]);
    expect(said([risk('closed'), policy('retired')])).toEqual([]);
    const [path, text] = action('due: 2026-12-15, status: open');
    expect(said([[path, text.replace('in_review', 'withdrawn')]])).toEqual([]);
  });

  it('has the next management review, a year after the last', () => {
    const review = (id: string, held: string) =>
      [
        `management-reviews/${id}.md`,
        `---\nschema: pir/management-review@1\nid: ${id}\ntitle: Review\nstatus: held\nheld: ${held}\n---\n`,
      ] as const;
    expect(said([review('2026-h1', '2026-07-15'), review('2025-h2', '2026-01-20')])).toEqual([
      ['2027-07-15', 'Hold the management review', 'NEEDS-ACTION', undefined, 'management-review'],
    ]);
  });

  it('keeps what tells them apart: other words and days, the same one; another repository, another', () => {
    const uid = (files: Parameters<typeof todos>[0], repository?: string) =>
      todos(files, undefined, repository)[0]?.uid;
    const first = uid([action('due: 2026-12-15, status: open')]);
    expect(first).toMatch(/^[0-9a-f-]{36}@pir$/);
    expect(
      uid([
        [...action('due: 2027-01-15, status: in_progress')].map((part) => part.replace('Guard', 'Watch')) as [
          string,
          string,
        ],
      ]),
    ).toBe(first);
    expect(uid([action('due: 2026-12-15, status: open')], 'fields')).not.toBe(first);
  });

  it('has each of an organisation’s once, by day', () => {
    const all = todos(readOrganisation());
    expect(all.length).toBeGreaterThan(8);
    expect(new Set(all.map(({ uid }) => uid)).size).toBe(all.length);
    expect(all.map(({ due }) => due)).toEqual(all.map(({ due }) => due).sort());
  });
});
