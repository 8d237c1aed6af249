import { incidentMoment } from '../../core/measure/incident-moment.ts';
import type { Period } from '../../core/measure/period.ts';
import type { IncidentRecord } from '../../core/record/record.ts';
import { parseDay } from '../../core/time.ts';
import { UserError } from '../../world/world.ts';
import type { Option, Request } from '../command.ts';
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
  const from = readDay('from', request);
  const to = readDay('to', request);
  const today = zone.dayOf(asOf);
  const end = to ?? today;
  if (from !== undefined && from > end)
    throw new UserError(
      `Unexpected --from ${from} after ${to === undefined ? `the as-of day ${today}` : `--to ${to}`}`,
      'Name the earlier day with --from.',
    );
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

function readDay(option: 'from' | 'to', request: Request): string | undefined {
  const text = request.text(option);
  if (text === undefined || parseDay(text) !== undefined) return text;
  throw new UserError(`Unexpected --${option} "${text}", expected a day`, 'Write it like 2026-11-20.');
}
