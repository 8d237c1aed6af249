import type { Change, Step } from './change.ts';
import type { Closing, Event } from './event.ts';
import { type Facts, fieldOf, itemOf, itemsIn } from './facts.ts';
import { isSignedAgain, silentEdits } from './silent-edits.ts';

type Details = Pick<Event, 'closing' | 'silent' | 'isAfterApproval'>;

/** What only both versions together tell of a change; undefined for nothing. */
export function detailsOf(
  { last, after }: Step,
  severities: readonly string[],
): (change: Change) => Details | undefined {
  const isSame = last === undefined || after === undefined;
  const silent = isSame ? [] : silentEdits(last.facts, after.facts, severities);
  const isSigned = !isSame && isUnderApproval(last.facts, after.facts);
  return (change) => {
    const edit = silent.find(({ action, field }) => action === change.action && field === change.field);
    const closing = closingOf(change, after?.facts);
    if (edit === undefined && closing === undefined && !isSigned) return undefined;
    return {
      ...(closing !== undefined && { closing }),
      ...(edit !== undefined && { silent: edit.edit }),
      ...(isSigned && isOfWhatIsSigned(change, edit !== undefined) && { isAfterApproval: true as const }),
    };
  };
}

function closingOf({ kind, action, to }: Change, after: Facts | undefined): Closing | undefined {
  if (kind !== 'action-status' || action === null || (to !== 'done' && to !== 'verified')) return undefined;
  const fields = itemOf(after, 'actions', action) ?? {};
  return {
    owner: fields.owner ?? null,
    on: fields['done.on'] ?? null,
    by: fields['done.by'] ?? null,
    hasEvidence: fields['done.evidence'] !== undefined,
  };
}

/**
 * Whether approvals stand over both versions, and nobody signed the later one or took the review up again. What a release
 * of a policy changes waits for approvals of its own.
 */
function isUnderApproval(before: Facts, after: Facts): boolean {
  if (before.kind === 'policy' && fieldOf(before, 'version') !== fieldOf(after, 'version')) return false;
  if (itemsIn(before, 'approvals').length === 0 || itemsIn(after, 'approvals').length === 0) return false;
  const status = fieldOf(before, 'status');
  return (status === 'approved' || status === 'closed' || status === 'in_force') && !isSignedAgain(before, after);
}

const signedFields =
  /^(?:id|title|type|severity|impact|controls|started|detected|acknowledged|mitigated|resolved)(?:\.|$)/;

function isOfWhatIsSigned({ kind, field }: Change, isSilent: boolean): boolean {
  if (kind.startsWith('cause-') || kind === 'body' || kind === 'action-added' || kind === 'action-removed') return true;
  if (kind === 'action-due' || kind === 'action-owner') return isSilent;
  if (kind === 'action-other') return field === 'title' || field === 'kind' || field === 'causes';
  return (kind === 'time' || kind === 'field' || kind === 'severity') && signedFields.test(field ?? '');
}
