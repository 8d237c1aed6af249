import type { Config } from '../../core/config.ts';
import { nearest } from '../../core/nearest.ts';
import { hiddenCharacter } from '../../core/record/characters.ts';
import { incidentTypes } from '../../core/record/incident-types.ts';
import { locate } from '../../core/record/node.ts';
import { parseYaml } from '../../core/record/parse.ts';
import { placeOf } from '../../core/record/place.ts';
import type { Incident } from '../../core/record/shapes.ts';
import { type Moment, readMoment } from '../../core/say-time.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Request } from '../command.ts';
import type { Repository } from '../repository.ts';

/** The times that can be told when a record is begun, in their order. */
export const askedTimes = ['started', 'detected', 'acknowledged', 'mitigated', 'resolved'] as const;

/** What flags and --from say of the incident; flags win. UserError for a word that cannot stand. */
export async function readDraft(request: Request, repository: Repository, world: World): Promise<Incident> {
  const draft = await readFields(request, world);
  const { config } = repository;
  const title = request.argument('TITLE');
  if (title !== undefined) draft.title = title.trim();
  for (const name of ['type', 'severity', 'owner', 'id'] as const) {
    const said = request.text(name);
    if (said !== undefined) Object.assign(draft, { [name]: said });
  }
  const services = request.many('service');
  if (services.length > 0) draft.services = [...new Set(services)];
  const impact = request.text('impact');
  if (impact !== undefined) draft.impact = { ...draft.impact, summary: impact };
  const where = request.text('restricted');
  if (where !== undefined) Object.assign(draft, restrictedTo(where, draft));
  for (const name of askedTimes) {
    const said = request.text(name);
    if (said === undefined) continue;
    const moment = momentOf(said, repository);
    if ('problem' in moment) throw new UserError(`--${name}: ${moment.problem}`, moment.hint);
    draft.times = { ...draft.times, [name]: moment.text };
  }
  if (draft.title !== undefined) {
    const why = whyNoTitle(draft.title);
    if (why !== undefined) throw new UserError(why, 'Say in one line what happened.');
  }
  if (draft.type !== undefined) mustBeKnown('type', draft.type, Object.keys(incidentTypes));
  if (draft.severity !== undefined) mustBeKnown('severity', draft.severity, config.severities);
  const known = Object.keys(config.services);
  if (known.length > 0) for (const service of draft.services ?? []) mustBeKnown('service', service, known);
  return draft;
}

/** What makes a stub of it. */
function restrictedTo(where: string, { restricted }: Incident): Incident {
  if (where.trim() === '')
    throw new UserError('Unexpected empty --restricted, expected where the full record is kept', 'Name the place.');
  return { confidentiality: 'restricted', restricted: { ...restricted, where: where.trim() } };
}

/** Whoever owns the review keeps the full record, until somebody says otherwise. */
export function withKeeper(draft: Incident): Incident {
  const { owner, restricted } = draft;
  if (restricted === undefined || restricted.held_by !== undefined || !owner) return draft;
  return { ...draft, restricted: { held_by: owner, ...restricted } };
}

/** What a person writes for a moment, here and now. */
export function momentOf(text: string, { asOf, config }: Repository): Moment {
  return readMoment(text, { now: asOf, zone: config.hasTimezone ? config.timezone : undefined, words: true });
}

/** Why that is no title, or undefined. */
export function whyNoTitle(title: string): string | undefined {
  if (title.trim() === '') return 'Unexpected empty title, expected some words';
  if (/[\n\r\u2028\u2029]/.test(title)) return 'Unexpected line break in the title, expected one line';
  const hidden = hiddenCharacter(title);
  return hidden === undefined ? undefined : `Unexpected ${hidden} in the title, expected visible text`;
}

/** What has to be known before a record can be written, as it is given on the command line; [] when all of it is. */
export function missingFlags({ title, type, severity, owner, times }: Incident): readonly string[] {
  return [
    ...(title === undefined ? ['TITLE'] : []),
    ...(type === undefined ? ['--type T'] : []),
    ...(severity === undefined ? ['--severity S'] : []),
    ...(owner === undefined || owner === null || owner.trim() === '' ? ['--owner O'] : []),
    ...(times?.started === undefined && times?.detected === undefined ? ['--started I or --detected I'] : []),
  ];
}

/** Names everything that is missing at once. */
export function refuseMissing(missing: readonly string[], config: Config): never {
  const types = Object.keys(incidentTypes).join(', ');
  throw new UserError(
    `Unexpected end of the command line, expected ${missing.join(', ')}`,
    `Say them as flags or in --from FILE; on a terminal, pir new asks.\n     Types: ${types}. Severities: ${config.severities.join(', ')}.`,
  );
}

function mustBeKnown(what: string, word: string, known: readonly string[]): void {
  if (known.includes(word)) return;
  const guess = nearest(word, known);
  throw new UserError(
    `Unexpected ${what} "${word}", expected one of ${known.join(', ')}`,
    guess === undefined ? `Name one of them after --${what}.` : `Did you mean ${guess}?`,
  );
}

/** --from: the keys of a record, as YAML or JSON; strict, but nothing needs to be there. */
async function readFields(request: Request, world: World): Promise<Incident> {
  const name = request.text('from');
  if (name === undefined) return {};
  const path = world.files.resolve(request.cwd, name);
  const text = name === '-' ? await world.files.readStdin() : world.files.readText(path);
  if (text === undefined)
    throw new UserError(`Unexpected --from ${name}, which does not exist`, 'Name a file of fields, or - for stdin.');
  const { data, root, problems } = parseYaml(text, 'incident');
  const wrong = problems.filter(({ pointer }) => {
    // Absences at the top are filled in by flags, questions and pir.
    const mayBeAbsent = pointer === '/times/detected' || /^\/[a-z]+$/.test(pointer ?? '');
    return root === undefined || !mayBeAbsent || locate(root, pointer ?? '').isWhole;
  });
  if (wrong.length > 0) {
    const lines = wrong.map((problem) => {
      const { line, column } = placeOf(text, root, problem);
      return `${name}:${line}:${column}  ${problem.message}`;
    });
    throw new UserError(lines.join('\n     '), wrong[0]?.hint ?? 'Correct the file.');
  }
  if (data === null)
    throw new UserError(`Unexpected --from ${name} without any field`, 'Write the keys of a record: title, type, …');
  return { ...(data as Incident) };
}
