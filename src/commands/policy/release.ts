import { missingApprovals } from '../../core/policy/approvals.ts';
import { openPlaces } from '../../core/policy/open-places.ts';
import { nextVersion, policyFingerprint, releaseOf } from '../../core/policy/text.ts';
import type { Edit } from '../../core/record/edit.ts';
import { each, type IncidentRecord } from '../../core/record/record.ts';
import type { Change, Policy } from '../../core/record/shapes.ts';
import type { Report } from '../../core/report.ts';
import { addMonths, parseDay } from '../../core/time.ts';
import { countOf, someOf } from '../../core/words.ts';
import { UserError, type World } from '../../world/world.ts';
import { changeRecords } from '../change-records.ts';
import type { Command, Request } from '../command.ts';
import { findRecord, idOf, writeOptions } from '../edit-record.ts';
import { dayFlag } from './days.ts';
import { openPolicy, type PolicyAtHand, policyArgument } from './open-policy.ts';

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

function versionOf(request: Request, { record: { data }, id, status, version }: PolicyAtHand): string {
  const said = request.text('version')?.trim();
  const next = said ?? nextVersion(data);
  if (next === undefined)
    throw new UserError(
      `Unexpected version "${version}" of ${id}, after which no number follows by itself`,
      'Say the next one: --version V.',
    );
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(next))
    throw new UserError(
      `Unexpected version "${next}", expected letters, digits, dots and hyphens`,
      'Acceptances are kept in a folder of that name: write it like 3 or 2.1.',
    );
  const isAgain = next === version && status === 'in_review';
  if (releaseOf(data, next) !== undefined && !isAgain)
    throw new UserError(
      `Unexpected version "${next}", which ${id} has released already`,
      'People may have accepted it. Leave --version out, and the next number is taken.',
    );
  return next;
}

function effectiveOf(request: Request, { on }: PolicyAtHand): string {
  const said = dayFlag('effective', request) ?? on;
  if (said < on)
    throw new UserError(
      `Unexpected --effective ${said}, which lies before the release on ${on}`,
      'Nobody can keep to what was not released yet: name that day or a later one.',
    );
  return said;
}

/** A day after the one from which it holds: the one said, the one that stands, or the one that a person on a terminal says. */
async function reviewByOf(request: Request, at: PolicyAtHand, effective: string, world: World): Promise<string> {
  const known = dayFlag('review-by', request) ?? at.record.data.review_by;
  if (known !== undefined && known > effective) return known;
  const inAYear = addMonths(effective, 12);
  if (!request.mayAsk)
    throw new UserError(
      known === undefined
        ? `Unexpected release of ${at.id} without a day for its next review`
        : `Unexpected review by ${known}, which is not after ${effective}, when this version begins to hold`,
      `Say when it is looked at again: --review-by ${inAYear}.`,
    );
  return world.prompt.text({
    message: `By which day is ${at.id} looked at again?`,
    initial: inAYear,
    validate: (day) =>
      (parseDay(day) !== undefined && day > effective) || `Write a day after ${effective}, like ${inAYear}`,
  });
}

/** The lists that flags replace. */
function listsOf(request: Request): Pick<Policy, 'reviewers' | 'audience'> & { [key: string]: string[] } {
  const [reviewers, audience] = ['reviewer', 'audience'].map((name) => [...new Set(request.many(name))]);
  return { ...(reviewers?.length && { reviewers }), ...(audience?.length && { audience }) };
}

function incidentOf(
  request: Request,
  known: Change | undefined,
  { repository }: PolicyAtHand,
): IncidentRecord | undefined {
  const asked = request.text('incident') ?? known?.incident;
  if (asked === undefined || asked === '') return undefined;
  const record = findRecord(['incident'], asked, repository) as IncidentRecord;
  if (record.data.status === 'withdrawn')
    throw new UserError(`Unexpected --incident ${idOf(record)}, which is withdrawn`, 'Name another, or none.');
  return record;
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
  if (missing.length > 0)
    return missing.map((name) =>
      name === 'somebody'
        ? `Version ${version} waits for somebody other than its owner: pir policy approve ${id} --role ROLE --by @handle`
        : `Version ${version} waits for ${name}: pir policy approve ${id} --role ROLE${name.startsWith('team:') ? '' : ` --by ${name}`}`,
    );
  return [
    `Version ${version} is in force from ${effective}`,
    ...(audience === undefined || audience.length === 0
      ? [`Nobody is asked to accept it: its audience is empty`]
      : [`Its audience accepts it, each for themselves: pir policy ack ${id}`]),
  ];
}
