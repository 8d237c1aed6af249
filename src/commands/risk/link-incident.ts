import type { Edit } from '../../core/record/edit.ts';
import { each, type IncidentRecord } from '../../core/record/record.ts';
import type { Effect } from '../../core/risk/scores.ts';
import { parseInstant } from '../../core/time.ts';
import { UserError } from '../../world/world.ts';
import type { Request } from '../command.ts';
import { findRecord, idOf } from '../edit-record.ts';
import type { Repository } from '../repository.ts';

/** The incident of --incident, which counts and had begun on that day; undefined where none was named. */
export function incidentOf(request: Request, on: string, repository: Repository): IncidentRecord | undefined {
  const asked = request.text('incident');
  if (asked === undefined) return undefined;
  const record = findRecord(['incident'], asked, repository) as IncidentRecord;
  const { status, times } = record.data;
  if (status === 'withdrawn')
    throw new UserError(
      `Unexpected incident ${idOf(record)}, which is withdrawn, expected one that counts`,
      'Name another, or leave --incident out.',
    );
  const began = parseInstant(times?.started ?? times?.detected ?? '');
  const day = began === undefined ? undefined : repository.zone.dayOf(began);
  if (day !== undefined && on < day)
    throw new UserError(
      `Unexpected assessment on ${on}, before ${idOf(record)} began on ${day}`,
      'Say the day of the assessment after --on.',
    );
  return record;
}

/** What the incident says of the risk: once, whatever it said before. */
export function linkEdits({ data }: IncidentRecord, risk: string, effect: Effect): readonly Edit[] {
  for (const [i, link] of each(data.risks))
    if (link.id === risk) return [{ edit: 'set', pointer: `/risks/${i}/effect`, value: effect }];
  return [{ edit: 'append', pointer: '/risks', value: { id: risk, effect } }];
}
