import { plainWords } from '../../words.ts';
import { type Change, changeOf, type EventGroup, unchanged } from '../change.ts';
import { changedPairs, differences, pairs } from '../compare-fields.ts';
import { type Facts, type Fields, fieldOf, itemsIn } from '../facts.ts';

/** Meetings and sign-offs. One that is taken back is a `field`, unless the same person signs the same role again. */
export const group = {
  name: 'review',
  kinds: ['review-held', 'approved', 'approval-stale'],
  compare({ last, after }) {
    if (after === undefined) return unchanged;
    const changes: Change[] = [];
    for (const [key, old, now] of changedPairs(itemsIn(last?.facts, 'reviews'), itemsIn(after.facts, 'reviews'))) {
      if (old === undefined) changes.push(changeOf('review-held', now?.stage ?? null, undefined, now?.held));
      else if (now === undefined) changes.push(changeOf('field', 'reviews', key, undefined));
      else
        for (const [field, from, to] of differences(old, now))
          changes.push(changeOf('field', `reviews ${now.stage ?? ''}.${field}`, from, to));
    }
    addApprovals(changes, last?.facts, after.facts);
    return changes.length === 0 ? unchanged : changes;
  },
  say({ kind, field, to, by }, { day }) {
    if (kind === 'review-held') return `${field ?? ''} review held${to === null ? '' : ` ${day(to)}`}`.trim();
    const role = field === null ? '' : ` for ${plainWords(field)}`;
    if (kind === 'approved') return `approved${role}${by === undefined ? '' : `, says ${by}`}`;
    return `changed after the approval${role}${by === undefined ? '' : ` by ${by}`}`;
  },
} as const satisfies EventGroup;

function addApprovals(changes: Change[], last: Facts | undefined, now: Facts): void {
  const approvals = itemsIn(now, 'approvals');
  for (const [key, old, fields] of pairs(itemsIn(last, 'approvals'), approvals)) {
    if (fields === undefined) {
      const isRenewed = approvals.some(([, { role, by }]) => role === old?.role && by === old?.by);
      if (!isRenewed) changes.push(changeOf('field', 'approvals', key, undefined));
    } else if (old === undefined) changes.push(approval('approved', fields, fields.on));
    else if (last !== undefined && holds(old, last) && !holds(fields, now) && isOfThis(fields, now))
      changes.push({
        ...approval('approval-stale', fields, now.fingerprint ?? undefined),
        from: fields.fingerprint ?? null,
      });
  }
}

/** An approval of an earlier version of a policy stays what it was. */
function isOfThis({ version }: Fields, facts: Facts): boolean {
  return facts.kind !== 'policy' || version === fieldOf(facts, 'version');
}

/** Whether an approval is of the version in which it stands; one that names no fingerprint holds nothing. */
export function holds(approval: Fields, { fingerprint }: Facts): boolean {
  return fingerprint !== null && approval.fingerprint === fingerprint;
}

function approval(kind: string, { role, by }: Fields, to: string | undefined): Change {
  return { ...changeOf(kind, role ?? null, undefined, to), ...(by !== undefined && { by }) };
}
