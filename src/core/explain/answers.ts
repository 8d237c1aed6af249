import { type CoverageReason, coverageReasons } from '../audit/coverage-reasons.ts';
import type { CheckResult } from '../audit/verify/check.ts';
import type { Attested } from '../history/attestation.ts';
import type { SignatureState } from '../history/commit.ts';
import type { EventKind } from '../history/events/index.ts';
import type { Flag } from '../history/flags.ts';
import type { Verdict } from '../measure/compare.ts';
import type { Reason } from '../measure/outcome.ts';
import type { ActionState } from '../measure/repeats/action-state.ts';
import type { Unevaluable } from '../measure/repeats.ts';
import type { RestatedReason } from '../measure/restate/entered.ts';

/** The words that one column may hold. */
export interface AnswerList {
  /** What they are: "why a duration is left out". */
  about: string;
  /** Tables and column, as `excluded.reason`. */
  column: string;
  words: { readonly [word: string]: string };
}

const reasons: { readonly [reason in Reason]: string } = {
  withdrawn: 'The record was withdrawn: it is in no figure and not in scope.',
  not_countable: 'Its type does not count: an exercise, or for most durations a near miss. Not in scope.',
  no_history:
    'Git has nothing of it: not committed to the main line yet, before the epoch, or a clone without history.',
  invalid_record: 'A time that the duration needs is wrong in itself; pir check says where.',
  not_applicable: 'The pair cannot exist for this incident, as not_applicable says, or for such an action.',
  missing_start: 'The time from which it would be measured is not written down.',
  open: 'The incident is not resolved, or the action not done: the end is still to come. It is never taken as now.',
  missing_end: 'The incident is over, and the time to which it would be measured is not written down.',
  impossible_order: 'The end lies before the start.',
  ended_before_detection: 'It was over before anybody knew of it, so there was nothing to respond to.',
  outside_support_hours: 'With --clock support: no part of it lies within the hours of the config’s calendar.',
};

const unevaluable: { readonly [reason in Unevaluable]: string } = {
  no_cause: 'The incident has no root cause, so nobody can say what it would repeat.',
  no_service: 'By service: the incident names none.',
  window_incomplete:
    'It was detected less than a window after the first record, or the epoch: an earlier one may not be on record.',
};

const restated: { readonly [reason in RestatedReason]: string } = {
  recorded_late: 'The record was not there yet, and is now.',
  time_changed: 'A time of it is another one.',
  severity_changed: 'Its severity is another one.',
  type_changed: 'Its type is another one.',
  cause_changed: 'Its causes are others.',
  service_changed: 'Its services are others.',
  withdrawn: 'It was withdrawn since.',
  reinstated: 'It was withdrawn, and counts again.',
  removed: 'It was there, and is gone.',
  definition_changed: 'The settings, or the version of pir, count differently.',
  action_changed: 'An action of it changed.',
  review_changed: 'A review of it changed.',
  status_changed: 'Its status is another one.',
  other_fact_changed: 'Another fact of it changed.',
  committed_since: 'What it says was committed to the main line since.',
  time_passed: 'Only time has passed: something fell due, or became known.',
};

const verdicts: { readonly [verdict in Verdict]: string } = {
  better: 'The headline metric changed the right way, by more than chance explains.',
  worse: 'The headline metric changed the wrong way, by more than chance explains.',
  more: 'There were more, by more than chance explains. More incidents recorded is not worse.',
  fewer: 'There were fewer, by more than chance explains. Fewer incidents recorded is not better.',
  no_detectable_change: 'Chance alone could explain the change. It does not say that nothing changed.',
  too_few: 'Under five values on a side, or all of them the same: nothing can be said.',
};

const states: { readonly [state in ActionState]: string } = {
  overdue: 'It was open and past its due day. Counted as preventable.',
  cancelled: 'It had been given up. Counted as preventable.',
  accepted: 'Somebody had accepted the risk of not doing it.',
  unfinished: 'It was being worked on and not due yet.',
  ineffective: 'It was done or verified, and the cause came back.',
  not_recorded: 'No action for that cause was written down by then.',
};

const attested: { readonly [word in Attested]: string } = {
  self: 'Who committed it, or signed the commit, is who it names.',
  other: 'Somebody else committed it.',
  forge: 'A forge wrote the commit, and people.yaml knows no such author.',
  unknown: 'There is no people.yaml, or it does not know the author.',
};

