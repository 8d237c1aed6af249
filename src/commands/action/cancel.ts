import type { Command } from '../command.ts';
import { writeOptions } from '../edit-record.ts';
import { changeAction, refArgument, reopenIt, unfinished } from './change-action.ts';

export const command: Command = {
  arguments: [refArgument],
  options: [{ name: 'reason', value: 'R', about: 'why it will not be done', isRequired: true }, ...writeOptions],
  examples: [
    ['pir action cancel 2026-11-20-checkout-500s/A1 --reason "the service is retired"', 'it stays in the record'],
  ],
  run: (request, world) =>
    changeAction(request, world, {
      command: 'action cancel',
      from: unfinished,
      otherwise: reopenIt,
      edits: ({ pointer, on, by }) => [
        { edit: 'set', pointer: `${pointer}/status`, value: 'cancelled' },
        { edit: 'set', pointer: `${pointer}/cancelled`, value: { on, by, reason: request.text('reason') ?? '' } },
      ],
      did: ({ ref }) => `${ref}: cancel`,
    }),
};
