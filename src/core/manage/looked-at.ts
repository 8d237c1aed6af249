import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { IncidentHistory } from '../history/incident-history.ts';
import type { Asked } from '../measure/asked.ts';
import type { MeasuredIncident } from '../measure/incident.ts';
import type { Measures } from '../measure/measure.ts';
import type { Period } from '../measure/period.ts';
import type { RepeatsFound } from '../measure/repeats/found.ts';
import type { People } from '../people.ts';
import type {
  AcknowledgementRecord,
  IncidentRecord,
  ManagementReviewRecord,
  ParsedRecord,
  PolicyRecord,
  RiskRecord,
} from '../record/record.ts';

/** Everything that a report for management looks at: read once, as of one moment. */
export interface LookedAt {
  config: Config;
  people: People | undefined;
  clock: Clock;
  /** UTC epoch seconds. */
  asOf: number;
  /** The as-of day in the config's zone. */
  today: string;
  period: Period;
  /** What trends show: the twelve months to the end of the period, or all of a longer one. */
  span: Period;
  incidents: readonly IncidentRecord[];
  risks: readonly RiskRecord[];
  policies: readonly PolicyRecord[];
  acknowledgements: readonly AcknowledgementRecord[];
  reviews: readonly ManagementReviewRecord[];
  /** All incidents, whatever their day, as they were measured, in the same order. */
  measured: readonly MeasuredIncident[];
  /** What was asked of them: the same as `pir metrics` asks for the period. */
  asked: Asked;
  measures: Measures;
  /** What happened again in the period, and what had been decided before. */
  repeats: RepeatsFound;
  /** What git has of a record; undefined without history. */
  told: ((record: ParsedRecord) => IncidentHistory) | undefined;
  sha256: (text: string) => string;
}

/** Every record that can have actions. */
export function withActions({ incidents, risks, reviews }: LookedAt): readonly ParsedRecord[] {
  return [...incidents, ...risks, ...reviews];
}
