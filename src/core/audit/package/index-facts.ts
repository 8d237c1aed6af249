import type { Clock } from '../../clock.ts';
import type { Finding } from '../../finding.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Table } from '../../report.ts';
import type { Control } from '../control-map.ts';
import type { ControlRow } from './control-rows.ts';
import type { Manifest } from './manifest.ts';
import type { PlacedAction } from './population.ts';

/** What `index.html` is made of. */
export interface IndexFacts {
  manifest: Manifest;
  control: Control;
  rows: readonly ControlRow[];
  /** Incidents of the period that were not withdrawn. */
  incidents: readonly IncidentRecord[];
  actions: readonly PlacedAction[];
  /** The table of `pir audit coverage`. */
  coverage: Table;
  clock: Clock;
  /** Where a record stands in the package. */
  pathOf(path: string): string;
  /** What `pir check` says of the records. */
  findings: readonly Finding[];
}
