import { effects } from '../../core/record/action.ts';
import type { Command } from '../command.ts';
import { writeOptions } from '../edit-record.ts';
import { changeAction, refArgument } from './change-action.ts';

export const command: Command = {
  arguments: [refArgument],
  options: [
    {
      name: 'result',
      value: 'R',
      about: 'whether it worked',
      choices: effects,
      isRequired: true,
    },
    { name: 'evidence', value: 'E', about: 'what shows it; may be repeated', isMany: true },
    ...writeOptions,
  ],
  examples: [
    [
      'pir action verify 2026-11-20-checkout-500s/A1 --result effective --by @carol',
      'said by somebody other than its owner',
    ],
  ],
  run: (request, world) =>
    changeAction(request, world, {
      command: 'action verify',
      from: ['done', 'verified'],
      otherwise: ({ ref }) => `Do it first: pir action done ${ref} --evidence URL.`,
      edits: ({ pointer, on, by }) => [
        { edit: 'set', pointer: `${pointer}/status`, value: 'verified' },
        {
          edit: 'set',
          pointer: `${pointer}/verified`,
          value: {
            on,
            by,
            result: request.text('result') ?? '',
            evidence: request.many('evidence').length > 0 ? request.many('evidence') : undefined,
          },
        },
      ],
      did: ({ ref }) => `${ref}: verified, ${request.text('result')}`,
      isClaim: true,
      next: ({ ref }) =>
        request.text('result') === 'ineffective'
          ? [
              `The cause still stands: pir action add ${ref.slice(0, ref.lastIndexOf('/'))} --follows ${ref} --title … --owner … --kind …`,
            ]
          : [],
    }),
};
