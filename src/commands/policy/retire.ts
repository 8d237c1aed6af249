import type { PolicyRecord } from '../../core/record/record.ts';
import { UserError } from '../../world/world.ts';
import { reasonOf } from '../change-incident.ts';
import type { Command, Request } from '../command.ts';
import { changeRecord, findRecord, idOf, writeOptions } from '../edit-record.ts';
import { openPolicy, type PolicyAtHand, policyArgument } from './open-policy.ts';

export const command: Command = {
  arguments: [policyArgument],
  options: [
    { name: 'reason', value: 'R', about: 'why it is kept no longer', isRequired: true },
    { name: 'replaced-by', value: 'ID', about: 'the policy that takes its place' },
    ...writeOptions,
  ],
  examples: [
    [
      'pir policy retire on-call-rules --reason "part of the plan now" --replaced-by incident-response-plan',
      'it binds nobody any more; who accepted it stays on record',
    ],
  ],
  about:
    'A retired policy asks nobody for a review, an approval or an acceptance. It stays with its versions and acceptances: they show what held at the time. A policy is not taken up again; pir policy new begins another.',
  run: async (request, world) => {
    const at = openPolicy(request, world, { noun: 'retirement', from: ['draft', 'in_review', 'in_force'] });
    const { record, repository, id, on } = at;
    const reason = reasonOf(request);
    const released = record.data.changes?.at(-1)?.on;
    if (released !== undefined && on < released)
      throw new UserError(
        `Unexpected retirement of ${id} on ${on}, before its last release on ${released}`,
        'Name that day or a later one after --on.',
      );
    const heir = heirOf(request, at);
    return changeRecord(request, repository, world, {
      command: 'policy retire',
      record,
      edits: [
        { edit: 'set', pointer: '/status', value: 'retired' },
        { edit: 'set', pointer: '/retired', value: { on, by: at.by(), reason, replaced_by: heir?.id } },
      ],
      gate: 'edit',
      did: `${id}: retire${heir === undefined ? '' : `, replaced by ${heir.id}`}`,
      next: heir?.next ?? [],
    });
  },
};

/** The policy of --replaced-by: another one, and not retired itself. */
function heirOf(
  request: Request,
  { id, repository }: PolicyAtHand,
): { id: string; next: readonly string[] } | undefined {
  const said = request.text('replaced-by');
  if (said === undefined) return undefined;
  const record = findRecord(['policy'], said, repository) as PolicyRecord;
  const heir = idOf(record);
  const { status } = record.data;
  if (heir === id)
    throw new UserError(`Unexpected --replaced-by ${said}, which is the policy itself`, 'Name the other one.');
  if (status === 'retired')
    throw new UserError(`Unexpected --replaced-by ${heir}, which is retired`, 'Name one that people are to keep to.');
  const next =
    status === 'in_force'
      ? []
      : [
          `${heir} is not in force yet: ${status === 'draft' ? `pir policy release ${heir} --summary "…"` : `pir policy approve ${heir} --role ROLE --by @handle`}`,
        ];
  return { id: heir, next };
}
