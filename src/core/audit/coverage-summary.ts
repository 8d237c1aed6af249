import type { Row } from '../report.ts';
import { countOf, someOf } from '../words.ts';
import type { CoverageReason } from './coverage-reasons.ts';

/** How far incidents led to reviews: counts of rows of `coverage`. */
export interface CoverageSummary {
  incidents: number;
  required: number;
  /** Of those that required one. */
  reviewed: number;
  onTime: number;
  overdue: number;
  /** Required, not held, and not late: the deadline is to come, or there is none. */
  awaited: number;
  /** Of those that required a hot-wash and whose deadline has passed or which was held. */
  hotwashes: number;
  hotwashesOnTime: number;
  /** Not required, by reason. */
  notRequired: { readonly [reason in CoverageReason]?: number };
  /** Reviewed though their severity requires none. */
  voluntary: number;
}

/** Sums rows of `coverageRows` up. */
export function coverageSummary(rows: readonly Row[]): CoverageSummary {
  const required = rows.filter((row) => row.required === true);
  const count = (isOne: (row: Row) => boolean) => required.filter(isOne).length;
  const notRequired: { [reason in CoverageReason]?: number } = {};
  for (const { required: isRequired, reason } of rows) {
    const why = reason as CoverageReason | null;
    if (isRequired !== true && why !== null) notRequired[why] = (notRequired[why] ?? 0) + 1;
  }
  return {
    incidents: rows.length,
    required: required.length,
    reviewed: count(({ reviewed }) => reviewed === true),
    onTime: count(({ on_time }) => on_time === true),
    overdue: count(({ reason }) => reason === 'overdue'),
    awaited: count(({ reviewed, reason }) => reviewed === false && reason !== 'overdue'),
    hotwashes: count(({ hotwash_on_time }) => hotwash_on_time !== null),
    hotwashesOnTime: count(({ hotwash_on_time }) => hotwash_on_time === true),
    notRequired,
    voluntary: rows.filter((row) => row.required === false && row.reviewed === true && row.reason === 'severity')
      .length,
  };
}

const whyNot: { readonly [reason in CoverageReason]?: (count: number) => string } = {
  severity: (count) => `${count} by severity`,
  exercise: (count) => countOf(count, 'exercise'),
  withdrawn: (count) => `${count} withdrawn`,
  severity_unknown: (count) => `${count} of no known severity`,
};

/** The answer to "did incidents lead to reviews?": n of N, then what is missing. One sentence an item. */
export function coverageSentences(rows: readonly Row[]): readonly string[] {
  const sum = coverageSummary(rows);
  if (sum.incidents === 0) return ['No incident was recorded in this period, so none required a review.'];
  const others = othersSentence(sum);
  if (sum.required === 0) return ['No incident of this period required a review.', ...others];
  const named = (isOne: (row: Row) => boolean) => someOf(rows.filter(isOne).map(({ id }) => String(id)));
  return [
    `${sum.reviewed} of ${countOf(sum.required, 'incident')} that required a review had one, ${sum.onTime} of them in time.`,
    ...(sum.overdue > 0 ? [`Overdue: ${named(({ reason }) => reason === 'overdue')}.`] : []),
    ...(sum.awaited > 0
      ? [
          `Not held yet, and not overdue: ${named(({ required, reviewed, reason }) => required === true && reviewed === false && reason !== 'overdue')}.`,
        ]
      : []),
    ...(sum.hotwashes > 0 ? [`Hot-washes in time: ${sum.hotwashesOnTime} of ${sum.hotwashes}.`] : []),
    ...others,
  ];
}

function othersSentence({ notRequired, voluntary }: CoverageSummary): string[] {
  const parts = Object.entries(whyNot).flatMap(([reason, words]) => {
    const count = notRequired[reason as CoverageReason];
    return count === undefined ? [] : [words(count)];
  });
  if (parts.length === 0) return [];
  const more = voluntary === 0 ? '' : `; ${voluntary} of these had one all the same`;
  return [`No review required: ${parts.join(', ')}${more}.`];
}
