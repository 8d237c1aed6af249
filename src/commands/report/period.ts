import { incidentMoment } from '../../core/measure/incident-moment.ts';
import { type Period, parsePeriod } from '../../core/measure/period.ts';
import type { ParsedRecord } from '../../core/record/record.ts';
import { parseDay } from '../../core/time.ts';
import { UserError } from '../../world/world.ts';
import type { Request } from '../command.ts';
import type { Repository } from '../repository.ts';

/** The period asked for: --period, else --from and --to, else from the first incident to the as-of day. */
export function readPeriod(
  request: Request,
  records: readonly ParsedRecord[],
  { clock, zone, asOf }: Repository,
): Period {
  const today = zone.dayOf(asOf);
  const named = request.text('period');
  const [from, to] = [readDay('from', request), readDay('to', request)];
  if (named !== undefined && (from ?? to) !== undefined)
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
  const end = to ?? today;
  if (from !== undefined && from > end)
    throw new UserError(
      `Unexpected --from ${from} after ${to === undefined ? `the as-of day ${today}` : `--to ${to}`}`,
      'Name the earlier day with --from.',
    );
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

function readDay(option: 'from' | 'to', request: Request): string | undefined {
  const text = request.text(option);
  if (text === undefined || parseDay(text) !== undefined) return text;
  throw new UserError(`Unexpected --${option} "${text}", expected a day`, 'Write it like 2026-11-20.');
}
