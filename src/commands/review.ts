import { endOfDay } from '../core/clock.ts';
import { isPerson } from '../core/people.ts';
import type { Report } from '../core/report.ts';
import { readMoment } from '../core/say-time.ts';
import { addDays, parseDay } from '../core/time.ts';
import { UserError, type World } from '../world/world.ts';
import { changeIncident, idArgument, openIncident } from './change-incident.ts';
import type { Command, Request } from './command.ts';
import { writeOptions } from './edit-record.ts';
import type { Repository } from './repository.ts';
import { lateNotes, todayNotes } from './review/late-notes.ts';
import { additions, newMeeting, sameMeeting } from './review/meeting.ts';
import { roleNotes } from './review/role-notes.ts';

export const command: Command = {
  arguments: [idArgument],
  options: [
    {
      name: 'stage',
      value: 'S',
      about: 'hotwash: the first talk soon after; full: the review of causes and actions',
      choices: ['hotwash', 'full'],
      isRequired: true,
    },
    {
      name: 'held',
      value: 'D',
      about: 'the day or the instant it was held; now, today and yesterday are understood',
      isRequired: true,
    },
    { name: 'participant', value: 'WHO:ROLE', about: 'who took part, and as what; may be repeated', isMany: true },
    { name: 'received', value: 'WHO', about: 'who got the outcome without taking part; may be repeated', isMany: true },
    { name: 'facilitator', value: 'WHO', about: 'who led it' },
    { name: 'minutes', value: 'TEXT', about: 'where the minutes are, or what they say' },
    ...writeOptions,
  ],
  examples: [
    [
      'pir review 2026-11-20-checkout-500s --stage full --held 2026-11-23 --participant @alice:responder --participant @bob:service_owner --received @cto',
      'a meeting, who was there and who got its outcome',
    ],
  ],
  about:
    'The roles that a severity needs are in the config under participants. Said again for the same stage and day, it adds who is named to the review that is written down.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const at = openIncident(request, world, { noun: 'review', from: ['draft', 'in_review', 'approved', 'closed'] });
  const meeting = {
    stage: request.text('stage') ?? '',
    held: heldOf(request.text('held') ?? '', at.repository),
    facilitator: said('facilitator', request),
    participants: request.many('participant').map(participantOf),
    received: request.many('received').map((who) => personOf(who, '--received')),
    minutes: request.text('minutes'),
  };
  const known = sameMeeting(meeting, at);
  return changeIncident(request, world, at, {
    command: 'review',
    edits: known === undefined ? [newMeeting(meeting)] : additions(meeting, known, at),
    gate: 'edit',
    // That it was held late is true, and no reason to leave it untold.
    mayLeave: ['review-held'],
    what: `${meeting.stage} review held ${meeting.held}${known === undefined ? '' : ', added to'}`,
    notes: [
      ...(known === undefined
        ? []
        : [`added to the ${meeting.stage} review of ${known.review.held}, which is written down already`]),
      ...lateNotes(meeting, at),
      ...todayNotes(meeting, at.repository),
      ...roleNotes(meeting.participants, at),
    ],
  });
}

/** A day, or a moment with its offset. */
function heldOf(said: string, { asOf, config, zone }: Repository): string {
  if (parseDay(said) !== undefined) return said;
  const today = zone.dayOf(asOf);
  if (/^yesterday$/i.test(said)) return addDays(today, -1);
  // A day counts as its end, which is still to come: what was held today was held by now.
  const word = /^today$/i.test(said) ? 'now' : said;
  if (word !== said && endOfDay(today, zone) <= asOf) return today;
  const moment = readMoment(word, { now: asOf, zone: config.hasTimezone ? config.timezone : undefined, words: true });
  if (!('problem' in moment)) return moment.text;
  throw new UserError(
    `Unexpected --held "${said}", expected a day or a moment`,
    'Write it like 2026-11-23, yesterday, or yesterday 14:00 where the config states a timezone.',
  );
}

function participantOf(said: string): { who: string; role: string } {
  const colon = said.lastIndexOf(':');
  const [who, role] = [said.slice(0, colon), said.slice(colon + 1).trim()];
  if (colon < 1 || role === '' || who === 'team')
    throw new UserError(
      `Unexpected --participant "${said}", expected who and their role`,
      'Write it like @alice:responder.',
    );
  return { who: personOf(who, '--participant'), role };
}

function said(option: string, request: Request): string | undefined {
  const who = request.text(option);
  return who === undefined ? undefined : personOf(who, `--${option}`);
}

function personOf(who: string, option: string): string {
  if (isPerson(who)) return who;
  throw new UserError(`Unexpected ${option} "${who}", expected a handle (@name) or an e-mail`, 'Name each person.');
}
