import { missingApprovals } from '../../core/policy/approvals.ts';
import { openPlaces } from '../../core/policy/open-places.ts';
import { policyFingerprint, releaseOf } from '../../core/policy/text.ts';
import type { Edit } from '../../core/record/edit.ts';
import { each, type IncidentRecord } from '../../core/record/record.ts';
import type { Change, Policy } from '../../core/record/shapes.ts';
import type { Report } from '../../core/report.ts';
import { countOf, someOf } from '../../core/words.ts';
import { UserError, type World } from '../../world/world.ts';
import { changeRecords } from '../change-records.ts';
import type { Command, Request } from '../command.ts';
import { idOf, writeOptions } from '../edit-record.ts';
import { openPolicy, type PolicyAtHand, policyArgument } from './open-policy.ts';
import { effectiveOf, incidentOf, listsOf, reviewByOf, versionOf } from './release/asked.ts';

export const command: Command = {
  arguments: [policyArgument],
  options: [
    { name: 'summary', value: 'S', about: 'what changed, in one line', isRequired: true },
    { name: 'incident', value: 'ID', about: 'the incident that led to it; both then name each other' },
    { name: 'version', value: 'V', about: 'its number (default the next whole one)' },
    { name: 'effective', value: 'D', about: 'the day from which it holds (default the day of the release)' },
    { name: 'review-by', value: 'D', about: 'the day by which it is looked at again' },
    { name: 'reviewer', value: 'WHO', about: 'who is asked to approve it, in the place of those before', isMany: true },
    { name: 'audience', value: 'WHO', about: 'who has to accept it, in the place of those before', isMany: true },
    ...writeOptions,
  ],
  examples: [
    [
      'pir policy release incident-response-plan --incident 2026-11-20-checkout-500s --summary "who is called at night"',
      'the text as it stands, as the next version, with the incident that led to it',
    ],
    [
      'pir policy release change-management --summary "looked at, nothing to change" --review-by 2027-12-01',
      'the yearly review, also where the text stays',
    ],
  ],
  about:
    'Edit the text first: what stands in the file is what is released, and its fingerprint is kept. A draft that was never released keeps its number. ' +
    'It waits in review until every reviewer has approved it (without reviewers: one person other than the owner, but in the profile startup), and is in force from then on. ' +
    'Released again while in review, it stays the same version; approvals of the text before count no more.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const at = openPolicy(request, world, { noun: 'release', from: ['draft', 'in_review', 'in_force'] });
  const { record, repository, id, on } = at;
  const { data } = record;
  const summary = request.text('summary')?.trim() ?? '';
  if (summary === '')
    throw new UserError(
      'Unexpected empty --summary, expected a few words',
      'Say what changed, for those who accept it.',
    );
  const version = versionOf(request, at);
  const effective = effectiveOf(request, at);
  const reviewBy = await reviewByOf(request, at, effective, world);
  const fingerprint = policyFingerprint(record, world.sha256, version);
  const entry = releaseOf(data, version);
  const incident = incidentOf(request, entry?.change, at);
  const released: Policy = { ...data, version, ...listsOf(request) };
  const missing = missingApprovals(released, version, fingerprint, repository);
  const change: Change = {
    version,
    on,
    by: at.by(),
    ...(incident && { incident: idOf(incident) }),
    summary,
    fingerprint,
  };
  const edits: Edit[] = [
    { edit: 'set', pointer: '/version', value: version },
    { edit: 'set', pointer: '/status', value: missing.length > 0 ? 'in_review' : 'in_force' },
    { edit: 'set', pointer: '/effective', value: effective },
    { edit: 'set', pointer: '/review_by', value: reviewBy },
    ...Object.entries(listsOf(request)).map(([key, value]): Edit => ({ edit: 'set', pointer: `/${key}`, value })),
    ...changeEdits(change, entry),
  ];
  const links =
    incident === undefined
      ? []
      : [{ record: incident, edits: linkEdits(incident, id, summary, entry), gate: 'edit' as const }];
  return changeRecords(request, repository, world, {
    command: 'policy release',
    changes: [{ record, edits, gate: 'edit' }, ...links],
    did: `${id}: release version ${version}${incident === undefined ? '' : `, after ${idOf(incident)}`}`,
    notes: notesOf(at, world),
    tables: [],
    next: nextLines(id, version, missing, effective, released),
  });
}

/** A version that is released again keeps its entry, what is no part of a release included. */
function changeEdits(change: Change, entry: { index: number } | undefined): readonly Edit[] {
  if (entry === undefined) return [{ edit: 'append', pointer: '/changes', value: { ...change } }];
  return Object.entries(change).flatMap(([key, value]): Edit[] =>
    typeof value === 'string' ? [{ edit: 'set', pointer: `/changes/${entry.index}/${key}`, value }] : [],
  );
}

/** The incident names the policy, too; what an earlier release of the same version said of it is said anew. */
function linkEdits(
  { data }: IncidentRecord,
  id: string,
  change: string,
  entry: { change: Change } | undefined,
): readonly Edit[] {
  for (const [i, link] of each(data.policies)) {
    if (link.id !== id || (link.change !== change && link.change !== entry?.change.summary)) continue;
    return [{ edit: 'set', pointer: `/policies/${i}/change`, value: change }];
  }
  return [{ edit: 'append', pointer: '/policies', value: { id, change } }];
}

function notesOf({ record, version }: PolicyAtHand, world: World): readonly string[] {
  const before = releaseOf(record.data, version)?.change.fingerprint;
  const isSame = before !== undefined && before === policyFingerprint(record, world.sha256);
  const open = openPlaces(record.text.slice(record.bodyStart));
  return [
    ...(isSame ? [`the text is that of version ${version}, word for word`] : []),
    ...(open.length === 0
      ? []
      : [
          `${countOf(open.length, 'place')} in its text ${open.length === 1 ? 'is' : 'are'} still to be filled in: ${someOf(open, 3)}`,
        ]),
  ];
}

function nextLines(
  id: string,
  version: string,
  missing: readonly string[],
  effective: string,
  { audience }: Policy,
): readonly string[] {
  const unasked =
    audience === undefined || audience.length === 0
      ? [`Nobody is asked to accept it. If somebody is to: pir policy release ${id} --summary "…" --audience team:name`]
      : [];
  if (missing.length > 0)
    return [
      ...missing.map((name) =>
        name === 'somebody'
          ? `Version ${version} waits for somebody other than its owner: pir policy approve ${id} --role ROLE --by @handle`
          : `Version ${version} waits for ${name}: pir policy approve ${id} --role ROLE${name.startsWith('team:') ? '' : ` --by ${name}`}`,
      ),
      ...unasked,
    ];
  return [
    `Version ${version} is in force from ${effective}`,
    ...(unasked.length > 0 ? unasked : [`Its audience accepts it, each for themselves: pir policy ack ${id}`]),
  ];
}
