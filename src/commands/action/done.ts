import { UserError } from '../../world/world.ts';
import type { Command } from '../command.ts';
import { writeOptions } from '../edit-record.ts';
import { type ActionAtHand, changeAction, refArgument, reopenIt, unfinished } from './change-action.ts';

export const command: Command = {
  arguments: [refArgument],
  options: [
    {
      name: 'evidence',
      value: 'E',
      about: 'a URL, commit:HASH, file:PATH or the id of evidence in the record; may be repeated',
      isMany: true,
      isRequired: true,
    },
    ...writeOptions,
  ],
  examples: [
    ['pir action done 2026-11-20-checkout-500s/A1 --evidence https://forge.example/pull/12', 'done, and what shows it'],
  ],
  run: (request, world) =>
    changeAction(request, world, {
      command: 'action done',
      // Also what is over already, to add the evidence that it lacks: `action-evidence` sends people here.
      from: [...unfinished, 'done', 'verified'],
      otherwise: reopenIt,
      edits: (at) => {
        const { action, pointer } = at;
        const evidence = [...request.many('evidence')];
        if (!isOver(at))
          return [
            { edit: 'set', pointer: `${pointer}/status`, value: 'done' },
            { edit: 'set', pointer: `${pointer}/done`, value: { on: at.on, by: at.by, evidence } },
          ];
        if (action.done?.evidence?.length || action.verified?.evidence?.length)
          throw new UserError(`Unexpected done of ${at.ref}, which is ${action.status} with evidence`, reopenIt(at));
        const value = { ...action.done, on: action.done?.on ?? at.on, by: action.done?.by ?? at.by, evidence };
        return [{ edit: 'set', pointer: `${pointer}/done`, value }];
      },
      did: (at) => `${at.ref}: ${isOver(at) ? 'evidence' : 'done'}`,
      next: ({ ref, action }) => [
        action.effectiveness?.check_on
          ? `On ${action.effectiveness.check_on} somebody other than the owner says whether it worked: pir action verify ${ref} --result effective --by @other`
          : `Somebody other than the owner can say whether it worked: pir action verify ${ref} --result effective --by @other`,
      ],
    }),
};

const isOver = ({ action }: ActionAtHand): boolean => action.status === 'done' || action.status === 'verified';
