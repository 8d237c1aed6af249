/**
 * Why a row of the coverage is not plainly "required, and reviewed in time": a closed list, the first that holds, in this
 * order. Each with what it means.
 */
export const coverageReasons = {
  withdrawn: 'The record was withdrawn, so it counts nowhere; it requires no review any more.',
  exercise: 'An exercise is its own review, whatever its severity.',
  severity_unknown: 'The record names no severity of the config, so nobody can say whether it requires a review.',
  severity: 'Its severity requires no review: the config’s review_required does not name it.',
  invalid_record:
    'A review of it, or its resolution, is written down in a way that cannot be read; pir check says where.',
  overdue: 'The full review was not held, and its deadline has passed.',
  late: 'The full review was held after its deadline.',
  hotwash_missed: 'The severity asks for a hot-wash; it was not held, and its deadline has passed.',
  hotwash_late: 'The full review was held in time, the hot-wash after its deadline.',
  open: 'The incident is not resolved, and deadlines begin with the resolution.',
  no_deadline:
    'The full review was not held, and nothing says by when: no span in the config, or no resolution to come.',
  not_due: 'A stage of the review was not held yet, and its deadline is to come.',
} as const;

export type CoverageReason = keyof typeof coverageReasons;
