import { clockAt } from '../../../src/core/clock.ts';
import { type Config, resolveConfig } from '../../../src/core/config.ts';
import type { IncidentHistory } from '../../../src/core/history/incident-history.ts';
import type { Asked } from '../../../src/core/measure/asked.ts';
import { type MeasuredIncident, measureIncident } from '../../../src/core/measure/incident.ts';
import { isCount, isDuration, metricsOf } from '../../../src/core/measure/index.ts';
import { type Measures, measure } from '../../../src/core/measure/measure.ts';
import type { IncidentRecord } from '../../../src/core/record/record.ts';
import type { ConfigFile, Incident, Times } from '../../../src/core/record/shapes.ts';
import type { Row } from '../../../src/core/report.ts';
import { parseInstant } from '../../../src/core/time.ts';
import { zoneClock } from '../../../src/core/zone.ts';

export type Ask = Partial<Omit<Asked, 'asOf' | 'config'>> & { asOf?: string; config?: ConfigFile };

/** The question with nothing special in it: everything, as of the end of 2026, in the default config. */
export function askedOf({ asOf = '2026-12-31T23:59:59Z', config: file = {}, ...ask }: Ask = {}): Asked {
  const config: Config = resolveConfig(file);
  const at = parseInstant(asOf) ?? Number.NaN;
  const known = metricsOf(config);
  return {
    config,
    asOf: at,
    clock: clockAt(at, zoneClock(config.timezone)),
    durations: known.filter(isDuration),
    counts: known.filter(isCount),
    runs: 'calendar',
    from: undefined,
    to: undefined,
    by: undefined,
    compare: undefined,
    hasHistory: false,
    ...ask,
  };
}

/** A record as reading gives it, of facts and of pointers to what was refused. */
export function measured(
  data: Incident,
  asked: Asked,
  refused: readonly string[] = [],
  told?: IncidentHistory,
): MeasuredIncident {
  const record = { kind: 'incident', path: `incidents/${data.id}.md`, text: '', data, isSound: refused.length === 0 };
  return measureIncident(record as unknown as IncidentRecord, refused, asked, told);
}

let count = 0;

/** A countable incident with these times. */
export function incident(times: Times, more: Incident = {}): Incident {
  count += 1;
  return { id: `2026-01-01-number-${count}`, type: 'availability', severity: 'sev1', status: 'closed', times, ...more };
}

/** An incident of 2026-03-01 that was detected and resolved so many minutes after it started. */
export function lasting(detected: number, resolved: number, more: Incident = {}, day = '2026-03-01'): Incident {
  const at = (minutes: number) => new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000).toISOString();
  return incident({ started: at(0), detected: at(detected), resolved: at(resolved) }, more);
}

export function measureAll(incidents: readonly Incident[], ask: Ask = {}): Measures {
  const asked = askedOf(ask);
  return measure(
    incidents.map((one) => measured(one, asked)),
    asked,
  );
}

export function rowsOf(measures: Measures, name: string): readonly Row[] {
  return measures.tables.find((table) => table.name === name)?.rows ?? [];
}

/** The row of a duration or count. */
export function rowOf(measures: Measures, name: string, metric: string, group = 'all'): Row {
  return rowsOf(measures, name).find((row) => row.metric === metric && row.group === group) ?? {};
}
