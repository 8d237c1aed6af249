import { isSamePerson } from '../../core/people.ts';
import { isOf, mayApprove, missingApprovals } from '../../core/policy/approvals.ts';
import { policyFingerprint, releaseOf } from '../../core/policy/text.ts';
import type { Edit } from '../../core/record/edit.ts';
import { each } from '../../core/record/record.ts';
import type { Policy } from '../../core/record/shapes.ts';
import type { Report } from '../../core/report.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Command, Request } from '../command.ts';
import { changeRecord, writeOptions } from '../edit-record.ts';
import { openPolicy, type PolicyAtHand, policyArgument } from './open-policy.ts';

export const command: Command = {
  arguments: [policyArgument],
  options: [
    { name: 'role', value: 'R', about: 'the role in which you approve, as management', isRequired: true },
    ...writeOptions,
  ],
  examples: [
    [
      'pir policy approve incident-response-plan --role management --by @cto',
      'a sign-off of exactly this version and text',
    ],
  ],
  about:
    'The approval keeps the version and the fingerprint of what was approved. With the last needed one the policy is in force, not before that day. Its owner cannot approve it.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const at = openPolicy(request, world, { noun: 'approval', from: ['in_review', 'in_force'] });
  const { record, repository, id, version, on, status } = at;
  const fingerprint = policyFingerprint(record, world.sha256);
  mustBeReleased(at, fingerprint);
  const by = at.by();
  const role = (request.text('role') ?? '').trim();
  if (role === '')
    throw new UserError('Unexpected empty --role, expected a word', 'Say the role, as --role management.');
  if (!mayApprove(by, record.data, repository))
    throw new UserError(
      `Unexpected approval of ${id} by ${by}, who owns it, expected somebody else`,
      `Let another person look: pir policy approve ${id} --role ${role} --by @handle.`,
    );
  const given = [...each(record.data.approvals)].map(([, approval]) => approval);
  if (given.some((each) => isOf(each, version, fingerprint) && isSamePerson(each.by ?? '', by, repository.people)))
    throw new UserError(
      `Unexpected second approval of version ${version} by ${by}`,
      `pir policy show ${id} lists them.`,
    );
  const approval = { by, role, on, version, fingerprint };
  const approved: Policy = { ...record.data, approvals: [...given, approval] };
  const missing = missingApprovals(approved, version, fingerprint, repository);
  const isLast = status === 'in_review' && missing.length === 0;
  const effective = laterOf(record.data.effective, on);
  const inForce: Edit[] = [
    { edit: 'set', pointer: '/status', value: 'in_force' },
    { edit: 'set', pointer: '/effective', value: effective },
  ];
  return changeRecord(request, repository, world, {
    command: 'policy approve',
    record,
    edits: [{ edit: 'append', pointer: '/approvals', value: approval }, ...(isLast ? inForce : [])],
    gate: isLast ? 'whole' : 'edit',
    did: `${id}: approve version ${version} as ${role}, by ${by}`,
    notes: notOwn(by, at, world),
    next: isLast
      ? [
          `Version ${version} is in force from ${effective}`,
          ...(record.data.audience?.length
            ? [`Its audience accepts it, each for themselves: pir policy ack ${id}`]
            : []),
        ]
      : missing.map(
          (name) =>
            `Version ${version} still waits for ${name === 'somebody' ? 'somebody other than its owner' : name}`,
        ),
  });
}

function mustBeReleased({ record: { data }, id, version }: PolicyAtHand, fingerprint: string): void {
  const released = releaseOf(data, version)?.change.fingerprint;
  if (released === fingerprint) return;
  throw new UserError(
    released === undefined
      ? `Unexpected approval of ${id}, whose version ${version} was never released`
      : `Unexpected approval of ${id}, whose text is not the one released as version ${version}`,
    `Release what stands there: pir policy release ${id} --summary "…".`,
  );
}

/** An approval that somebody else commits is only their word for it. */
function notOwn(by: string, { repository: { people, root } }: PolicyAtHand, world: World): readonly string[] {
  const email = world.git.identity(root.top)?.email;
  if (email === undefined || people === undefined || isSamePerson(by, email, people)) return [];
  return [`git commits as ${email}, which is not ${by}: pir check asks for their own commit`];
}

/** Nothing holds before it is approved. */
const laterOf = (day: string | undefined, on: string): string => (day !== undefined && day > on ? day : on);
