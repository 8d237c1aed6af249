import { parseDay } from '../../core/time.ts';
import { UserError } from '../../world/world.ts';
import type { Command } from '../command.ts';
import { writeOptions } from '../edit-record.ts';
import { changeAction, refArgument, reopenIt, unfinished } from './change-action.ts';

export const command: Command = {
  arguments: [refArgument],
  options: [
    { name: 'until', value: 'D', about: 'the day on which the acceptance ends', isRequired: true },
    { name: 'reason', value: 'R', about: 'why the risk of not doing it is borne', isRequired: true },
    ...writeOptions,
  ],
  examples: [
    [
      'pir action accept 2026-11-20-checkout-500s/A1 --by @cto --until 2027-12-01 --reason "replaced next year"',
      'the risk of not doing it, for a time',
    ],
  ],
  run: async (request, world) => {
    const until = request.text('until') ?? '';
    if (parseDay(until) === undefined)
      throw new UserError(`Unexpected --until "${until}", expected a day`, 'Write it like 2027-12-01.');
    return changeAction(request, world, {
      command: 'action accept',
      from: unfinished,
      otherwise: reopenIt,
      edits: ({ pointer, on, by }) => [
        { edit: 'set', pointer: `${pointer}/status`, value: 'accepted' },
        { edit: 'set', pointer: `${pointer}/accepted`, value: { on, by, until, reason: request.text('reason') ?? '' } },
      ],
      did: ({ ref }) => `${ref}: accept until ${until}`,
      isClaim: true,
    });
  },
};
