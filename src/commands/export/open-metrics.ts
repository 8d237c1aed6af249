import { actionRows } from '../../core/measure/action-rows.ts';
import { measureIncident } from '../../core/measure/incident.ts';
import { isCount, isDuration, metricsOf } from '../../core/measure/index.ts';
import { measure } from '../../core/measure/measure.ts';
import { filePart } from '../../core/repository-name.ts';
import { riskRows } from '../../core/risk/register.ts';
import { metricFamilies } from '../../interop/metric-families.ts';
import { openMetrics as textOf } from '../../interop/open-metrics.ts';
import type { ExportFormat, Gathered } from './format.ts';

export const openMetrics: ExportFormat = {
  name: 'openmetrics',
  about: 'the figures of pir metrics as gauges, for the textfile collector of Prometheus',
  hasPeriod: true,
  needsFolder: false,
  write(gathered) {
    const { name, repository, facts, records, told } = gathered;
    const { config, people, clock, zone, asOf } = repository;
    // What has to be said beside figures people read at pir metrics; here it would be said every few minutes.
    const { tables } = measured(gathered);
    const today = zone.dayOf(asOf);
    const rowsOf = (table: string) => tables.find((each) => each.name === table)?.rows ?? [];
    const text = textOf(
      metricFamilies({
        repository: name,
        asOf,
        config,
        durations: rowsOf('durations'),
        counts: rowsOf('counts'),
        actions: [...actionRows(records, { config, people, clock, today, told: told?.of })],
        risks: riskRows(facts.risks, { config, clock, today, records }),
      }),
    );
    return { files: [{ path: `pir-${filePart(name)}.prom`, data: text }], tables, notes: [], text: () => text };
  },
};

function measured({ facts, period, repository, told }: Gathered) {
  const { config, clock, asOf } = repository;
  const all = metricsOf(config);
  const questions = {
    config,
    clock,
    durations: all.filter(isDuration),
    counts: all.filter(isCount),
    runs: 'calendar',
  } as const;
  const incidents = facts.incidents.map(({ record, refused, told: own }) =>
    measureIncident(record, refused, questions, own),
  );
  return measure(incidents, {
    ...questions,
    asOf,
    from: period?.from,
    to: period?.to,
    by: undefined,
    compare: undefined,
    hasHistory: told !== undefined,
    since: facts.since,
  });
}
