import { each } from '../../core/record/record.ts';
import type { Cause } from '../../core/record/shapes.ts';
import { UserError, type World } from '../../world/world.ts';
import { changeIncident, idArgument, openIncident } from '../change-incident.ts';
import type { Command, Request } from '../command.ts';
import { writeOptions } from '../edit-record.ts';
import { askCause } from './ask-cause.ts';
import { gaps, roles } from './gaps.ts';

export const command: Command = {
  arguments: [idArgument],
  options: [
    { name: 'role', value: 'R', about: 'what part it had', choices: roles.map(({ value }) => value) },
    { name: 'category', value: 'C', about: 'area/detail of the taxonomy: repeats are found by it' },
    { name: 'statement', value: 'S', about: 'what was the case: a fact about the system or the process' },
    { name: 'gap', value: 'G', about: 'what kind of gap it shows', choices: gaps.map(({ value }) => value) },
    {
      name: 'why',
      value: 'W',
      about: 'question and answer; may be repeated, each answer is the next subject',
      isMany: true,
    },
    { name: 'stopped', value: 'R', about: 'why the chain of whys stops where it does, if before three' },
    ...writeOptions,
  ],
  examples: [
    ['pir cause add 2026-11-20-checkout-500s', 'a dialogue that asks why, one answer at a time'],
    [
      'pir cause add 2026-11-20-checkout-500s --role root --category process/change-management --statement "Limits were changed by hand" --gap control --why "Why did it fail? The pool was full" --stopped "the rest is known"',
      'the same in one line',
    ],
  ],
  about:
    'A root cause has three whys, or says why the chain stops before. A cause of a restricted incident needs its part and category alone.',
  run,
};

async function run(request: Request, world: World) {
  const at = openIncident(request, world, { noun: 'cause', from: ['draft', 'in_review'] });
  const { record, repository } = at;
  const given = givenCause(request);
  // What the causes of a restricted incident were may be told in the full record alone.
  const isStub = record.data.confidentiality === 'restricted';
  const needed = isStub ? (['role', 'category'] as const) : (['role', 'category', 'statement'] as const);
  const missing = needed.filter((key) => given[key] === undefined);
  const asked =
    request.mayAsk && missing.length > 0 && !isStub
      ? await askCause(given, record.data.title ?? at.id, repository.config, world.prompt)
      : given;
  if (asked === given && missing.length > 0)
    throw new UserError(
      `Unexpected end of the command line, expected ${missing.map((key) => `--${key} ${key.charAt(0).toUpperCase()}`).join(', ')}`,
      'On a terminal pir asks for them; --gap and --why belong to a cause too.',
    );
  const numbers = [...each(record.data.causes)].map(([, { id }]) => Number(/^C(\d+)$/.exec(id ?? '')?.[1] ?? 0));
  const id = `C${Math.max(0, ...numbers) + 1}`;
  const { role, category, statement, gap, whys, stopped } = asked;
  return changeIncident(request, world, at, {
    command: 'cause add',
    edits: [{ edit: 'append', pointer: '/causes', value: { id, role, category, statement, gap, whys, stopped } }],
    gate: 'edit',
    what: `add cause ${id}`,
  });
}

function givenCause(request: Request): Cause {
  const whys = request.many('why');
  const cause = {
    role: request.text('role') as Cause['role'],
    category: request.text('category'),
    statement: request.text('statement'),
    gap: request.text('gap') as Cause['gap'],
    whys: whys.length > 0 ? [...whys] : undefined,
    stopped: request.text('stopped'),
  };
  return Object.fromEntries(Object.entries(cause).filter(([, value]) => value !== undefined));
}
