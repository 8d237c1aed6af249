import { nearest } from '../core/nearest.ts';
import type { Times } from '../core/record/shapes.ts';
import { readMoment } from '../core/say-time.ts';
import { UserError } from '../world/world.ts';
import { changeIncident, idArgument, openIncident } from './change-incident.ts';
import type { Command, Request } from './command.ts';
import { writeOptions } from './edit-record.ts';
import type { Repository } from './repository.ts';

type Name = keyof Times;
const names: readonly Name[] = ['started', 'detected', 'acknowledged', 'mitigated', 'resolved', 'cause_addressed'];

export const command: Command = {
  arguments: [
    idArgument,
    { name: 'NAME', about: names.join(', ') },
    { name: 'INSTANT', about: 'now, "30 minutes ago", or an instant with its offset' },
  ],
  options: [...writeOptions],
  examples: [
    ['pir time 2026-11-20-checkout-500s mitigated now', 'the harm has stopped growing'],
    ['pir time 2026-11-20-checkout-500s started 2026-11-20T09:12:00+01:00', 'the offset stays as typed'],
  ],
  about: 'Where the config states a timezone, "2026-11-20 09:12" is understood too.',
  run: async (request, world) => {
    const name = nameOf(request.argument('NAME') ?? '');
    // Only the end of the cause may come after the sign-off: the other times are what was signed.
    const isLate = name === 'cause_addressed';
    const at = openIncident(request, world, {
      noun: `time ${name}`,
      from: ['draft', 'in_review', ...(isLate ? (['approved', 'closed'] as const) : [])],
    });
    const { times, not_applicable: absent } = at.record.data;
    if (absent?.[name] !== undefined)
      throw new UserError(
        `Unexpected time ${name} of ${at.id}, which says under not_applicable that there is none: ${absent[name]}`,
        `Take ${name} out of not_applicable first.`,
      );
    const value = momentOf(request, at.repository);
    const before = times?.[name];
    return changeIncident(request, world, at, {
      command: 'time',
      edits: [{ edit: 'set', pointer: `/times/${name}`, value }],
      gate: 'edit',
      what: `${name} at ${value}`,
      notes: [`${name}: ${value}${before === undefined || before === value ? '' : ` (was ${before})`}`],
    });
  },
};

function nameOf(said: string): Name {
  if (said === 'closed')
    throw new UserError('Unexpected time closed, which is set when the review is closed', 'Run pir close ID.');
  const name = names.find((each) => each === said);
  if (name !== undefined) return name;
  const known = nearest(said, names);
  throw new UserError(
    `Unexpected time "${said}", expected one of ${names.join(', ')}`,
    known === undefined
      ? 'Name one of these. pir explain mitigated says what that one means.'
      : `Did you mean ${known}?`,
  );
}

function momentOf(request: Request, { asOf, config }: Repository): string {
  const said = request.argument('INSTANT') ?? '';
  const zone = config.hasTimezone ? config.timezone : undefined;
  const moment = readMoment(said, { now: asOf, zone, words: true });
  if ('problem' in moment) throw new UserError(moment.problem, moment.hint);
  return moment.text;
}
