import { incidentMoment } from '../../core/measure/incident-moment.ts';
import { type Period, parsePeriod } from '../../core/measure/period.ts';
import type { ParsedRecord } from '../../core/record/record.ts';
import { UserError } from '../../world/world.ts';
import type { Request } from '../command.ts';
import { readDays } from '../days.ts';
import type { Repository } from '../repository.ts';

/** The period asked for: --period, else --from and --to, else from the first incident to the as-of day. */
export function readPeriod(
  request: Request,
  records: readonly ParsedRecord[],
  { clock, zone, asOf }: Repository,
): Period {
  const today = zone.dayOf(asOf);
  const named = request.text('period');
  if (named !== undefined && (request.text('from') ?? request.text('to')) !== undefined)
    throw new UserError('Unexpected --period together with --from or --to', 'Say one or the other.');
  if (named !== undefined) {
    const period = parsePeriod(named);
    if (period === undefined)
      throw new UserError(
        `Unexpected --period "${named}", expected a quarter, a month or a year`,
        'Write it like 2026-Q3, 2026-09 or 2026; for other days say --from and --to.',
      );
    return begun(period, `--period ${named}, which begins`, today);
  }
  const { from, to } = readDays(request, today);
  const end = to ?? today;
  if (from !== undefined) return begun({ from, to: end }, '--from', today);
  let first: string | undefined;
  for (const record of records) {
    const at = record.kind === 'incident' ? incidentMoment(record.data) : undefined;
    if (at === undefined || !clock.hasReached(at)) continue;
    const day = zone.dayOf(at);
    if (first === undefined || day < first) first = day;
  }
  return { from: first !== undefined && first <= end ? first : end, to: end };
}

function begun(period: Period, what: string, today: string): Period {
  if (period.from <= today) return period;
  throw new UserError(
    `Unexpected ${what} ${period.from}, after the as-of day ${today}`,
    'Name a period that has begun, or a later day with --as-of.',
  );
}
