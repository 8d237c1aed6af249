import type { Clock } from '../core/clock.ts';
import { incidentMoment } from '../core/measure/incident-moment.ts';
import { incidentRow } from '../core/measure/incident-rows.ts';
import type { IncidentRecord } from '../core/record/record.ts';
import { timesOf } from '../core/record/times.ts';
import type { Row } from '../core/report.ts';
import { countOf, someOf } from '../core/words.ts';
import type { Request } from './command.ts';
import type { Repository } from './repository.ts';

/** Whether an incident can be known of as of the moment: it was detected (else had started). Without a time it is. */
export function isKnown({ data }: IncidentRecord, clock: Clock): boolean {
  const at = incidentMoment(data);
  return at === undefined || clock.hasReached(at);
}

/** Its row in lists; what happens after the moment has not happened yet. */
export function knownRow(record: IncidentRecord, clock: Clock): Row {
  const { detected, resolved } = timesOf(record.data);
  const row = incidentRow(record, clock);
  return {
    ...row,
    ...(detected === undefined || clock.hasReached(detected) ? {} : { detected: null }),
    ...(resolved === undefined || clock.hasReached(resolved) ? {} : { resolved: null }),
  };
}

/** Incidents that nobody can know of yet: where as-of is the present, their times are wrong. */
export function laterNotes(ids: readonly string[], { asOf }: Request, { origin }: Repository): string[] {
  if (ids.length === 0 || (asOf !== undefined && origin.tree === undefined)) return [];
  return [`${countOf(ids.length, 'incident')} in the future left out: ${someOf(ids)}`];
}
