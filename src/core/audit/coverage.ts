import { missingRoles } from '../check/participants.ts';
import { isRefused, isRefusedAt } from '../check/refused.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { compareText } from '../finding.ts';
import { incidentMoment } from '../measure/incident-moment.ts';
import { momentsOf } from '../measure/moments.ts';
import { isWithin, type Period } from '../measure/period.ts';
import type { People } from '../people.ts';
import { fingerprintOf } from '../record/fingerprint.ts';
import { type NeededReview, neededReviews, reviewsOnTime, stageOnTime } from '../record/needed-reviews.ts';
import { each, type IncidentRecord } from '../record/record.ts';
import type { Incident } from '../record/shapes.ts';
import type { Column, Row } from '../report.ts';
import { daysBetween, formatInstant } from '../time.ts';
import type { CoverageReason } from './coverage-reasons.ts';

/** The columns of the table `coverage`. */
export const coverageColumns: readonly Column[] = [
  { key: 'id', title: 'Incident', unit: 'text' },
  { key: 'severity', title: 'Severity', unit: 'text' },
  { key: 'required', title: 'Required', unit: 'boolean' },
  { key: 'reviewed', title: 'Reviewed', unit: 'boolean' },
  { key: 'held', title: 'Held', unit: 'instant' },
  { key: 'days_to_review', title: 'Days', unit: 'count' },
  { key: 'on_time', title: 'In time', unit: 'boolean' },
  { key: 'approved', title: 'Approved', unit: 'boolean' },
  { key: 'reason', title: 'Reason', unit: 'text' },
  { key: 'title', title: 'Title', unit: 'text' },
  { key: 'type', title: 'Type', unit: 'text' },
  { key: 'status', title: 'Status', unit: 'text' },
  { key: 'restricted', title: 'Restricted', unit: 'boolean' },
  { key: 'resolved', title: 'Resolved', unit: 'instant' },
  { key: 'stage_needed', title: 'Stages needed', unit: 'list' },
  { key: 'due', title: 'Due', unit: 'instant' },
  { key: 'late_by', title: 'Late by', unit: 'seconds' },
  { key: 'hotwash_due', title: 'Hot-wash due', unit: 'instant' },
  { key: 'hotwash_held', title: 'Hot-wash held', unit: 'instant' },
  { key: 'hotwash_on_time', title: 'Hot-wash in time', unit: 'boolean' },
  { key: 'participants_missing', title: 'Roles missing', unit: 'list' },
  { key: 'outcome_received_by', title: 'Received by', unit: 'list' },
];

/** What an incident is held against. */
export interface CoverageAround {
  config: Config;
  people: People | undefined;
  clock: Clock;
  /** UTC epoch seconds. */
  asOf: number;
  sha256: (text: string) => string;
  /** Days in the config's zone; default all that were detected (else started) by as-of. */
  period?: Period;
}

/**
 * One row an incident of the period, by id: whether it required a review, had one, how late, and why not. Withdrawn ones,
 * exercises and those whose severity requires none are rows too, with the reason. `reviewed` and `held` are about the full
 * review; `on_time` about every stage that is needed, null where none is or nobody can say yet; `days_to_review` are
 * calendar days of the config's zone from the resolution; `approved` is null where the severity needs no approval and none
 * was given.
 */
export function coverageRows(incidents: readonly IncidentRecord[], around: CoverageAround): Row[] {
  return incidents
    .filter((record) => isCovered(record, around))
    .map((record) => coverageRow(record, around))
    .sort((a, b) => compareText(String(a.id), String(b.id)));
}

/** Whether it belongs to the period, and to as-of. One whose day nobody can say belongs where no period was asked for. */
export function isCovered(
  { data }: IncidentRecord,
  { clock, period }: Pick<CoverageAround, 'clock' | 'period'>,
): boolean {
  const at = incidentMoment(data);
  if (at === undefined) return period === undefined;
  return clock.hasReached(at) && (period === undefined || isWithin(clock.zone.dayOf(at), period));
}

