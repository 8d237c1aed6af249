import type { Command } from '../command.ts';
import { writeOptions } from '../edit-record.ts';
import { changeAction, refArgument, reopenIt } from './change-action.ts';

export const command: Command = {
  arguments: [refArgument],
  options: [...writeOptions],
  examples: [['pir action start 2026-11-20-checkout-500s/A1', 'work on it has begun']],
  run: (request, world) =>
    changeAction(request, world, {
      command: 'action start',
      from: ['proposed', 'open'],
      otherwise: (at) =>
        at.action.status === 'in_progress'
          ? `When it is done: pir action done ${at.ref} --evidence URL.`
          : reopenIt(at),
      edits: ({ pointer }) => [{ edit: 'set', pointer: `${pointer}/status`, value: 'in_progress' }],
      did: ({ ref }) => `${ref}: start`,
    }),
};