const signatures: { readonly [state in SignatureState]: string } = {
  good: 'A good signature by a key that is trusted here.',
  expired: 'The key had expired, or was not valid yet, on the commit’s own date.',
  unknown_key: 'Signed with a key that is not known here, or no list of keys is set up.',
  bad: 'The signature does not fit the commit.',
  none: 'The commit is not signed.',
};

const kinds: { readonly [kind in EventKind]: string } = {
  created: 'A record came to be.',
  removed: 'A record vanished.',
  restored: 'A record that had vanished is there again.',
  renamed: 'A record stands in another file.',
  status: 'The status of a review changed.',
  withdrawn: 'A record was withdrawn.',
  severity: 'The severity changed.',
  owner: 'The owner changed.',
  time: 'A time was set, changed or taken away.',
  field: 'Another fact changed.',
  'cause-added': 'A cause was written down.',
  'cause-changed': 'A cause changed.',
  'cause-removed': 'A cause was taken away.',
  'action-added': 'An action was written down.',
  'action-removed': 'An action was taken away.',
  'action-status': 'An action was begun, done, verified, dropped, accepted or taken up again.',
  'action-owner': 'An action was given to somebody else.',
  'action-due': 'A due day moved.',
  'action-other': 'Another fact of an action changed.',
  'risk-linked': 'An incident was linked to a risk.',
  assessed: 'A risk was assessed.',
  'review-held': 'A review was held.',
  approved: 'A record was signed off.',
  'approval-stale': 'What had been signed off changed.',
  'policy-released': 'A version of a policy was released.',
  acknowledged: 'Somebody accepted a version of a policy.',
  body: 'The text of a record changed.',
};

const flags: { readonly [flag in Flag]: string } = {
  back_dated: 'Done, it says, over three days before the main line says so.',
  closed_by_owner: 'The action’s own owner said that it is done.',
  without_evidence: 'Closed with nothing to look at.',
  edited_after_approval: 'It changed what had been signed off, and nobody signed again.',
  before_epoch: 'At or before the commit that imported old records: it proves nothing.',
  due_moved: 'A due day moved later without a deferral.',
  owner_swapped: 'An owner changed without a reassignment.',
  reopened: 'It went back to open without a reopening that says why.',
  severity_lowered: 'The severity was lowered without a severity change that says why.',
  time_after_approval: 'A time changed after the record had been signed off.',
  action_removed: 'An action was taken away instead of cancelled.',
  cause_removed: 'A cause was taken away.',
  made_uncountable: 'It was withdrawn without a reason, or became a type that does not count.',
  authored_after_commit: 'Written a day or more after it was committed: one of the two dates is wrong.',
  committed_before_parent: 'Dated a day or more before what came before it.',
  in_the_future: 'Dated after as-of.',
};

const results: { readonly [result in CheckResult]: string } = {
  verified: 'It was looked at, and holds.',
  failed: 'It was looked at, and does not hold.',
  not_verifiable: 'It could not be looked at here, and the detail says why.',
};

const effects: { readonly [word: string]: string } = {
  effective: 'It worked.',
  partly: 'It worked in part.',
  ineffective: 'It did not work: another action has to follow, or this one goes on.',
  due: 'It is done, the day to check it is here, and nobody has said whether it worked.',
  awaited: 'The day to check it is to come, or it is not done.',
};

const coverage: { readonly [reason in CoverageReason]: string } = coverageReasons;

/** Every such list, in the order in which people meet them. */
export const answerLists: readonly AnswerList[] = [
  { about: 'why a duration is left out', column: 'excluded.reason', words: reasons },
  {
    about: 'why an incident is not in the repeat rate',
    column: 'left_out.reason, evaluable.reason',
    words: unevaluable,
  },
  { about: 'why a figure was restated', column: 'restated.reason', words: restated },
  { about: 'what a comparison says', column: 'comparison.verdict', words: verdicts },
  { about: 'how an action stood when a repeat began', column: 'preventable.state', words: states },
  { about: 'why an incident is not plainly reviewed in time', column: 'coverage.reason', words: coverage },
  { about: 'whether an action worked', column: 'actions.effectiveness', words: effects },
  { about: 'whether who committed a claim is who it names', column: 'events.attested', words: attested },
  { about: 'what git says of a signature', column: 'events.signature', words: signatures },
  { about: 'what changed', column: 'events.kind', words: kinds },
  { about: 'what to look at twice', column: 'events.flags', words: flags },
  { about: 'what became of a check of a package', column: 'checks.result', words: results },
];
