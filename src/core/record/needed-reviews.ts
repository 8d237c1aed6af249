import { type Clock, endOfDay } from '../clock.ts';
import { type Config, type ReviewStage, requiresReview } from '../config.ts';
import { addSpan, parseInstant, parseSpan } from '../time.ts';
import type { ZoneClock } from '../zone.ts';
import { each } from './record.ts';
import type { Incident } from './shapes.ts';
import { timesOf } from './times.ts';

/** One stage of review that an incident needs. Moments are UTC epoch seconds. */
export interface NeededReview {
  stage: ReviewStage;
  /** Resolution plus the config's span; undefined while unresolved, or where the config sets no span. */
  deadline: number | undefined;
  /** The earliest review that counts for the stage, and its index in `reviews`. */
  heldAt: number | undefined;
  index: number | undefined;
  /** Held, and not after the deadline. Without a deadline every review is in time. */
  isOnTime: boolean;
}

const stages: readonly ReviewStage[] = ['hotwash', 'full'];

/** Whether the incident must be reviewed: by its severity. An exercise is its own review. */
export function needsReview(data: Incident, config: Config): boolean {
  return data.type !== 'exercise' && requiresReview(config, data.severity);
}

/** When a review was held, as UTC epoch seconds: a day means its end in the config's zone. Undefined for no time. */
export function heldMoment(held: string | undefined, zone: ZoneClock): number | undefined {
  if (held === undefined) return undefined;
  return held.length === 10 ? endOfDay(held, zone) : parseInstant(held);
}

/**
 * The stages an incident needs, hot-wash first; none where its severity requires no review. An SLA that the config names
 * for such a severity (scaleup's sev3) is a wish for those who review anyway: nothing is needed, so nothing is late.
 * A full review is always needed, a hot-wash where the SLA names one. A full review held by the hot-wash's deadline is
 * its own hot-wash.
 */
export function neededReviews(data: Incident, config: Config, zone: ZoneClock): NeededReview[] {
  if (!needsReview(data, config)) return [];
  const spans = config.sla.review[data.severity ?? ''] ?? {};
  const resolved = resolutionOf(data);
  const needed: NeededReview[] = [];
  for (const stage of stages) {
    const text = spans[stage];
    if (text === undefined && stage === 'hotwash') continue;
    const span = text === undefined ? undefined : parseSpan(text);
    const deadline = resolved === undefined || span === undefined ? undefined : addSpan(resolved, span);
    needed.push({ stage, deadline, ...earliest(data, stage, deadline, zone) });
  }
  return needed;
}

/**
 * Whether every needed stage was held in time. Undefined where none is needed, and while nobody can say: a stage is not
 * held yet and not late yet.
 */
export function reviewsOnTime(data: Incident, config: Config, clock: Clock): boolean | undefined {
  const needed = neededReviews(data, config, clock.zone);
  if (needed.length === 0) return undefined;
  let isSettled = true;
  for (const stage of needed) {
    const isInTime = stageOnTime(stage, clock);
    if (isInTime === false) return false;
    if (isInTime === undefined) isSettled = false;
  }
  return isSettled ? true : undefined;
}

/** The same of one stage, as of the clock: a review that is still to be held has not been. */
export function stageOnTime({ heldAt, deadline }: NeededReview, clock: Clock): boolean | undefined {
  const isHeld = heldAt !== undefined && clock.hasReached(heldAt);
  if (isHeld && (deadline === undefined || heldAt <= deadline)) return true;
  return deadline !== undefined && clock.hasReached(deadline) ? false : undefined;
}

/** When it was resolved; a resolution before its own beginning is a wrong time, from which nothing is due. */
function resolutionOf(data: Incident): number | undefined {
  const { resolved, started } = timesOf(data);
  return resolved !== undefined && started !== undefined && resolved < started ? undefined : resolved;
}

function earliest(
  data: Incident,
  stage: ReviewStage,
  deadline: number | undefined,
  zone: ZoneClock,
): Pick<NeededReview, 'heldAt' | 'index' | 'isOnTime'> {
  let heldAt: number | undefined;
  let index: number | undefined;
  for (const [i, review] of each(data.reviews)) {
    const at = heldMoment(review.held, zone);
    if (at === undefined) continue;
    const isInTime = deadline === undefined || at <= deadline;
    const counts = review.stage === stage || (stage === 'hotwash' && review.stage === 'full' && isInTime);
    if (!counts || (heldAt !== undefined && heldAt <= at)) continue;
    heldAt = at;
    index = i;
  }
  return { heldAt, index, isOnTime: heldAt !== undefined && (deadline === undefined || heldAt <= deadline) };
}
