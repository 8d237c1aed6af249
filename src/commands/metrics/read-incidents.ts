import { type MeasuredIncident, measureIncident, type Questions } from '../../core/measure/incident.ts';
import { incidentFrom, type KeptIncident, keptIncident } from '../../core/measure/keep-incident.ts';
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
): KeptRecords<KeptIncident> {
  if (request.many('metric').length > 0) return keptNowhere(repository);
  const asked = [[...durations, ...counts].map(({ name }) => name), runs];
  return openKeptRecords('metrics.json', asked, repository, told, world);
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
  const incidents: MeasuredIncident[] = [];
  const notes: string[] = [];
  let isComplete = true;
  const { durations } = questions;
  for (const file of kept.files(['incident'])) {
    if (incidents.length + notes.length >= MOST_RECORDS) {
      isComplete = false;
      break;
    }
    if ('remembered' in file) {
      incidents.push(incidentFrom(file.remembered.value, durations));
      continue;
    }
    if ('problem' in file) {
      notes.push(leftOut(file));
      continue;
    }
    const { record, refused, problems } = parseRecord(file);
    if (record?.kind === 'incident') {
      const measured = kept.make(record, (clock) => {
        const made = measureIncident(record, refused, { ...questions, clock }, told?.of(record));
        const value = keptIncident(made, durations);
        return { made, kept: value && { value } };
      });
      incidents.push(measured);
    } else notes.push(leftOut(file, problems));
  }
  kept.save();
  if (!isComplete) notes.push(`over ${MOST_RECORDS} incidents: the rest was not measured`);
  return { incidents, notes, isComplete };
}
