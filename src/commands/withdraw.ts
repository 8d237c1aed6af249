import { UserError } from '../world/world.ts';
import { changeIncident, idArgument, openIncident, reasonOf } from './change-incident.ts';
import type { Command } from './command.ts';
import { writeOptions } from './edit-record.ts';
import { findRecord, idOf } from './find-record.ts';

export const command: Command = {
  arguments: [idArgument],
  options: [
    { name: 'reason', value: 'R', about: 'why it no longer counts', isRequired: true },
    { name: 'replaced-by', value: 'ID', about: 'the record that takes its place' },
    ...writeOptions,
  ],
  examples: [
    [
      'pir withdraw 2026-11-20-checkout-500s-2 --reason "the same incident, written twice" --replaced-by 2026-11-20-checkout-500s',
      'it stays in its place and counts nowhere',
    ],
  ],
  run: async (request, world) => {
    const at = openIncident(request, world, {
      noun: 'withdrawal',
      from: ['draft', 'in_review', 'approved', 'closed'],
      otherwise: () => ({ withdrawn: 'There is nothing left to do.' }),
    });
    const named = request.text('replaced-by');
    const replacedBy = named && idOf(findRecord(['incident'], named, at.repository));
    if (replacedBy === at.id)
      throw new UserError(`Unexpected --replaced-by ${named}, which is the record itself`, 'Name the other one.');
    return changeIncident(request, world, at, {
      command: 'withdraw',
      edits: [
        { edit: 'set', pointer: '/status', value: 'withdrawn' },
        {
          edit: 'set',
          pointer: '/withdrawn',
          value: { on: at.on, by: at.by(), reason: reasonOf(request), replaced_by: replacedBy },
        },
      ],
      gate: 'edit',
      what: 'withdraw',
    });
  },
};
