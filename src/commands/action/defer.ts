import { parseDay } from '../../core/time.ts';
import { UserError } from '../../world/world.ts';
import type { Command } from '../command.ts';
import { writeOptions } from '../edit-record.ts';
import { changeAction, refArgument, reopenIt, unfinished } from './change-action.ts';

export const command: Command = {
  arguments: [refArgument],
  options: [
    { name: 'due', value: 'D', about: 'the new day', isRequired: true },
    { name: 'reason', value: 'R', about: 'why it takes longer', isRequired: true },
    {
      name: 'approved-by',
      value: 'O',
      about: 'who agrees; needed for a second deferral, or over 30 days past the first due day',
    },
    ...writeOptions,
  ],
  examples: [
    [
      'pir action defer 2026-11-20-checkout-500s/A1 --due 2026-12-15 --reason "supplier patch is late"',
      'the first due day stays written down',
    ],
  ],
  run: async (request, world) => {
    const due = request.text('due') ?? '';
    if (parseDay(due) === undefined)
      throw new UserError(`Unexpected --due "${due}", expected a day`, 'Write it like 2026-12-15.');
    return changeAction(request, world, {
      command: 'action defer',
      from: unfinished,
      otherwise: reopenIt,
      edits: ({ pointer, action, on, by, ref }) => {
        if (typeof action.due !== 'string')
          throw new UserError(
            `Unexpected deferral of ${ref}, which has no due day yet`,
            'Give it one by hand: due: 2026-12-15.',
          );
        if (due <= action.due)
          throw new UserError(
            `Unexpected --due ${due}, expected a day after ${action.due}`,
            'An earlier day is no deferral: set due by hand.',
          );
        const deferral = {
          from: action.due,
          to: due,
          on,
          by,
          approved_by: request.text('approved-by'),
          reason: request.text('reason') ?? '',
        };
        return [
          { edit: 'append', pointer: `${pointer}/deferrals`, value: deferral },
          { edit: 'set', pointer: `${pointer}/due`, value: due },
        ];
      },
      did: ({ ref, action }) => `${ref}: defer from ${action.due} to ${due}`,
    });
  },
};
