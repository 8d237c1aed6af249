import { incidentMoment } from '../../core/measure/incident-moment.ts';
import type { Period } from '../../core/measure/period.ts';
import type { IncidentRecord } from '../../core/record/record.ts';
import type { Option, Request } from '../command.ts';
import { readDays } from '../days.ts';
import type { Repository } from '../repository.ts';

export const periodOptions: readonly Option[] = [
  { name: 'from', value: 'DAY', about: 'first day of the period (default: that of the first incident)' },
  { name: 'to', value: 'DAY', about: 'last day of the period (default: the as-of day)' },
];

/** The period that was asked for, undefined where none was; and its days in words, undefined where nothing begins it. */
export function readPeriod(
  request: Request,
  records: readonly IncidentRecord[],
  { clock, zone, asOf }: Repository,
): { period: Period | undefined; range: string | undefined } {
  const today = zone.dayOf(asOf);
  const { from, to } = readDays(request, today);
  const end = to ?? today;
  let first = from;
  if (first === undefined)
    for (const { data } of records) {
      const at = incidentMoment(data);
      if (at === undefined || !clock.hasReached(at)) continue;
      const day = zone.dayOf(at);
      if (first === undefined || day < first) first = day;
    }
  const isAsked = from !== undefined || to !== undefined;
  const begin = first !== undefined && first <= end ? first : end;
  return {
    period: isAsked ? { from: begin, to: end } : undefined,
    range: first === undefined ? undefined : `${begin} to ${end}`,
  };
}
