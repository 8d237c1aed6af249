import { type ClosureSettings, closureOf } from './closure.ts';
import type { Event } from './event.ts';
import { type Oddity, odditiesOf } from './oddities.ts';
import type { SilentEdit } from './silent-edits.ts';

export type Flag =
  | 'back_dated'
  | 'closed_by_owner'
  | 'without_evidence'
  | 'edited_after_approval'
  | 'before_epoch'
  | SilentEdit['edit']
  | Oddity;

export interface FlagSettings extends ClosureSettings {
  /** UTC epoch seconds. */
  asOf: number;
}

/** What a reader should look at twice about an event. What came before the epoch proves nothing, so its dates say nothing. */
export function flagsOf(event: Event, settings: FlagSettings): Flag[] {
  const closure = closureOf(event, settings);
  const isEdited = event.isAfterApproval === true && event.silent !== 'time_after_approval';
  return [
    ...(closure?.isBackDated ? (['back_dated'] as const) : []),
    ...(closure?.isByOwner ? (['closed_by_owner'] as const) : []),
    ...(closure?.isWithoutEvidence ? (['without_evidence'] as const) : []),
    ...(event.silent === undefined ? [] : [event.silent]),
    ...(isEdited ? (['edited_after_approval'] as const) : []),
    ...(event.isBeforeEpoch ? (['before_epoch'] as const) : odditiesOf(event.mark, settings.asOf)),
  ];
}

const ofCommit: ReadonlySet<Flag> = new Set<Flag>([
  'before_epoch',
  'authored_after_commit',
  'committed_before_parent',
  'in_the_future',
]);

/** Whether it is the commit that is doubtful, whatever it changed. */
export function isOfCommit(flag: Flag): boolean {
  return ofCommit.has(flag);
}

/** Each flag as people read it. */
export const flagWords: { readonly [flag in Flag]: string } = {
  back_dated: 'back-dated',
  closed_by_owner: 'closed by its own owner',
  without_evidence: 'without evidence',
  edited_after_approval: 'edited after approval',
  before_epoch: 'before the epoch',
  due_moved: 'no deferral recorded',
  owner_swapped: 'no reassignment recorded',
  reopened: 'no reopening recorded',
  severity_lowered: 'no severity change recorded',
  time_after_approval: 'edited after approval',
  action_removed: 'not cancelled',
  cause_removed: 'without a word',
  made_uncountable: 'counts no longer',
  authored_after_commit: 'written a day or more after it was committed',
  committed_before_parent: 'dated a day or more before what came before it',
  in_the_future: 'dated in the future',
};
