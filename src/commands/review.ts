import { isPerson } from '../core/people.ts';
import { readMoment } from '../core/say-time.ts';
import { parseDay } from '../core/time.ts';
import { UserError } from '../world/world.ts';
import { changeIncident, idArgument, openIncident } from './change-incident.ts';
import type { Command } from './command.ts';
import { writeOptions } from './edit-record.ts';
import type { Repository } from './repository.ts';

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
    { name: 'held', value: 'D', about: 'the day or the instant it was held', isRequired: true },
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
  about: 'The roles that a severity needs are in the config under participants.',
  run: async (request, world) => {
    const at = openIncident(request, world, {
      noun: 'review',
      from: ['draft', 'in_review', 'approved', 'closed'],
    });
    const stage = request.text('stage') ?? '';
    const held = heldOf(request.text('held') ?? '', at.repository);
    const participants = request.many('participant').map(participantOf);
    const received = request.many('received').map((who) => personOf(who, '--received'));
    const facilitator = request.text('facilitator');
    return changeIncident(request, world, at, {
      command: 'review',
      edits: [
        {
          edit: 'append',
          pointer: '/reviews',
          value: {
            stage,
            held,
            facilitator: facilitator && personOf(facilitator, '--facilitator'),
            participants: participants.length > 0 ? participants : undefined,
            received: received.length > 0 ? received : undefined,
            minutes: request.text('minutes'),
          },
        },
      ],
      gate: 'edit',
      what: `${stage} review held ${held}`,
    });
  },
};

function heldOf(said: string, { asOf, config }: Repository): string {
  if (parseDay(said) !== undefined) return said;
  const moment = readMoment(said, { now: asOf, zone: config.hasTimezone ? config.timezone : undefined });
  if (!('problem' in moment)) return moment.text;
  throw new UserError(`Unexpected --held "${said}", expected a day or a moment`, 'Write it like 2026-11-23.');
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

function personOf(who: string, option: string): string {
  if (isPerson(who)) return who;
  throw new UserError(`Unexpected ${option} "${who}", expected a handle (@name) or an e-mail`, 'Name each person.');
}
