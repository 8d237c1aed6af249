import { isSamePerson } from '../../core/people.ts';
import { inForceOf } from '../../core/policy/acceptance.ts';
import { acknowledgementText } from '../../core/policy/acknowledgement-file.ts';
import { audienceOf, isThere, nameOf, personKey } from '../../core/policy/audience.ts';
import { policyFingerprint, releaseOf } from '../../core/policy/text.ts';
import type { AcknowledgementRecord } from '../../core/record/record.ts';
import type { Acknowledgement } from '../../core/record/shapes.ts';
import type { Report } from '../../core/report.ts';
import { Interrupted, UserError, type World } from '../../world/world.ts';
import { changeRecords } from '../change-records.ts';
import type { Command, Request } from '../command.ts';
import { changeRecord, writeOptions } from '../edit-record.ts';
import { readRecords } from '../read-records.ts';
import { importAcceptances } from './ack/import-acceptances.ts';
import { planAcknowledgement } from './ack/plan-file.ts';
import { openPolicy, type PolicyAtHand, policyArgument } from './open-policy.ts';

export const command: Command = {
  arguments: [policyArgument],
  options: [
    { name: 'import', value: 'FILE', about: 'take acceptances over from a CSV file of a training system' },
    ...writeOptions,
  ],
  examples: [
    ['pir policy ack incident-response-plan --commit', 'I have read this version, and keep to it: your own commit'],
    ['pir policy ack incident-response-plan --by @dan', 'for somebody else: kept as attested by you, not as theirs'],
    [
      'pir policy ack incident-response-plan --import training.csv',
      'columns for the person or e-mail, the date, the version',
    ],
  ],
  about:
    'One small file for each person and version, acknowledgements/ID/VERSION/handle.yaml, bound to the fingerprint of the exact text in force. ' +
    'Made by the person that git commits as, it is their own (own_commit), which their commit bears out. Where git is known to commit as somebody else, it is attested_by_manager; from a CSV file, imported.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const file = request.text('import');
  if (file !== undefined) return importAcceptances(file, request, world);
  const at = openPolicy(request, world, { noun: 'acceptance', from: ['in_force'] });
  const { record, repository, id, version, on } = at;
  const fingerprint = fingerprintInForce(at, world);
  const released = releaseOf(record.data, version)?.change.on;
  if (released !== undefined && on < released)
    throw new UserError(
      `Unexpected acceptance on ${on}, before version ${version} was released on ${released}`,
      'Name that day or a later one.',
    );
  const by = nameOf(at.by(), repository.people);
  const { records } = await readRecords(['acknowledgement'], repository);
  const known = records.find((record) => isOf(record, by, at));
  if (known?.data.fingerprint === fingerprint)
    throw new UserError(
      `Unexpected second acceptance of version ${version} by ${by}, who accepted it on ${known.data.on ?? 'an unknown day'}`,
      `Nothing more to do: ${known.path} says so.`,
    );
  const { method, note } = methodFor(by, at, world);
  const notes = [...note, ...(await outsideNote(by, request, at, world))];
  const did = `${id}: ${by} accepts version ${version}${method === 'own_commit' ? '' : ', says another'}`;
  const next = request.isOn('commit')
    ? []
    : [
        `Commit it${method === 'own_commit' ? ' yourself' : ''}: it counts as evidence once it is on ${repository.config.branch}`,
      ];
  if (known !== undefined) {
    const facts = { on, fingerprint, method };
    const edits = Object.entries(facts).map(([key, value]) => ({ edit: 'set' as const, pointer: `/${key}`, value }));
    return changeRecord(request, repository, world, {
      command: 'policy ack',
      record: known,
      edits,
      gate: 'edit',
      did,
      next,
      notes,
    });
  }
  const text = acknowledgementText({ policy: id, version, by, on, fingerprint, method });
  return changeRecords(request, repository, world, {
    command: 'policy ack',
    changes: [],
    made: { file: planAcknowledgement(id, version, by, text, repository, world), kind: 'acknowledgement' },
    did,
    notes,
    tables: [],
    next,
  });
}

/** The fingerprint of the text in force; UserError where another text stands there. */
function fingerprintInForce({ record, id, version }: PolicyAtHand, world: World): string {
  const released = inForceOf(record.data)?.fingerprint;
  const fingerprint = policyFingerprint(record, world.sha256);
  if (released === fingerprint) return fingerprint;
  throw new UserError(
    released
      ? `Unexpected text of ${id}, which is not the one released as version ${version}: nobody can accept it`
      : `Unexpected version ${version} of ${id}, which was never released: there is no text to accept`,
    `Its owner undoes the change, or releases it: pir policy release ${id} --summary "…".`,
  );
}

function isOf(
  { data }: AcknowledgementRecord,
  by: string,
  { id, version, repository: { people } }: PolicyAtHand,
): boolean {
  return data.policy === id && data.version === version && personKey(data.by ?? '', people) === personKey(by, people);
}

/** Whose word it is, as far as git's e-mail and people.yaml know. */
function methodFor(
  by: string,
  { repository: { people, root }, id }: PolicyAtHand,
  world: World,
): { method: NonNullable<Acknowledgement['method']>; note: readonly string[] } {
  const email = world.git.identity(root.top)?.email;
  if (email !== undefined && isSamePerson(by, email, people)) return { method: 'own_commit', note: [] };
  const isAddress = !by.startsWith('@');
  const isKnown = (people?.find(by)?.emails?.length ?? 0) > 0 || people?.withEmail(email ?? '') !== undefined;
  if (email !== undefined && (isAddress || isKnown))
    return {
      method: 'attested_by_manager',
      note: [
        `kept as attested by whoever commits it, since git commits as ${email}; for their own word, let ${by} run pir policy ack ${id}`,
      ],
    };
  return {
    method: 'own_commit',
    note: [`nobody can tell yet whether the commit is ${by}’s own: people.yaml does not say their address`],
  };
}

/** Whoever is not asked may still accept; a person on a terminal is asked whether that is meant. */
async function outsideNote(by: string, request: Request, at: PolicyAtHand, world: World): Promise<readonly string[]> {
  const { record, repository, id, on } = at;
  const key = personKey(by, repository.people);
  const member = audienceOf(record.data.audience, repository.people).members.find(
    ({ person }) => personKey(person, repository.people) === key,
  );
  if (member !== undefined && isThere(member, on)) return [];
  const why = member === undefined ? `${by} is not in the audience of ${id}` : `${by} is not here on ${on}`;
  if (
    request.mayAsk &&
    !(await world.prompt.confirm({ message: `${why}. Write it down all the same?`, initial: false }))
  )
    throw new Interrupted();
  return [`${why}: their acceptance is kept, and counts in no figure`];
}
