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
