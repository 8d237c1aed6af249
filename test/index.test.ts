import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import * as pir from '../src/index.ts';

test('a record can be read and judged without the program', () => {
  const text =
    '---\nschema: pir/incident@1\nid: 2026-05-01-disk-full\ntitle: Disk full\ntype: availability\nseverity: sev3\nstatus: draft\nowner: tbd\ntimes: { started: 2026-05-01T10:00:00Z }\n---\n';
  const config = pir.resolveConfig({});
  const asOf = pir.parseInstant('2026-06-01T00:00:00Z') ?? 0;
  const context = {
    config,
    people: undefined,
    asOf,
    clock: pir.clockAt(asOf, pir.zoneClock(config.timezone)),
    sha256: (data: string) => createHash('sha256').update(data).digest('hex'),
  };
  const file = { path: 'incidents/2026-05-01-disk-full.md', kind: 'incident', text } as const;
  const { findings } = pir.judgeRecord(file, pir.planRules(pir.rules, config), context);
  expect(findings.map(({ rule, line }) => [rule, line])).toEqual([['owner', 8]]);
});

test('a record can be measured and held against what it needed without the program', () => {
  const text =
    '---\nschema: pir/incident@1\nid: 2026-05-01-disk-full\ntitle: Disk full\ntype: availability\nseverity: sev2\nstatus: draft\nowner: "@ann"\ntimes: { started: 2026-05-01T10:00:00Z, detected: 2026-05-01T10:05:00Z, resolved: 2026-05-01T11:00:00Z }\n---\n';
  const config = pir.resolveConfig({});
  const asOf = pir.parseInstant('2026-06-01T00:00:00Z') ?? 0;
  const clock = pir.clockAt(asOf, pir.zoneClock(config.timezone));
  const { record, refused } = pir.parseRecord({ path: 'incidents/2026-05-01-disk-full.md', kind: 'incident', text });
  if (record?.kind !== 'incident') throw new Error('no incident');
  const all = pir.metricsOf(config);
  const asked: pir.Asked = {
    ...{ config, clock, asOf, runs: 'calendar', hasHistory: false },
    ...{ durations: all.filter(pir.isDuration), counts: all.filter(pir.isCount) },
    ...{ from: undefined, to: undefined, by: undefined, compare: undefined },
  };
  const { tables } = pir.measure([pir.measureIncident(record, refused, asked)], asked);
  const durations = tables.find(({ name }) => name === 'durations')?.rows ?? [];
  expect(durations.find(({ metric }) => metric === 'time_to_detect')).toMatchObject({ used: 1, mean: 300 });

  const sha256 = (data: string) => createHash('sha256').update(data).digest('hex');
  const rows = pir.coverageRows([record], { config, people: undefined, clock, asOf, sha256 });
  expect(rows).toMatchObject([{ id: '2026-05-01-disk-full', required: true, reviewed: false }]);

  const occurrence = pir.occurrenceOf('a', pir.occurrenceFacts(record.data), config, clock);
  const { standings } = pir.findRepeats(occurrence ? [occurrence] : [], { config, zone: clock.zone });
  expect(pir.repeatRate(standings).repeats).toBe(0);
  expect(pir.riskRows([], { config, clock, today: '2026-06-01', records: [record] })).toEqual([]);
});
