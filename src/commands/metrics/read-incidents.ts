import { ColumnIncident, type IncidentColumns, withMore } from '../../core/measure/columns.ts';
import { type MeasuredIncident, measureIncident, type Questions } from '../../core/measure/incident.ts';
import { incidentsFrom, keptIncidents } from '../../core/measure/keep-columns.ts';
import { parseRecord } from '../../core/record/parse.ts';
import type { World } from '../../world/world.ts';
import type { Request } from '../command.ts';
import { type KeptRecords, keptNowhere, openKeptRecords } from '../kept-records.ts';
import { leftOut } from '../left-out.ts';
import type { Repository } from '../repository.ts';
import type { ToldRecords } from '../told-records.ts';

const MOST_RECORDS = 100_000;

/** Incidents as they were measured before; only for all metrics, of which the others are few. */
function openKept(
  { durations, counts, runs }: Questions,
  request: Request,
  repository: Repository,
  told: ToldRecords | undefined,
  world: World,
): KeptRecords {
  if (request.many('metric').length > 0) return keptNowhere(repository);
  const asked = [[...durations, ...counts].map(({ name }) => name), runs];
  return openKeptRecords('metrics', asked, repository, told, world);
}

/** Every incident, measured; `notes` say which files are none. Of many, those that git knows to be unchanged are remembered. */
export function readIncidents(
  questions: Questions,
  request: Request,
  repository: Repository,
  told: ToldRecords | undefined,
  world: World,
): { incidents: readonly MeasuredIncident[]; notes: readonly string[]; isComplete: boolean } {
  const kept = openKept(questions, request, repository, told, world);
  const { durations, counts } = questions;
  const known = kept.columns && incidentsFrom(kept.columns, { durations: durations.length, counts: counts.length });
  const before = known?.rows ?? 0;
  const rows: number[] = [];
  const made: MeasuredIncident[] = [];
  const notes: string[] = [];
  let isComplete = true;
  for (const file of kept.files(['incident'])) {
    if (rows.length + notes.length >= MOST_RECORDS) {
      isComplete = false;
      break;
    }
    if ('row' in file) {
      rows.push(file.row);
      continue;
    }
    if ('problem' in file) {
      notes.push(leftOut(file));
      continue;
    }
    const { record, refused, problems } = parseRecord(file);
    if (record?.kind === 'incident') {
      const measured = kept.make(record, (clock) =>
        measureIncident(record, refused, { ...questions, clock }, told?.of(record)),
      );
      rows.push(before + made.push(measured) - 1);
    } else notes.push(leftOut(file, problems));
  }
  const columns: IncidentColumns = withMore(known, made);
  kept.save((saved) => keptIncidents(columns, saved));
  if (!isComplete) notes.push(`over ${MOST_RECORDS} incidents: the rest was not measured`);
  return { incidents: rows.map((row) => new ColumnIncident(columns, row)), notes, isComplete };
}
