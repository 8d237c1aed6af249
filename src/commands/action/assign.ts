import type { Command } from '../command.ts';
import { writeOptions } from '../edit-record.ts';
import { changeAction, refArgument, reopenIt, unfinished } from './change-action.ts';

export const command: Command = {
  arguments: [refArgument, { name: 'OWNER', about: 'one person, a handle or an e-mail' }],
  options: [{ name: 'reason', value: 'R', about: 'why it changes hands', isRequired: true }, ...writeOptions],
  examples: [
    [
      'pir action assign 2026-11-20-checkout-500s/A1 @dan --reason "Bob moved teams"',
      'the old owner stays written down',
    ],
  ],
  run: (request, world) => {
    const owner = request.argument('OWNER') ?? '';
    return changeAction(request, world, {
      command: 'action assign',
      from: unfinished,
      otherwise: reopenIt,
      edits: ({ pointer, action, on, by }) => [
        {
          edit: 'append',
          pointer: `${pointer}/reassigned`,
          value: { from: action.owner ?? '', to: owner, on, by, reason: request.text('reason') ?? '' },
        },
        { edit: 'set', pointer: `${pointer}/owner`, value: owner },
      ],
      did: ({ ref }) => `${ref}: assign to ${owner}`,
    });
  },
};
