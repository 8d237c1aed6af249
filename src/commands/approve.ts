import { nearest } from '../core/nearest.ts';
import { isSamePerson } from '../core/people.ts';
import type { Edit } from '../core/record/edit.ts';
import { fingerprintOf } from '../core/record/fingerprint.ts';
import { each } from '../core/record/record.ts';
import { UserError, type World } from '../world/world.ts';
import { attestationNotes } from './attestation-notes.ts';
import { changeIncident, type IncidentAtHand, idArgument, openIncident } from './change-incident.ts';
import type { Command, Request } from './command.ts';
import { writeOptions } from './edit-record.ts';

export const command: Command = {
  arguments: [idArgument],
  options: [
    { name: 'role', value: 'ROLE', about: 'the role in which you approve, as the config names it', isRequired: true },
    ...writeOptions,
  ],
  examples: [
    [
      'pir approve 2026-11-20-checkout-500s --role management --by @cto',
      'a sign-off of exactly this text and these facts',
    ],
  ],
  about: 'The approval keeps a fingerprint of what was approved. With the last needed one the review is approved.',
  run,
};

async function run(request: Request, world: World) {
  const at = openIncident(request, world, { noun: 'approval', from: ['in_review'] });
  const role = neededRole(request.text('role') ?? '', at);
  const by = at.by();
  const fingerprint = fingerprintOf(at.record, world.sha256);
  const { approvals, severity } = at.record.data;
  const given = [...each(approvals)];
  const fresh = given.filter(([, approval]) => approval.fingerprint === fingerprint).map(([, each]) => each.role);
  const missing = (at.repository.config.approvals[severity ?? ''] ?? []).filter(
    (needed) => needed !== role && !fresh.includes(needed),
  );
  const mine = given.find(
    ([, approval]) => approval.role === role && isSamePerson(approval.by ?? '', by, at.repository.people),
  );
  const approval: readonly Edit[] =
    mine === undefined
      ? [{ edit: 'append', pointer: '/approvals', value: { by, role, on: at.on, fingerprint } }]
      : [
          { edit: 'set', pointer: `/approvals/${mine[0]}/on`, value: at.on },
          { edit: 'set', pointer: `/approvals/${mine[0]}/fingerprint`, value: fingerprint },
        ];
  const approved: Edit = { edit: 'set', pointer: '/status', value: 'approved' };
  const what = `approve as ${role}`;
  const notes = attestationNotes(by, at.repository, world);
  const whole = await changeIncident(request, world, at, {
    command: 'approve',
    edits: [...approval, approved],
    gate: 'whole',
    what,
    notes,
  });
  if (missing.length === 0) return whole;
  // Others are to follow, so the review is not approved yet; but what the rule on approvals says of this one holds now.
  const own = `/approvals/${mine?.[0] ?? approvals?.length ?? 0}/`;
  const against = whole.findings.filter(({ rule, pointer }) => rule === 'approval' && pointer?.startsWith(own));
  if (against.length > 0) return { ...whole, findings: against, summary: { ...whole.summary, errors: against.length } };
  return changeIncident(request, world, at, { command: 'approve', edits: approval, gate: 'edit', what, notes });
}

function neededRole(role: string, { id, record, repository }: IncidentAtHand): string {
  const { severity = '' } = record.data;
  const needed = repository.config.approvals[severity] ?? [];
  if (needed.includes(role)) return role;
  if (needed.length === 0)
    throw new UserError(
      `Unexpected approval of ${id}: ${severity} needs none`,
      `Close it: pir close ${id}. Who has to approve what is in the config under approvals.`,
    );
  const known = nearest(role, needed);
  throw new UserError(
    `Unexpected role "${role}", expected one whose approval ${severity} needs: ${needed.join(', ')}`,
    known === undefined ? 'Name one of these.' : `Did you mean ${known}?`,
  );
}
