import { changeIncident, idArgument, openIncident, reasonOf } from './change-incident.ts';
import type { Command } from './command.ts';
import { writeOptions } from './edit-record.ts';

export const command: Command = {
  arguments: [idArgument],
  options: [{ name: 'reason', value: 'R', about: 'why it is not over', isRequired: true }, ...writeOptions],
  examples: [
    ['pir reopen 2026-11-20-checkout-500s --reason "a second cause was found"', 'back into review; the reason stays'],
  ],
  run: async (request, world) => {
    const at = openIncident(request, world, {
      noun: 'reopening',
      from: ['approved', 'closed'],
      otherwise: (id) => ({
        draft: `It is open: change it, then pir submit ${id}.`,
        in_review: 'It is open: change it as it needs.',
      }),
    });
    const isClosed = at.record.data.times?.closed !== undefined;
    return changeIncident(request, world, at, {
      command: 'reopen',
      edits: [
        { edit: 'set', pointer: '/status', value: 'in_review' },
        ...(isClosed ? [{ edit: 'remove', pointer: '/times/closed' } as const] : []),
        {
          edit: 'append',
          pointer: '/reopened',
          value: { on: at.on, by: at.by(), reason: reasonOf(request) },
        },
      ],
      gate: 'edit',
      what: 'reopen',
    });
  },
};
