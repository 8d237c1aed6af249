import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { measureIncident } from '../../../src/core/measure/incident.ts';
import { measure } from '../../../src/core/measure/measure.ts';
import { parseRecord } from '../../../src/core/record/parse.ts';
import type { IncidentRecord } from '../../../src/core/record/record.ts';
import { askedOf, rowOf } from './asked.ts';

// Facts from dfds/postmortems (MIT): PM2020-002, 005, 007, 008 and 009 state a time to detection and a time to recovery
// that their own timelines bear out. Theirs are our time_to_detect (started → detected) and time_to_recover (started →
// resolved), where resolved is the row at which the service was back; a permanent fix after it is cause_addressed.
const stated = [
  { id: '2020-01-21-kiam-certificate-expired', detection: 54, recovery: 148 },
  { id: '2020-06-09-alb-instances-detached', detection: 5, recovery: 15 },
  { id: '2020-10-06-unhealthy-node', detection: 60, recovery: 240 },
  { id: '2020-11-04-admission-timeouts', detection: 88, recovery: 122 },
  { id: '2020-11-23-kiam-upgrade', detection: 0, recovery: 30 },
];

const folder = new URL('../../fixtures/dfds/', import.meta.url);
const records = readdirSync(folder).map((name) => {
  const text = readFileSync(new URL(name, folder), 'utf8');
  const { record, problems, refused } = parseRecord({ kind: 'incident', path: `incidents/${name}`, text });
  return { record: record as IncidentRecord, problems, refused };
});

test('there are five records, and they are sound', () => {
  expect(records.map(({ problems }) => problems)).toEqual([[], [], [], [], []]);
});

test.each(stated)(
  '$id: detected after $detection minutes, recovered after $recovery',
  ({ id, detection, recovery }) => {
    const asked = askedOf();
    const own = records.filter(({ record }) => record.data.id === id);
    const measures = measure(
      own.map(({ record, refused }) => measureIncident(record, refused, asked)),
      asked,
    );
    expect(rowOf(measures, 'durations', 'time_to_detect')).toMatchObject({ used: 1, mean: detection * 60 });
    expect(rowOf(measures, 'durations', 'time_to_recover')).toMatchObject({ used: 1, mean: recovery * 60 });
  },
);
