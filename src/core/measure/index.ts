import type { Config } from '../config.ts';
import type { CountMetric, DurationMetric, Metric } from './metric.ts';
import { actionLeadTime } from './metrics/action-lead-time.ts';
import { actionSlip } from './metrics/action-slip.ts';
import { actionSlips } from './metrics/action-slips.ts';
import { actions } from './metrics/actions.ts';
import { actionsDone } from './metrics/actions-done.ts';
import { actionsOnTime } from './metrics/actions-on-time.ts';
import { actionsOnTimeLastDue } from './metrics/actions-on-time-last-due.ts';
import { actionsOpen } from './metrics/actions-open.ts';
import { actionsOverdue } from './metrics/actions-overdue.ts';
import { actionsReopened } from './metrics/actions-reopened.ts';
import { closedBackDated } from './metrics/closed-back-dated.ts';
import { closedWithoutEvidence } from './metrics/closed-without-evidence.ts';
import { incidents } from './metrics/incidents.ts';
import { incidentsOpen } from './metrics/incidents-open.ts';
import { repeatRate } from './metrics/repeat-rate.ts';
import { repeats } from './metrics/repeats.ts';
import { reviewOnTime } from './metrics/review-on-time.ts';
import { reviewRequired } from './metrics/review-required.ts';
import { reviewed } from './metrics/reviewed.ts';
import { reviewsReopened } from './metrics/reviews-reopened.ts';
import { timeToAcknowledge } from './metrics/time-to-acknowledge.ts';
import { timeToCauseAddressed } from './metrics/time-to-cause-addressed.ts';
import { timeToDetect } from './metrics/time-to-detect.ts';
import { timeToFirstRecord } from './metrics/time-to-first-record.ts';
import { timeToMitigate } from './metrics/time-to-mitigate.ts';
import { timeToRecover } from './metrics/time-to-recover.ts';
import { timeToRespond } from './metrics/time-to-respond.ts';
import { timeToReview } from './metrics/time-to-review.ts';
import { milestoneMetrics } from './milestones.ts';

/** Every metric; the order is that of the tables. One more: its file under metrics/, its line here. */
export const metrics: readonly Metric[] = [
  timeToDetect,
  timeToAcknowledge,
  timeToMitigate,
  timeToRespond,
  timeToRecover,
  timeToCauseAddressed,
  timeToReview,
  timeToFirstRecord,
  actionLeadTime,
  actionSlip,
  incidents,
  incidentsOpen,
  reviewed,
  reviewRequired,
  reviewOnTime,
  actions,
  actionsOpen,
  actionsOverdue,
  actionsDone,
  actionsOnTime,
  actionsOnTimeLastDue,
  actionSlips,
  actionsReopened,
  closedWithoutEvidence,
  closedBackDated,
  reviewsReopened,
  repeats,
  repeatRate,
];

/** Every metric there is with this config: a milestone of the same name takes the place of ours, others come after. */
export function metricsOf(config: Config): readonly Metric[] {
  const own = milestoneMetrics(config);
  const kept = metrics.map((metric) => own.find(({ name }) => name === metric.name) ?? metric);
  return [...kept, ...own.filter((metric) => !kept.includes(metric))];
}

export const isDuration = (metric: Metric): metric is DurationMetric => metric.kind === 'duration';
export const isCount = (metric: Metric): metric is CountMetric => metric.kind === 'count';

/** The metric of that name or abbreviation, any case. */
export function metricNamed(name: string, config: Config): Metric | undefined {
  const low = name.toLowerCase();
  return metricsOf(config).find((metric) => metric.name === low || metric.abbreviation?.toLowerCase() === low);
}
