import type { Command } from '../command.ts';
import { writeOptions } from '../edit-record.ts';
import { changeAction, refArgument } from './change-action.ts';

export const command: Command = {
  arguments: [refArgument],
  options: [{ name: 'reason', value: 'R', about: 'why it is not over', isRequired: true }, ...writeOptions],
  examples: [
    [
      'pir action reopen 2026-11-20-checkout-500s/A1 --reason "the limit drifted again"',
      'back to work; what was done stays written down',
    ],
  ],
  run: (request, world) =>
    changeAction(request, world, {
      command: 'action reopen',
      from: ['done', 'verified', 'cancelled', 'accepted'],
      otherwise: ({ ref }) => `It is not over: pir actions --record ${ref.slice(0, ref.lastIndexOf('/'))} shows it.`,
      edits: ({ pointer, on, by }) => [
        { edit: 'append', pointer: `${pointer}/reopened`, value: { on, by, reason: request.text('reason') ?? '' } },
        { edit: 'set', pointer: `${pointer}/status`, value: 'open' },
      ],
      did: ({ ref }) => `${ref}: reopen`,
    }),
};
