import type { Command } from '../command.ts';
import { writeOptions } from '../edit-record.ts';
import { changeAction, refArgument, reopenIt, unfinished } from './change-action.ts';

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
      from: unfinished,
      otherwise: reopenIt,
      edits: ({ pointer, on, by }) => [
        { edit: 'set', pointer: `${pointer}/status`, value: 'done' },
        { edit: 'set', pointer: `${pointer}/done`, value: { on, by, evidence: [...request.many('evidence')] } },
      ],
      did: ({ ref }) => `${ref}: done`,
      next: ({ ref, action }) => [
        action.effectiveness?.check_on
          ? `On ${action.effectiveness.check_on} somebody other than the owner says whether it worked: pir action verify ${ref} --result effective --by @other`
          : `Somebody other than the owner can say whether it worked: pir action verify ${ref} --result effective --by @other`,
      ],
    }),
};
