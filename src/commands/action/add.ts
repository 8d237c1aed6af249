import { compareText } from '../../core/finding.ts';
import { nearest } from '../../core/nearest.ts';
import { actionClasses, actionKinds } from '../../core/record/action.ts';
import { actionsOf } from '../../core/record/record.ts';
import { addSpanToDay, parseDay, parseInstant, parseSpan } from '../../core/time.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Command, Request } from '../command.ts';
import { changeRecord, dayOf, findAction, findRecord, idOf, writeOptions } from '../edit-record.ts';
import { openRepository, type Repository } from '../repository.ts';

export const command: Command = {
  arguments: [{ name: 'RECORD', about: 'the incident, risk or management review' }],
  options: [
    { name: 'title', value: 'T', about: 'what will be done', isRequired: true },
    { name: 'owner', value: 'O', about: 'one person, a handle or an e-mail', isRequired: true },
    {
      name: 'kind',
      value: 'K',
      about: 'what it does about the cause',
      choices: actionKinds,
      isRequired: true,
    },
    { name: 'due', value: 'D', about: 'the day; default the priority’s days after the later of resolution and today' },
    { name: 'cause', value: 'C', about: 'the cause it answers, as C1; may be repeated', isMany: true },
    { name: 'priority', value: 'P', about: 'one of the config’s; default the middle one' },
    {
      name: 'class',
      value: 'C',
      about: 'where it works',
      choices: actionClasses,
    },
    { name: 'ticket', value: 'URL', about: 'where the work is tracked' },
    { name: 'criterion', value: 'TEXT', about: 'how it will show that it worked' },
    { name: 'check-on', value: 'D', about: 'the day on which that is looked at' },
    { name: 'follows', value: 'REF', about: 'the ineffective action it follows up' },
    { name: 'proposed', about: 'not agreed yet' },
    ...writeOptions,
  ],
  examples: [
    [
      'pir action add 2026-11-20-checkout-500s --title "Manage pool limits in code" --owner @bob --kind prevent --cause C1',
      'an owned action with a due day from the SLA',
    ],
  ],
  run,
};

async function run(request: Request, world: World) {
  const repository = openRepository(request, world);
  const record = findRecord(['incident', 'risk', 'management-review'], request.argument('RECORD') ?? '', repository);
  const numbers = [...actionsOf(record)].map(([, action]) => Number(/^A(\d+)$/.exec(action.id ?? '')?.[1] ?? 0));
  const id = `A${Math.max(0, ...numbers) + 1}`;
  const priority = priorityOf(request, repository);
  const resolved = record.kind === 'incident' ? parseInstant(record.data.times?.resolved ?? '') : undefined;
  const due = dueOf(request, repository, priority, resolved);
  const criterion = request.text('criterion');
  const checkOn = request.text('check-on');
  const ref = `${idOf(record)}/${id}`;
  const followed = request.text('follows');
  const value = {
    id,
    title: request.text('title') ?? '',
    owner: request.text('owner') ?? '',
    due,
    status: request.isOn('proposed') ? 'proposed' : 'open',
    kind: request.text('kind') ?? '',
    class: request.text('class'),
    priority,
    causes: request.many('cause').length > 0 ? request.many('cause') : undefined,
    follows: followed?.includes('/') ? findAction(followed, repository).ref : followed,
    ticket: request.text('ticket'),
    effectiveness: criterion === undefined && checkOn === undefined ? undefined : { criterion, check_on: checkOn },
  };
  return changeRecord(request, repository, world, {
    command: 'action add',
    record,
    edits: [{ edit: 'append', pointer: record.kind === 'management-review' ? '/decisions' : '/actions', value }],
    gate: 'edit',
    did: `${ref}: add action, owned by ${value.owner}, due ${due}`,
    next: [`${ref} is due ${due}. When it is done: pir action done ${ref} --evidence URL`],
  });
}

function priorityOf(request: Request, { config }: Repository): string {
  const { priorities } = config;
  const said = request.text('priority') ?? priorities[Math.floor((priorities.length - 1) / 2)] ?? '';
  if (priorities.includes(said)) return said;
  const known = nearest(said, priorities);
  throw new UserError(
    `Unexpected priority "${said}", expected one of ${priorities.join(', ')}`,
    known === undefined ? 'Name one of these.' : `Did you mean ${known}?`,
  );
}

/** The day said, else the priority's days after the later of resolution and the day it is added. */
function dueOf(request: Request, repository: Repository, priority: string, resolved: number | undefined): string {
  const said = request.text('due');
  if (said !== undefined) {
    if (parseDay(said) === undefined)
      throw new UserError(`Unexpected --due "${said}", expected a day`, 'Write it like 2026-12-15.');
    return said;
  }
  const span = parseSpan(repository.config.sla.action[priority] ?? '');
  if (span === undefined)
    throw new UserError(
      `Unexpected end of the command line, expected --due: the config has no time for priority ${priority}`,
      'Say --due, or set sla.action in pir.config.yaml.',
    );
  const added = dayOf(request, repository);
  const from = resolved === undefined ? added : repository.zone.dayOf(resolved);
  return addSpanToDay(compareText(from, added) > 0 ? from : added, span);
}
