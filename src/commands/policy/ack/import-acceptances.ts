import { inForceOf } from '../../../core/policy/acceptance.ts';
import { acknowledgementText } from '../../../core/policy/acknowledgement-file.ts';
import { audienceOf, personKey } from '../../../core/policy/audience.ts';
import { policyFingerprint } from '../../../core/policy/text.ts';
import type { Column, PlannedFile, Report, Row } from '../../../core/report.ts';
import { countOf } from '../../../core/words.ts';
import { readTraining, type TrainingLine } from '../../../interop/training-export.ts';
import { UserError, type World } from '../../../world/world.ts';
import type { Request } from '../../command.ts';
import { readRecords } from '../../read-records.ts';
import { startReport } from '../../repository.ts';
import { openPolicy, type PolicyAtHand } from '../open-policy.ts';
import { type Match, type Matching, matchLine } from './match-line.ts';
import { planAcknowledgement } from './plan-file.ts';

const columns: readonly Column[] = [
  { key: 'line', title: 'Line', unit: 'count' },
  { key: 'result', title: 'Result', unit: 'text' },
  { key: 'person', title: 'Person', unit: 'text' },
  { key: 'version', title: 'Version', unit: 'text' },
  { key: 'on', title: 'On', unit: 'date' },
  { key: 'reason', title: 'Why', unit: 'text' },
];

interface Outcome {
  line: TrainingLine;
  match: Match | { reason: string };
  /** `known`: an acknowledgement says so already, or an earlier line. */
  result: 'imported' | 'known' | 'left_out';
}

/** Takes acceptances over from a training system: a file for each line that leads to a person, a day and a released text. */
export async function importAcceptances(file: string, request: Request, world: World): Promise<Report> {
  for (const flag of ['by', 'on'])
    if (request.text(flag) !== undefined)
      throw new UserError(`Unexpected --${flag} together with --import`, 'The file says who accepted it when.');
  const at = openPolicy(request, world, { noun: 'import', from: ['in_force', 'in_review', 'retired'] });
  const { repository, id } = at;
  const lines = readFile(file, request, world);
  const own = lines.filter(({ policy }) => isOfPolicy(policy, at));
  const outcomes = await outcomesOf(own, at, world);
  const made = outcomes.filter(({ result }) => result === 'imported').map(({ match }) => match as Match);
  const files = made.map(({ person, version, on, fingerprint }): PlannedFile => {
    const text = acknowledgementText({ policy: id, version, by: person, on, fingerprint, method: 'imported' });
    return planAcknowledgement(id, version, person, text, repository, world);
  });
  const left = outcomes.filter(({ result }) => result === 'left_out');
  const known = outcomes.filter(({ result }) => result === 'known').length;
  const others = lines.length - own.length;
  const did = `${id}: import ${countOf(files.length, 'acceptance')} from ${file.slice(file.lastIndexOf('/') + 1)}`;
  return {
    ...startReport('policy ack', repository, request),
    tables: [
      { name: 'imported', title: `${file}: ${countOf(own.length, 'line')}`, columns, rows: outcomes.map(rowOf) },
    ],
    page: [
      {
        block: 'text',
        text: `${files.length} of ${countOf(own.length, 'line')} of ${file} imported, ${known} known already, ${left.length} left out.`,
      },
    ],
    files,
    ...(files.length > 1 && { isTogether: true as const }),
    notes: [
      ...left.map(({ line, match }) => `${file}:${line.line}: left out: ${'reason' in match ? match.reason : ''}`),
      ...(others === 0
        ? []
        : [`${countOf(others, 'line')} of ${file} ${others === 1 ? 'is' : 'are'} about other policies`]),
      ...outsideNote(made, at),
    ],
    summary: { errors: 0, warnings: 0, records: files.length, left_out: left.length },
    ...(files.length > 0 && request.isOn('commit') && { commit: { message: did } }),
  };
}

function readFile(file: string, { cwd }: Request, { files }: World): readonly TrainingLine[] {
  const text = files.readText(files.resolve(cwd, file));
  if (text === undefined)
    throw new UserError(
      `Unexpected --import ${file}, which does not exist`,
      'Name the CSV file of the training system.',
    );
  const lines = readTraining(text);
  if ('problem' in lines)
    throw new UserError(
      `${file}:${lines.line}: unexpected ${lines.problem}`,
      'Expected is a CSV file whose first line names its columns: a person or email, a date, a version.',
    );
  return lines;
}

/** A column may name the policy by its id or its title. */
function isOfPolicy(policy: string | undefined, { id, record: { data } }: PolicyAtHand): boolean {
  const said = policy?.trim().toLowerCase();
  return !said || said === id || said === data.title?.trim().toLowerCase();
}

async function outcomesOf(lines: readonly TrainingLine[], at: PolicyAtHand, world: World): Promise<readonly Outcome[]> {
  const { record, repository, id } = at;
  const { people, zone, asOf } = repository;
  const matching: Matching = {
    data: record.data,
    people,
    zone,
    today: zone.dayOf(asOf),
    whyNotNow: whyNotNow(at, world),
  };
  const { records } = await readRecords(['acknowledgement'], repository);
  const keyOf = (version: string | undefined, person: string | undefined) =>
    JSON.stringify([version, personKey(person ?? '', people)]);
  const seen = new Set(
    records.filter(({ data }) => data.policy === id).map(({ data }) => keyOf(data.version, data.by)),
  );
  return lines.map((line): Outcome => {
    const match = matchLine(line, matching);
    if ('reason' in match) return { line, match, result: 'left_out' };
    const key = keyOf(match.version, match.person);
    if (seen.has(key)) return { line, match, result: 'known' };
    seen.add(key);
    return { line, match, result: 'imported' };
  });
}

function whyNotNow({ record, status, version }: PolicyAtHand, world: World): string | undefined {
  if (status === 'in_review') return `version ${version} is not in force yet`;
  const released = inForceOf(record.data)?.fingerprint;
  return status !== 'in_force' || released === policyFingerprint(record, world.sha256)
    ? undefined
    : `the text that stands there is not the one released as version ${version}`;
}

function rowOf({ line, match, result }: Outcome): Row {
  const isMatch = !('reason' in match);
  return {
    line: line.line,
    result,
    person: isMatch ? match.person : line.email || line.person || null,
    version: isMatch ? match.version : line.version || null,
    on: isMatch ? match.on : null,
    reason: isMatch ? null : match.reason,
  };
}

function outsideNote(made: readonly Match[], { record, repository: { people } }: PolicyAtHand): readonly string[] {
  const inside = new Set(
    audienceOf(record.data.audience, people).members.map(({ person }) => personKey(person, people)),
  );
  const outside = made.filter(({ person }) => !inside.has(personKey(person, people)));
  if (outside.length === 0) return [];
  return [`${countOf(outside.length, 'person', 'people')} outside the audience: kept, and counted in no figure`];
}