function coverageRow(record: IncidentRecord, around: CoverageAround): Row {
  const { data } = record;
  const { config, clock, people, asOf } = around;
  const moments = momentsOf(data, [], clock);
  const resolved = moments.at.resolved;
  const { reviewed: heldAt } = moments.at;
  const isWithdrawn = data.status === 'withdrawn';
  const needed = isWithdrawn ? [] : neededReviews(data, config, clock.zone);
  const isRequired = needed.length > 0;
  const full = needed.find(({ stage }) => stage === 'full');
  const hotwash = needed.find(({ stage }) => stage === 'hotwash');
  const day = (at: number) => clock.zone.dayOf(at);
  return {
    id: data.id ?? record.path,
    severity: data.severity ?? null,
    required: isRequired,
    reviewed: heldAt !== undefined,
    held: instant(heldAt),
    days_to_review: resolved === undefined || heldAt === undefined ? null : daysBetween(day(resolved), day(heldAt)),
    on_time: isRequired ? (reviewsOnTime(data, config, clock) ?? null) : null,
    approved: isWithdrawn ? null : approvedOf(record, around),
    reason: reasonOf(record, { full, hotwash, heldAt }, moments, around),
    title: data.title ?? null,
    type: data.type ?? null,
    status: data.status ?? null,
    restricted: data.confidentiality === 'restricted',
    resolved: instant(resolved),
    stage_needed: needed.map(({ stage }) => stage),
    due: instant(full?.deadline),
    late_by: lateBy(full, heldAt, asOf),
    hotwash_due: instant(hotwash?.deadline),
    hotwash_held: instant(reached(hotwash?.heldAt, clock)),
    hotwash_on_time: hotwash === undefined ? null : (stageOnTime(hotwash, clock) ?? null),
    participants_missing: isRequired ? missingRoles(data, config, people) : [],
    outcome_received_by: receivers(data),
  };
}

interface Stages {
  full: NeededReview | undefined;
  hotwash: NeededReview | undefined;
  /** When the full review was held, by as-of. */
  heldAt: number | undefined;
}

function reasonOf(
  record: IncidentRecord,
  { full, hotwash, heldAt }: Stages,
  { isUnresolved, isNotApplicable }: ReturnType<typeof momentsOf>,
  { config, clock }: CoverageAround,
): CoverageReason | null {
  const { status, type, severity } = record.data;
  if (status === 'withdrawn') return 'withdrawn';
  if (type === 'exercise') return 'exercise';
  if (severity === undefined || !config.severities.includes(severity)) return 'severity_unknown';
  if (full === undefined) return 'severity';
  if (heldAt === undefined && isUnreadable(record)) return 'invalid_record';
  const fullInTime = stageOnTime(full, clock);
  if (fullInTime === false) return heldAt === undefined ? 'overdue' : 'late';
  const hotwashInTime = hotwash === undefined ? true : stageOnTime(hotwash, clock);
  if (hotwashInTime === false) return reached(hotwash?.heldAt, clock) === undefined ? 'hotwash_missed' : 'hotwash_late';
  if (fullInTime && hotwashInTime) return null;
  if (full.deadline !== undefined) return 'not_due';
  // A near miss harmed nobody, so there is nothing to resolve.
  return isUnresolved && type !== 'near_miss' && !isNotApplicable('resolved') ? 'open' : 'no_deadline';
}

/** Whether a review or the resolution is written down in a way that nobody can read. */
function isUnreadable(record: IncidentRecord): boolean {
  if (record.isSound) return false;
  const { reviews, times } = record.data;
  return (
    isRefused(record, 'reviews') ||
    (reviews?.some((review) => !review?.stage || !review.held) ?? false) ||
    (times?.resolved === undefined && isRefusedAt(record, '/times/resolved'))
  );
}

/** Whether every approval that the severity needs is in and holds; null where none is needed and none was given. */
function approvedOf(record: IncidentRecord, { config, sha256 }: CoverageAround): boolean | null {
  const { approvals, severity } = record.data;
  const needed = config.approvals[severity ?? ''] ?? [];
  const given = [...each(approvals)].map(([, approval]) => approval);
  if (given.length === 0) return needed.length === 0 ? null : false;
  const fingerprint = fingerprintOf(record, sha256);
  const holding = given.filter((approval) => approval.fingerprint === fingerprint).map(({ role }) => role);
  return needed.length === 0 ? holding.length > 0 : needed.every((role) => holding.includes(role));
}

/** Seconds past the deadline of the full review, until it was held or until as-of; null where it is not late. */
function lateBy(full: NeededReview | undefined, heldAt: number | undefined, asOf: number): number | null {
  if (full?.deadline === undefined) return null;
  const until = heldAt ?? asOf;
  return until > full.deadline ? until - full.deadline : null;
}

function receivers({ reviews }: Incident): readonly string[] {
  const all = new Set<string>();
  for (const [, { received }] of each(reviews)) for (const [, who] of each(received)) all.add(who);
  return [...all];
}

const reached = (at: number | undefined, clock: Clock): number | undefined =>
  at !== undefined && clock.hasReached(at) ? at : undefined;

const instant = (at: number | undefined): string | null => (at === undefined ? null : formatInstant(at));
