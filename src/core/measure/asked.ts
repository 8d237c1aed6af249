import type { Grouping } from './groups.ts';
import type { Questions } from './incident.ts';
import type { Period } from './period.ts';

/** What is asked of the incidents together. */
export interface Asked extends Questions {
  /** Days in the config's zone; a missing end is the first incident, or the as-of day. */
  from: string | undefined;
  to: string | undefined;
  by: Grouping | undefined;
  /** The period to compare with the one before it. */
  compare: Period | undefined;
  /** UTC epoch seconds. */
  asOf: number;
  /** Whether the incidents were measured with what git has of them. */
  hasHistory: boolean;
  /** When records begin (UTC epoch seconds), where that is not the first incident. */
  since?: number | undefined;
}
