import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Event } from '../history/event.ts';
import type { IncidentHistory } from '../history/incident-history.ts';
import type { People } from '../people.ts';
import type { IncidentRecord, ManagementReviewRecord, RiskRecord } from '../record/record.ts';

/** An incident with what reading and git have of it. */
export interface GivenIncident {
  record: IncidentRecord;
  /** Pointers of values that reading refused, as `parseRecord` gives them. */
  refused: readonly string[];
  /** Undefined without history. */
  told: IncidentHistory | undefined;
}

/** Everything the facts are made of. */
export interface GivenFacts {
  incidents: readonly GivenIncident[];
  risks: readonly RiskRecord[];
  managementReviews: readonly ManagementReviewRecord[];
  /** In the order of the main line; [] without history. */
  events: readonly Event[];
  /** What git has of the actions of risks and management reviews; undefined without history. */
  toldOf: ((record: RiskRecord | ManagementReviewRecord) => IncidentHistory) | undefined;
  config: Config;
  people: People | undefined;
  clock: Clock;
  /** UTC epoch seconds. */
  asOf: number;
  /** When records begin (UTC epoch seconds), where that is not the first incident: before it nothing can be a repeat. */
  since?: number | undefined;
}
