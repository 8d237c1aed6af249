import { incidentMoment } from '../measure/incident-moment.ts';
import { each, type ParsedRecord } from '../record/record.ts';
import type { ManagementReview, Risk } from '../record/shapes.ts';
import { parseDay } from '../time.ts';
import type { ZoneClock } from '../zone.ts';

/**
 * The day that a record and its actions belong to: of an incident the one on which it was detected (else started) in the
 * zone, of a risk that of its first assessment, of a management review that on which it was held, else the last of its
 * period. null where nothing says.
 */
export function recordDay(record: ParsedRecord, zone: ZoneClock): string | null {
  if (record.kind === 'risk') return firstAssessed(record.data);
  if (record.kind === 'management-review') return reviewDay(record.data);
  const at = record.kind === 'incident' ? incidentMoment(record.data) : undefined;
  return at === undefined ? null : zone.dayOf(at);
}

/** The day a risk was first assessed: since then it is in the register. */
export function firstAssessed({ assessments }: Risk): string | null {
  for (const [, { on }] of each(assessments)) return asDay(on);
  return null;
}

/** The day of a management review: when it was held, else the end of its period. */
export function reviewDay({ held, period }: ManagementReview): string | null {
  return asDay(held?.slice(0, 10)) ?? asDay(period?.to);
}

function asDay(text: string | undefined): string | null {
  return text !== undefined && parseDay(text) !== undefined ? text : null;
}
