import type { MeasuredIncident } from '../incident.ts';
import { changedAspects, type Entered, type RestatedReason } from './entered.ts';

/** Records as of one moment: as they were entered, and as they were measured among all others. By id. */
export interface MeasuredAmong {
  entered: ReadonlyMap<string, Entered>;
  measured: ReadonlyMap<string, MeasuredIncident>;
}

type Cause = { record: string; reason: RestatedReason };

/** What makes an incident a repeat of another one, or fit to be judged. */
const telling: ReadonlySet<RestatedReason> = new Set([
  'time_changed',
  'type_changed',
  'cause_changed',
  'service_changed',
  'other_fact_changed',
]);

/**
 * Why a record has another part in a count of repeats than it had: by what became of itself, else by what became of the
 * one that it repeats, or repeated. [] where neither tells.
 */
export function repeatCauses(record: string, group: string, before: MeasuredAmong, after: MeasuredAmong): Cause[] {
  const own = causesOf(record, group, before, after);
  if (own.length > 0) return own;
  const others = [before, after].flatMap(({ measured }) => measured.get(record)?.repeats ?? []);
  return [...new Set(others)].flatMap((other) => causesOf(other, 'all', before, after));
}

function causesOf(record: string, group: string, before: MeasuredAmong, after: MeasuredAmong): Cause[] {
  const [old, now] = [before.entered.get(record), after.entered.get(record)];
  if (old === undefined || now === undefined)
    return old === now ? [] : [{ record, reason: old === undefined ? 'recorded_late' : 'removed' }];
  const isWithdrawn = ({ record: { data } }: Entered) => data.status === 'withdrawn';
  if (isWithdrawn(now) !== isWithdrawn(old)) return [{ record, reason: isWithdrawn(now) ? 'withdrawn' : 'reinstated' }];
  const isTold = (reason: RestatedReason) => telling.has(reason) || (reason === 'severity_changed' && group !== 'all');
  return changedAspects(old, now).flatMap(([reason]) => (isTold(reason) ? [{ record, reason }] : []));
}
