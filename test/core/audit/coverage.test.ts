import { expect, test } from 'vitest';
import { type CoverageAround, coverageColumns, coverageRows } from '../../../src/core/audit/coverage.ts';
import { coverageSentences, coverageSummary } from '../../../src/core/audit/coverage-summary.ts';
import { incidentExample, signedText } from '../../../src/core/check/example.ts';
import { clockAt } from '../../../src/core/clock.ts';
import { resolveConfig } from '../../../src/core/config.ts';
import { parseRecord } from '../../../src/core/record/parse.ts';
import type { IncidentRecord } from '../../../src/core/record/record.ts';
import type { ConfigFile } from '../../../src/core/record/shapes.ts';
import type { Row } from '../../../src/core/report.ts';
import { parseInstant } from '../../../src/core/time.ts';
import { zoneClock } from '../../../src/core/zone.ts';
import { sha256 } from '../check/judge-text.ts';

type Changes = Parameters<typeof incidentExample>[0];

/** The sound record (sev2, resolved 2026-03-10 08:54Z, full review on 2026-03-12) with changes. */
function incident(changes: Changes = []): IncidentRecord {
  const text = signedText(incidentExample(changes), sha256);
  const { record } = parseRecord({ path: 'incidents/x.md', kind: 'incident', text });
  if (record?.kind !== 'incident') throw new Error('no incident');
  return record;
}

function around(asOf = '2026-06-01T12:00:00Z', config: ConfigFile = {}): CoverageAround {
  const resolved = resolveConfig(config);
  const at = parseInstant(asOf) ?? Number.NaN;
  return { config: resolved, people: undefined, clock: clockAt(at, zoneClock(resolved.timezone)), asOf: at, sha256 };
}

const rowOf = (changes: Changes, ...given: Parameters<typeof around>): Row =>
  coverageRows([incident(changes)], around(...given))[0] as Row;

const held = (day: string): [string, string] => ['    held: 2026-03-12\n', `    held: ${day}\n`];
const noReview: [string, string][] = [
  ['reviews:\n  - stage: full\n    held: 2026-03-12\n    facilitator: "@carol"\n    participants:\n', 'x_r:\n'],
  ['    received: ["@cto"]\n', ''],
];

test('a reviewed incident: held, days of the calendar, in time, signed off', () => {
  expect(rowOf([])).toMatchObject({
    id: '2026-03-10-checkout-500s',
    severity: 'sev2',
    required: true,
    reviewed: true,
    held: '2026-03-12T23:59:59Z',
    days_to_review: 2,
    on_time: true,
    approved: true,
    reason: null,
    stage_needed: ['hotwash', 'full'],
    due: '2026-03-24T08:54:00Z',
    late_by: null,
    hotwash_on_time: true,
    participants_missing: [],
    outcome_received_by: ['@cto'],
  });
});

test('every row has every column and nothing else', () => {
  expect(Object.keys(rowOf([]))).toEqual(coverageColumns.map(({ key }) => key));
});

test('late is how long after the deadline, in seconds', () => {
  expect(rowOf([held('2026-03-25T08:54:00Z')])).toMatchObject({
    reviewed: true,
    on_time: false,
    reason: 'late',
    late_by: 86_400,
    days_to_review: 15,
    hotwash_on_time: false,
  });
});

test('without a review: overdue once the deadline has passed, not due before', () => {
  expect(rowOf(noReview)).toMatchObject({ reviewed: false, on_time: false, reason: 'overdue', held: null });
  expect(rowOf(noReview, '2026-03-24T08:54:10Z')).toMatchObject({ reason: 'overdue', late_by: 10 });
  // The hot-wash was due on the 13th.
  expect(rowOf(noReview, '2026-03-20T00:00:00Z')).toMatchObject({ reason: 'hotwash_missed', on_time: false });
  expect(rowOf(noReview, '2026-03-12T00:00:00Z')).toMatchObject({ reason: 'not_due', on_time: null, late_by: null });
});

test('as of a day before the review was held there was none', () => {
  expect(rowOf([], '2026-03-11T12:00:00Z')).toMatchObject({ reviewed: false, held: null, reason: 'not_due' });
});

test('a hot-wash that was missed or late says so though the full review was in time', () => {
  expect(rowOf([held('2026-03-15')])).toMatchObject({ reason: 'hotwash_missed', on_time: false, hotwash_held: null });
  const both = rowOf([
    [
      '  - stage: full\n    held: 2026-03-12\n',
      '  - { stage: hotwash, held: 2026-03-14 }\n  - stage: full\n    held: 2026-03-15\n',
    ],
  ]);
  expect(both).toMatchObject({ reason: 'hotwash_late', hotwash_held: '2026-03-14T23:59:59Z', hotwash_on_time: false });
});

