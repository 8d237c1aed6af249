import type { Clock } from '../clock.ts';
import { followedBy, isDone, isOpen, refOf } from '../record/action.ts';
import { kindOf } from '../record/kinds.ts';
import { actionsOf, each, type ParsedRecord } from '../record/record.ts';
import type { Action } from '../record/shapes.ts';
import type { Column, Row } from '../report.ts';

/** What a corrective action register has beside the facts of the action: where it comes from, and whether it worked. */
export const correctiveColumns: readonly Column[] = [
  { key: 'source', title: 'Source', unit: 'text' },
  { key: 'issue', title: 'Issue', unit: 'text' },
  { key: 'cause', title: 'Cause', unit: 'list' },
  { key: 'measure', title: 'Measure', unit: 'text' },
  { key: 'evidence', title: 'Evidence', unit: 'list' },
  { key: 'closed', title: 'Closed', unit: 'date' },
  { key: 'effectiveness', title: 'Effectiveness', unit: 'text' },
  { key: 'criterion', title: 'Criterion', unit: 'text' },
  { key: 'check_on', title: 'Check on', unit: 'date' },
  { key: 'verified_on', title: 'Verified', unit: 'date' },
  { key: 'verified_by', title: 'Verified by', unit: 'text' },
  { key: 'follow_ups', title: 'Followed up by', unit: 'list' },
  { key: 'needs_follow_up', title: 'Needs a follow-up', unit: 'boolean' },
];

/** The register as auditors know it: which columns, under which names. */
export const registerColumns: readonly Column[] = [
  { key: 'ref', title: 'Action', unit: 'text' },
  { key: 'source', title: 'Source', unit: 'text' },
  { key: 'issue', title: 'Issue', unit: 'text' },
  { key: 'cause', title: 'Cause', unit: 'list' },
  { key: 'measure', title: 'Measure', unit: 'text' },
  { key: 'title', title: 'Correction or corrective action', unit: 'text' },
  { key: 'owner', title: 'Owner', unit: 'text' },
  { key: 'due', title: 'Target date', unit: 'date' },
  { key: 'first_due', title: 'First target date', unit: 'date' },
  { key: 'status', title: 'Status', unit: 'text' },
  { key: 'evidence', title: 'Evidence', unit: 'list' },
  { key: 'closed', title: 'Closed', unit: 'date' },
  { key: 'effectiveness', title: 'Effectiveness', unit: 'text' },
];

/** Which actions follow up which: reference → references. Cancelled ones follow nothing up. */
export type FollowUps = ReadonlyMap<string, readonly string[]>;

/** What follows what, over all records that have actions; withdrawn ones count nowhere. */
export function followUpsOf(records: Iterable<ParsedRecord>): FollowUps {
  const all = new Map<string, string[]>();
  for (const record of records) {
    if ('status' in record.data && record.data.status === 'withdrawn') continue;
    for (const [, action] of actionsOf(record)) {
      const followed = followedBy(record, action);
      if (followed === undefined) continue;
      const known = all.get(followed);
      if (known === undefined) all.set(followed, [refOf(record, action)]);
      else known.push(refOf(record, action));
    }
  }
  return all;
}

/** Whether it did not work, nobody took it up again, and no other action follows it. */
export function needsFollowUp(
  { status, effectiveness }: { status?: unknown; effectiveness: unknown },
  followUps: readonly string[],
): boolean {
  return effectiveness === 'ineffective' && !isOpen({ status }) && followUps.length === 0;
}

/**
 * The cells of `correctiveColumns`. Without `followUps`, which takes all records, what follows an action is null. An
 * action is closed on the day it was done, dropped, or its risk accepted.
 */
export function correctiveCells(record: ParsedRecord, action: Action, clock: Clock, followUps?: FollowUps): Row {
  const { done, verified, effectiveness } = action;
  const followers = followUps?.get(refOf(record, action)) ?? [];
  return {
    source: kindOf(record.kind).title.toLowerCase(),
    issue: 'title' in record.data ? (record.data.title ?? null) : null,
    cause: causesOf(record, action),
    measure: action.kind === undefined ? null : measures[action.kind],
    evidence: [...each(done?.evidence), ...each(verified?.evidence)].map(([, item]) => item),
    closed: closedOn(action),
    effectiveness: effectivenessOf(action, clock),
    criterion: effectiveness?.criterion ?? null,
    check_on: effectiveness?.check_on ?? null,
    verified_on: verified?.on ?? null,
    verified_by: verified?.by ?? null,
    follow_ups: followUps === undefined ? null : followers,
    needs_follow_up:
      followUps === undefined
        ? null
        : needsFollowUp({ status: action.status, effectiveness: verified?.result }, followers),
  };
}

/** ISO 9000 tells them apart by what they act on: what went wrong, or why it did. */
const measures: { readonly [kind in NonNullable<Action['kind']>]: string } = {
  correct: 'correction',
  mitigate: 'correction',
  detect: 'corrective action',
  prevent: 'corrective action',
};

/** What an action acts on, in words: of an incident its causes, of a risk what it comes from. A stub has categories only. */
function causesOf(record: ParsedRecord, action: Action): readonly string[] {
  if (record.kind === 'risk') return record.data.category === undefined ? [] : [record.data.category];
  if (record.kind !== 'incident') return [];
  const known = [...each(record.data.causes)].map(([, cause]) => cause);
  return [...each(action.causes)].flatMap(([, id]) => {
    const cause = known.find((each) => each.id === id);
    return cause?.statement || cause?.category || id;
  });
}

function closedOn({ status, done, cancelled, accepted }: Action): string | null {
  if (status === 'cancelled') return cancelled?.on ?? null;
  if (status === 'accepted') return accepted?.on ?? null;
  return status === 'done' || status === 'verified' ? (done?.on ?? null) : null;
}

/** The result of the check; else whether its day has come, `due`, or is to come, `awaited`; null where none is planned. */
function effectivenessOf(action: Action, clock: Clock): string | null {
  const { verified, effectiveness } = action;
  if (verified?.result !== undefined) return verified.result;
  const day = effectiveness?.check_on;
  if (!day || !(isOpen(action) || isDone(action) || action.status === 'proposed')) return null;
  return isDone(action) && isCheckDue(day, clock) ? 'due' : 'awaited';
}

/** Whether the day has begun on which the effect is to be looked at. */
function isCheckDue(day: string, { zone, hasReached }: Clock): boolean {
  return hasReached(zone.startOf(day, '00:00'));
}
