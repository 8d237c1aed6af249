import { missingRoles } from '../../core/check/participants.ts';
import type { Clock } from '../../core/clock.ts';
import type { Config } from '../../core/config.ts';
import type { People } from '../../core/people.ts';
import { heldMoment, neededReviews, stageOnTime } from '../../core/record/needed-reviews.ts';
import { each } from '../../core/record/record.ts';
import type { Incident } from '../../core/record/shapes.ts';
import type { Block, Column, Row, Table } from '../../core/report.ts';
import { formatInstant } from '../../core/time.ts';

const text = (key: string, title: string): Column => ({ key, title, unit: 'text' });
const list = (key: string, title: string): Column => ({ key, title, unit: 'list' });

interface Around {
  config: Config;
  people: People | undefined;
  clock: Clock;
  /** UTC epoch seconds. */
  asOf: number;
}

/** The tables `reviews`, a row a stage that the severity asks for, and `meetings`, a row a review that was held by as-of. */
export function reviewTables(data: Incident, { config, people, clock, asOf }: Around): [Table, Table] {
  const needed = data.status === 'withdrawn' ? [] : neededReviews(data, config, clock.zone);
  return [
    {
      name: 'reviews',
      title: 'Reviews that its severity asks for',
      columns: [
        text('stage', 'Review'),
        { key: 'due', title: 'Due', unit: 'instant' },
        { key: 'held', title: 'Held', unit: 'instant' },
        { key: 'on_time', title: 'In time', unit: 'boolean' },
        { key: 'late_by', title: 'Late by', unit: 'seconds' },
        text('within', 'Within'),
        list('roles_missing', 'Roles missing'),
      ],
      rows: needed.map((review): Row => {
        const { stage, deadline, heldAt } = review;
        const held = heldAt !== undefined && clock.hasReached(heldAt) ? heldAt : undefined;
        const until = held ?? asOf;
        return {
          stage,
          due: deadline === undefined ? null : formatInstant(deadline),
          held: held === undefined ? null : formatInstant(held),
          on_time: stageOnTime(review, clock) ?? null,
          late_by: deadline !== undefined && until > deadline ? until - deadline : null,
          within: config.sla.review[data.severity ?? '']?.[stage] ?? null,
          roles_missing: missingRoles(data, config, people),
        };
      }),
      shown: ['stage', 'within', 'due', 'held', 'on_time', 'late_by'],
    },
    {
      name: 'meetings',
      title: 'Reviews that were held',
      columns: [
        text('stage', 'Review'),
        text('held', 'Held'),
        text('facilitator', 'Led by'),
        list('participants', 'Took part'),
        list('received', 'Received the outcome'),
        text('minutes', 'Minutes'),
      ],
      rows: [...each(data.reviews)].flatMap(([, review]): Row[] => {
        const at = heldMoment(review.held, clock.zone);
        if (at !== undefined && !clock.hasReached(at)) return [];
        return [
          {
            stage: review.stage ?? null,
            held: review.held ?? null,
            facilitator: review.facilitator ?? null,
            participants: [...each(review.participants)].map(
              ([, { who, role }]) => `${who ?? '?'}${role ? ` (${role})` : ''}`,
            ),
            received: [...each(review.received)].map(([, who]) => who),
            minutes: review.minutes || null,
          },
        ];
      }),
    },
  ];
}

/** The same for people: what is needed, who was there, and whom it should still reach. */
export function reviewBlocks([needed, meetings]: [Table, Table], data: Incident, config: Config): Block[] {
  if (needed.rows.length === 0 && meetings.rows.length === 0) return [];
  const missing = (needed.rows[0]?.roles_missing ?? []) as readonly string[];
  const required = needed.rows.length === 0 ? [] : (config.participants[data.severity ?? ''] ?? []);
  return [
    ...(needed.rows.length === 0
      ? ([
          { block: 'heading', level: 2, text: 'Reviews' },
          { block: 'text', text: 'None is required of it.' },
        ] as const)
      : ([{ block: 'table', table: needed }] as const)),
    ...(meetings.rows.length === 0 ? [] : [{ block: 'list' as const, items: meetings.rows.map(meetingWords) }]),
    ...(required.length === 0 ? [] : [{ block: 'text' as const, text: rolesWords(data, required, missing) }]),
  ];
}

/** `full, 2026-11-22, led by @carol: @dan (responder); outcome to @cto; minutes: …` */
function meetingWords({ stage, held, facilitator, participants, received, minutes }: Row): string {
  const took = participants as readonly string[];
  const got = received as readonly string[];
  return [
    `${stage ?? 'review'}, ${held ?? 'no day'}${facilitator === null ? '' : `, led by ${facilitator}`}: ${took.length === 0 ? 'nobody is named' : took.join(', ')}`,
    ...(got.length === 0 ? [] : [`outcome to ${got.join(', ')}`]),
    ...(minutes === null ? [] : [`minutes: ${minutes}`]),
  ].join('; ');
}

function rolesWords({ severity, id }: Incident, required: readonly string[], missing: readonly string[]): string {
  if (missing.length === 0) return `Took part or were told, as ${severity} asks: ${required.join(', ')}.`;
  return `Still to take part or to be told, as ${severity} asks: ${missing.join(', ')}. Write it down with pir review ${id ?? 'ID'} --stage full --held DAY --participant WHO:ROLE, or --received WHO where people.yaml knows their roles.`;
}
