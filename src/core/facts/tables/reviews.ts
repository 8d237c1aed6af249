import { heldMoment } from '../../record/needed-reviews.ts';
import { each } from '../../record/record.ts';
import { instant } from '../fact-incident.ts';
import { type FactTable, needed, optional } from '../fact-table.ts';

export const reviews: FactTable = {
  name: 'reviews',
  about: 'One row a review meeting about an incident.',
  columns: [
    ...needed(['incident', 'text', 'The id of the incident.']),
    ...optional(
      ['stage', 'text', 'hotwash or full.'],
      ['held_at', 'instant', 'When it was held; a day counts as its end.'],
      ['facilitator', 'text', 'Who led it.'],
      ['roles', 'list', 'The roles that took part, each once.'],
    ),
    ...needed(
      ['participants', 'count', 'How many took part.'],
      ['received', 'count', 'How many got the outcome without taking part.'],
      ['is_counted', 'boolean', 'Whether metrics count its incident.'],
    ),
  ],
  *rows({ incidents, clock }) {
    for (const { record, id, day, isCounted } of incidents) {
      for (const [, review] of each(record.data.reviews)) {
        const participants = [...each(review.participants)].map(([, participant]) => participant);
        yield {
          day,
          incident: id,
          stage: review.stage ?? null,
          held_at: instant(heldMoment(review.held, clock.zone)),
          facilitator: review.facilitator ?? null,
          roles: [...new Set(participants.flatMap(({ role }) => role ?? []))],
          participants: participants.length,
          received: review.received?.length ?? 0,
          is_counted: isCounted,
        };
      }
    }
  },
};
