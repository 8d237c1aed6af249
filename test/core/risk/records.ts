import { clockAt } from '../../../src/core/clock.ts';
import { resolveConfig } from '../../../src/core/config.ts';
import { parseRecord } from '../../../src/core/record/parse.ts';
import type { IncidentRecord, ParsedRecord, RiskRecord } from '../../../src/core/record/record.ts';
import type { ConfigFile } from '../../../src/core/record/shapes.ts';
import type { AroundRisks } from '../../../src/core/risk/register.ts';
import { parseInstant } from '../../../src/core/time.ts';
import { zoneClock } from '../../../src/core/zone.ts';

function read(kind: ParsedRecord['kind'], path: string, text: string): ParsedRecord {
  const { record } = parseRecord({ kind, path, text });
  if (record === undefined) throw new Error(`cannot be read: ${text}`);
  return record;
}

/** A risk with those lines of YAML. */
export function risk(id: string, yaml = '', status = 'open'): RiskRecord {
  const head = `schema: pir/risk@1\nid: ${id}\ntitle: ${id} may happen\ncategory: process/supplier\nowner: "@carol"\n`;
  return read('risk', `risks/${id}.md`, `---\n${head}status: ${status}\n${yaml}---\n`) as RiskRecord;
}

/** An assessment of a day, as a line of YAML. */
export const assessed = (on: string, likelihood: number, impact: number, more = ''): string =>
  `  - { on: ${on}, by: "@carol", likelihood: ${likelihood}, impact: ${impact}${more} }\n`;

export function incident(id: string, yaml = '', status = 'in_review'): IncidentRecord {
  const head = `schema: pir/incident@1\nid: ${id}\ntitle: T\ntype: availability\nseverity: sev2\nowner: "@a"\n`;
  const times = 'times: { started: 2026-03-01T09:00:00Z }\n';
  return read(
    'incident',
    `incidents/${id}.md`,
    `---\n${head}status: ${status}\n${times}${yaml}---\n`,
  ) as IncidentRecord;
}

export function around(records: readonly ParsedRecord[], today = '2026-06-01', config: ConfigFile = {}): AroundRisks {
  const at = parseInstant(`${today}T12:00:00Z`) ?? Number.NaN;
  return { config: resolveConfig(config), clock: clockAt(at, zoneClock('UTC')), today, records };
}
