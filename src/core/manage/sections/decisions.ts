import { isUnfinished } from '../../record/action.ts';
import { heldMoment } from '../../record/needed-reviews.ts';
import type { ManagementReviewRecord } from '../../record/record.ts';
import { column, type Row } from '../../report.ts';
import { countOf } from '../../words.ts';
import { actionsIn } from '../actions-in.ts';
import { tableOf } from '../figures.ts';
import type { LookedAt } from '../looked-at.ts';
import type { Said, Section } from '../section.ts';

/** What became of what earlier reviews decided. */
export const decisions: Section = {
  id: 'decisions',
  title: 'What the last reviews decided',
  items: ['9.3.2a'],
  say,
};

function say(at: LookedAt): Said {
  const held = heldReviews(at);
  const last = held.at(-1);
  const table = (rows: readonly Row[]) =>
    tableOf(
      'decisions',
      'Decisions of the last review, and older ones that are open',
      [
        column('ref', 'Decision'),
        column('title', 'Title'),
        column('owner', 'Owner'),
        column('due', 'Due', 'date'),
        column('status', 'Status'),
        column('closed', 'Closed', 'date'),
        column('days_overdue', 'Days late', 'count'),
      ],
      rows.map(({ ref, title, owner, due, status, closed, days_overdue }) => ({
        ref: ref ?? null,
        title: title ?? null,
        owner: owner ?? null,
        due: due ?? null,
        status: status ?? null,
        closed: closed ?? null,
        days_overdue: days_overdue ?? null,
      })),
    );
  if (last === undefined)
    return {
      blocks: [{ block: 'text', text: 'No management review was held before: there are no decisions to follow up.' }],
      tables: [table([])],
    };
  const id = last.data.id ?? last.path;
  const ids = new Set(held.map(({ data, path }) => data.id ?? path));
  const all = actionsIn(at);
  const own = all.filter((row) => row.record === id);
  const older = all.filter((row) => row.record !== id && ids.has(String(row.record)) && isUnfinished(row));
  const rows = [...own, ...older];
  const late = rows.filter(({ overdue }) => overdue === true);
  const done = own.filter(({ status }) => status === 'done' || status === 'verified').length;
  const sentence =
    own.length === 0
      ? `The review ${id}, held on ${dayOf(last)}, decided nothing that is on record.`
      : `Of ${countOf(own.length, 'decision')} of the review ${id}, held on ${dayOf(last)}, ${done === 0 ? 'none is' : done === 1 ? '1 is' : `${done} are`} done${late.length === 0 ? '' : `; ${countOf(late.length, 'decision')} of this and earlier reviews ${late.length === 1 ? 'is' : 'are'} overdue`}.`;
  return {
    blocks: [
      { block: 'text', text: sentence },
      ...(rows.length === 0 ? [] : [{ block: 'table' as const, table: table(rows) }]),
    ],
    tables: [table(rows)],
    inShort: [sentence],
    questions:
      late.length === 0
        ? []
        : [
            {
              urgency: 2 as const,
              question: 'Do the overdue decisions of earlier reviews still stand?',
              because: `${countOf(late.length, 'decision')} ${late.length === 1 ? 'is' : 'are'} overdue`,
              records: late.map(({ ref }) => String(ref)),
            },
          ],
  };
}

const dayOf = ({ data }: ManagementReviewRecord): string => (data.held ?? '').slice(0, 10);

/** Reviews held by as-of, the earliest first. */
function heldReviews({ reviews, clock }: LookedAt): ManagementReviewRecord[] {
  const at = ({ data }: ManagementReviewRecord) => heldMoment(data.held, clock.zone);
  return reviews
    .filter((review) => {
      const moment = at(review);
      return (
        (review.data.status === 'held' || review.data.status === 'closed') &&
        moment !== undefined &&
        // One that was held today is over, though its day is not.
        (clock.hasReached(moment) ||
          (review.data.held?.length === 10 && clock.hasReached(clock.zone.startOf(review.data.held, '00:00'))))
      );
    })
    .sort((a, b) => (at(a) ?? 0) - (at(b) ?? 0));
}
