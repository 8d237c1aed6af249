import type { Edit } from '../core/record/edit.ts';
import { UserError } from '../world/world.ts';
import { changeIncident, type IncidentAtHand, openIncident, reasonOf } from './change-incident.ts';
import type { Command, Request } from './command.ts';
import { findRecord, writeOptions } from './edit-record.ts';
import { openRepository } from './repository.ts';
import { setInReview } from './set/set-in-review.ts';
import { valueFor } from './set/value-for.ts';

/** Fields that have a verb of their own, which writes down more than the value. Those of an item stand under its list. */
const verbs: { readonly [field: string]: string } = {
  schema: 'nothing: it names the shape of the file',
  id: 'nothing: an id is never changed',
  status: 'pir submit, approve, close, reopen or withdraw',
  times: 'pir time ID NAME INSTANT',
  causes: 'pir cause add',
  actions: 'pir action …',
  reviews: 'pir review',
  approvals: 'pir approve',
  withdrawn: 'pir withdraw',
  reopened: 'pir reopen',
  severity_changes: 'pir set ID severity S --reason R',
  'causes.id': 'nothing: an id is never changed',
  'actions.id': 'nothing: an id is never changed',
  'actions.owner': 'pir action assign',
  'actions.status': 'pir action start, done, verify, reopen, cancel or accept',
  'actions.deferrals': 'pir action defer',
  'actions.reassigned': 'pir action assign',
  'actions.done': 'pir action done',
  'actions.verified': 'pir action verify',
  'actions.cancelled': 'pir action cancel',
  'actions.accepted': 'pir action accept',
  'actions.reopened': 'pir action reopen',
};

export const command: Command = {
  arguments: [
    { name: 'ID', about: 'the incident or management review, or how its id begins' },
    { name: 'FIELD', about: 'the field: impact.customers, similar, severity, actions.A1.effectiveness, …' },
    { name: 'VALUE', about: 'text, or YAML where the field is no text: 1240, "{ scope: all services, result: none }"' },
  ],
  options: [{ name: 'reason', value: 'R', about: 'with severity: why it changes' }, ...writeOptions],
  examples: [
    ['pir set 2026-11-20-checkout-500s impact.customers 1240', 'a figure of the impact'],
    [
      'pir set 2026-11-20-checkout-500s similar "{ scope: all payment services, result: none }"',
      'who looked and when are filled in',
    ],
    [
      'pir set 2026-11-20-checkout-500s actions.A1.effectiveness "{ criterion: no exhaustion, check_on: 2027-03-12 }"',
      'a field of an action or a cause, by its id',
    ],
    [
      'pir set 2026-11-20-checkout-500s severity sev1 --reason "orders were lost"',
      'the old severity stays written down',
    ],
    [
      `pir set 2026-q3 attendees '[{ who: "@cto", role: top_management }]'`,
      'who came to a management review; so are held, chair, status and inputs.9.3.2b set',
    ],
  ],
  about: 'For the facts that have no verb of their own. pir explain FIELD says what a field is for.',
  run: async (request, world) => {
    const repository = openRepository(request, world);
    const record = findRecord(['incident', 'management-review'], request.argument('ID') ?? '', repository);
    if (record.kind === 'management-review') return setInReview(request, record, repository, world);
    const field = (request.argument('FIELD') ?? '').replace(/^incident\./, '');
    const at = openIncident(request, world, { noun: `${field}`, from: ['draft', 'in_review', 'approved', 'closed'] });
    const pointer = pointerOf(field, at);
    const value = valueFor(request.argument('VALUE') ?? '', 'incident', pointer, at);
    return changeIncident(request, world, at, {
      command: 'set',
      edits: field === 'severity' ? severityEdits(String(value), at, request) : [{ edit: 'set', pointer, value }],
      gate: 'edit',
      what: `set ${field}`,
    });
  },
};

/** The field's pointer; a cause or an action is found by its id. Fields with a verb of their own are refused. */
function pointerOf(field: string, { record: { data }, id }: IncidentAtHand): string {
  const steps = field.split('.');
  const [top = '', name = '', ...rest] = steps;
  const isItem = (top === 'causes' || top === 'actions') && rest.length > 0;
  const verb = isItem ? `${top}.${rest[0]}` : top;
  if (Object.hasOwn(verbs, verb))
    throw new UserError(`Unexpected field "${field}", which is not set by hand`, `Use ${verbs[verb]}.`);
  if (!isItem) return `/${steps.join('/')}`;
  const items: readonly ({ id?: string; due?: string | null } | undefined)[] = data[top] ?? [];
  const index = items.findIndex((item) => item?.id === name);
  if (index === -1)
    throw new UserError(`Unexpected ${top.slice(0, -1)} "${name}", which ${id} does not have`, `Run pir show ${id}.`);
  if (verb === 'actions.due' && items[index]?.due)
    throw new UserError(
      `Unexpected field "${field}", which has a day already`,
      `Use pir action defer ${id}/${name} --due D --reason R.`,
    );
  return `/${top}/${index}/${rest.join('/')}`;
}

function severityEdits(to: string, at: IncidentAtHand, request: Request): Edit[] {
  const from = at.record.data.severity ?? '';
  const change = { from, to, on: at.on, by: at.by(), reason: reasonOf(request) };
  return [
    { edit: 'append', pointer: '/severity_changes', value: change },
    { edit: 'set', pointer: '/severity', value: to },
  ];
}
