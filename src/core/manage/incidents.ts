import { isWithin, type Period } from '../measure/period.ts';
import type { IncidentRecord } from '../record/record.ts';
import type { LookedAt } from './looked-at.ts';

/** The incidents of those days that figures count: neither withdrawn nor of a type that does not count. */
export function countedIn({ incidents, measured }: LookedAt, period: Period): IncidentRecord[] {
  return incidents.filter((_, at) => {
    const of = measured[at];
    return of?.isCounted === true && !of.isLater && of.day !== undefined && isWithin(of.day, period);
  });
}