test('what required none says why', () => {
  expect(rowOf([['severity: sev2', 'severity: sev3']])).toMatchObject({
    required: false,
    reviewed: true,
    on_time: null,
    reason: 'severity',
    stage_needed: [],
  });
  expect(rowOf([['type: availability', 'type: exercise']])).toMatchObject({ required: false, reason: 'exercise' });
  expect(rowOf([['status: closed', 'status: withdrawn']])).toMatchObject({
    required: false,
    on_time: null,
    approved: null,
    reason: 'withdrawn',
  });
  expect(rowOf([['severity: sev2', 'severity: sev9']])).toMatchObject({ required: false, reason: 'severity_unknown' });
});

test('an unresolved incident has no deadline yet; a near miss never has one', () => {
  const unresolved: [string, string][] = [
    ...noReview,
    ['  resolved: 2026-03-10T09:54:00+01:00\n', ''],
    ['  closed: 2026-05-20T10:00:00Z\n', ''],
  ];
  expect(rowOf(unresolved)).toMatchObject({ required: true, reason: 'open', due: null, on_time: null });
  const nearMiss: [string, string] = ['type: availability', 'type: near_miss'];
  expect(rowOf([...unresolved, nearMiss])).toMatchObject({ required: true, reason: 'no_deadline' });
  expect(rowOf([nearMiss])).toMatchObject({ required: true, reviewed: true, reason: null });
});

test('a review that cannot be read is not a review that was not held', () => {
  expect(rowOf([held('soon')])).toMatchObject({ reviewed: false, reason: 'invalid_record' });
});

test('approved: every needed role, on exactly this text; null where none is needed or given', () => {
  const enterprise: ConfigFile = { profile: 'enterprise' };
  const noApproval: [string, string] = [
    'approvals:\n  - { by: "@cto", role: management, on: 2026-03-18, fingerprint: "{{fingerprint}}" }\n',
    '',
  ];
  expect(rowOf([], undefined, enterprise).approved).toBe(true);
  expect(rowOf([noApproval], undefined, enterprise).approved).toBe(false);
  expect(rowOf([noApproval]).approved).toBe(null);
  const stale: [string, string] = ['fingerprint: "{{fingerprint}}"', `fingerprint: "sha256:${'0'.repeat(64)}"`];
  expect(rowOf([stale], undefined, enterprise).approved).toBe(false);
});

test('a restricted incident is a row like any other', () => {
  const stub = rowOf([['severity: sev2', 'severity: sev2\nconfidentiality: restricted']]);
  expect(stub).toMatchObject({ restricted: true, required: true, reviewed: true, reason: null });
});

test('roles that neither took part nor were told are named', () => {
  expect(rowOf([['role: service_owner }', 'role: observer }']]).participants_missing).toEqual(['service_owner']);
});

test('the period is by detection in the zone of the config, both days inclusive, and nothing after as-of', () => {
  const late: Changes = [
    ['detected: 2026-03-10T09:20:00+01:00', 'detected: 2026-03-10T23:30:00Z'],
    ['started: 2026-03-10T09:12:00+01:00', 'started: 2026-03-10T23:00:00Z'],
  ];
  const count = (from: string, to: string, timezone: string) =>
    coverageRows([incident(late)], { ...around(undefined, { timezone }), period: { from, to } }).length;
  expect(count('2026-03-10', '2026-03-10', 'UTC')).toBe(1);
  expect(count('2026-03-10', '2026-03-10', 'Europe/Berlin')).toBe(0);
  expect(count('2026-03-11', '2026-03-31', 'Europe/Berlin')).toBe(1);
  expect(coverageRows([incident()], around('2026-03-10T08:19:59Z'))).toEqual([]);
  expect(coverageRows([incident()], around('2026-03-10T08:20:00Z'))).toHaveLength(1);
});

test('the answer is one sentence with n of N, and what is missing is named', () => {
  const as = (id: string, ...changes: [string, string][]) =>
    incident([['id: 2026-03-10-checkout-500s', `id: ${id}`], ...changes]);
  const rows = coverageRows(
    [
      as('a-in-time'),
      as('b-late', held('2026-04-30')),
      as('c-overdue', ...noReview),
      as(
        'd-open',
        ...noReview,
        ['  resolved: 2026-03-10T09:54:00+01:00\n', ''],
        ['  closed: 2026-05-20T10:00:00Z\n', ''],
      ),
      as('e-small', ['severity: sev2', 'severity: sev4']),
      as('f-drill', ['type: availability', 'type: exercise']),
      as('g-gone', ['status: closed', 'status: withdrawn']),
    ],
    around(),
  );
  expect(coverageSentences(rows)).toEqual([
    '2 of 4 incidents that required a review had one, 1 of them in time.',
    'Overdue: c-overdue.',
    'Not held yet, and not overdue: d-open.',
    'Hot-washes in time: 1 of 3.',
    'No review required: 1 by severity, 1 exercise, 1 withdrawn; 1 of these had one all the same.',
  ]);
  expect(coverageSummary(rows)).toMatchObject({
    incidents: 7,
    required: 4,
    reviewed: 2,
    onTime: 1,
    overdue: 1,
    awaited: 1,
  });
  expect(coverageSentences([])).toEqual(['No incident was recorded in this period, so none required a review.']);
});
