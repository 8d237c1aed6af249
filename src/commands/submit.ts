import { changeIncident, idArgument, openIncident } from './change-incident.ts';
import type { Command } from './command.ts';
import { writeOptions } from './edit-record.ts';

export const command: Command = {
  arguments: [idArgument],
  options: [...writeOptions],
  examples: [['pir submit 2026-11-20-checkout-500s', 'the draft is finished and goes into review']],
  about: 'In review the rules that were silent on the draft begin to warn; on a sign-off they stand.',
  run: async (request, world) => {
    const at = openIncident(request, world, { noun: 'submission', from: ['draft'] });
    return changeIncident(request, world, at, {
      command: 'submit',
      edits: [{ edit: 'set', pointer: '/status', value: 'in_review' }],
      gate: 'edit',
      what: 'submit',
    });
  },
};
