import type { IncidentRecord } from '../../record/record.ts';
import type { Repeats } from '../repeats.ts';
import type { Occurrence } from './occurrence.ts';
import type { Preventable } from './preventable.ts';

/** Everything that is said of the repeats of a period. */
export interface RepeatsFound extends Repeats {
  preventable: readonly Preventable[];
  recordOf(incident: Occurrence): IncidentRecord | undefined;
  /** The day of an incident in the config's zone. */
  dayOf(incident: Occurrence): string;
}
