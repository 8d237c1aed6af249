import { plainWords } from '../../words.ts';
import { type Change, changeOf, type EventGroup } from '../change.ts';
import { differences, pairs } from '../compare-fields.ts';
import { type Facts, type Fields, itemsIn } from '../facts.ts';

/** Meetings and sign-offs. One that is taken back is a `field`, unless the same person signs the same role again. */
export const group = {
  name: 'review',
  kinds: ['review-held', 'approved', 'approval-stale'],
  *compare({ last, after }): Generator<Change> {
    if (after === undefined) return;
    for (const [key, old, now] of pairs(itemsIn(last?.facts, 'reviews'), itemsIn(after.facts, 'reviews'))) {
      if (old === undefined) yield changeOf('review-held', now?.stage ?? null, undefined, now?.held);
      else if (now === undefined) yield changeOf('field', 'reviews', key, undefined);
      else
        for (const [field, from, to] of differences(old, now))
          yield changeOf('field', `reviews ${now.stage ?? ''}.${field}`, from, to);
    }
    yield* approvalChanges(last?.facts, after.facts);
  },
  say({ kind, field, to, by }, { day }) {
    if (kind === 'review-held') return `${field ?? ''} review held${to === null ? '' : ` ${day(to)}`}`.trim();
    const role = field === null ? '' : ` for ${plainWords(field)}`;
    if (kind === 'approved') return `approved${role}${by === undefined ? '' : `, says ${by}`}`;
    return `changed after the approval${role}${by === undefined ? '' : ` by ${by}`}`;
  },
} as const satisfies EventGroup;

function* approvalChanges(last: Facts | undefined, now: Facts): Generator<Change> {
  const approvals = itemsIn(now, 'approvals');
  for (const [key, old, fields] of pairs(itemsIn(last, 'approvals'), approvals)) {
    if (fields === undefined) {
      const isRenewed = approvals.some(([, { role, by }]) => role === old?.role && by === old?.by);
      if (!isRenewed) yield changeOf('field', 'approvals', key, undefined);
    } else if (old === undefined) yield approval('approved', fields, fields.on);
    else if (last !== undefined && holds(old, last) && !holds(fields, now) && isOfThis(fields, now))
      yield { ...approval('approval-stale', fields, now.fingerprint ?? undefined), from: fields.fingerprint ?? null };
  }
}

/** An approval of an earlier version of a policy stays what it was. */
function isOfThis({ version }: Fields, { kind, fields }: Facts): boolean {
  return kind !== 'policy' || version === fields.version;
}

/** Whether an approval is of the version in which it stands; one that names no fingerprint holds nothing. */
export function holds(approval: Fields, { fingerprint }: Facts): boolean {
  return fingerprint !== null && approval.fingerprint === fingerprint;
}

function approval(kind: string, { role, by }: Fields, to: string | undefined): Change {
  return { ...changeOf(kind, role ?? null, undefined, to), ...(by !== undefined && { by }) };
}
