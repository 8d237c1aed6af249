import { kindOf, type RecordKind } from '../core/record/kinds.ts';
import { parseRecord } from '../core/record/parse.ts';
import { actionsOf, type ParsedRecord } from '../core/record/record.ts';
import { UserError } from '../world/world.ts';
import type { Repository } from './repository.ts';

/** The record with that id, or the only one whose id begins so. */
export function findRecord(kinds: readonly RecordKind[], id: string, { origin, places }: Repository): ParsedRecord {
  const asked = places.filter(({ kind }) => kinds.includes(kind));
  const named = [...origin.records(asked, (path) => !nameOf(path).startsWith(id))];
  const exact = named.filter(
    (file) => nameOf(file.path) === id || (kindOf(file.kind).hasLongNames && nameOf(file.path).startsWith(`${id}-`)),
  );
  const candidates = exact.length > 0 ? exact : named;
  const [only, second] = candidates;
  if (only === undefined || id === '') throw notFound(kinds, id, origin, places);
  if (second !== undefined) {
    throw new UserError(
      `Unexpected id "${id}", with which ${candidates.length} records begin`,
      `Name one whole: ${candidates
        .slice(0, 5)
        .map((file) => nameOf(file.path))
        .join(', ')}`,
    );
  }
  if ('problem' in only)
    throw new UserError(`Unexpected ${only.detail} in ${only.path}`, `Run pir check ${only.path} and mend it first.`);
  const { record, problems } = parseRecord(only);
  if (record === undefined)
    throw new UserError(
      `Unexpected frontmatter in ${only.path}: ${problems[0]?.message ?? 'cannot be read'}`,
      `Run pir check ${only.path} and mend it first.`,
    );
  return record;
}

/** What to say of an id that no record of those kinds has: a record of another kind may have it, with commands of its own. */
function notFound(
  kinds: readonly RecordKind[],
  id: string,
  origin: Repository['origin'],
  places: Repository['places'],
): UserError {
  const others = places.filter(({ kind }) => !kinds.includes(kind) && kind !== 'acknowledgement');
  const [other, more] = id === '' ? [] : [...origin.records(others, (path) => !nameOf(path).startsWith(id))];
  if (other === undefined || more !== undefined)
    return new UserError(`Unexpected id "${id}", which no record has`, `Run ${listOf(kinds)} to see them.`);
  return new UserError(
    `Unexpected id "${id}" of ${nounOf[other.kind]}, expected that of ${kinds.map((kind) => nounOf[kind]).join(' or ')}`,
    `Look at ${other.path}, or run ${commandsOf[other.kind]}.`,
  );
}

const nounOf: { [kind in RecordKind]: string } = {
  incident: 'an incident',
  risk: 'a risk',
  policy: 'a policy',
  acknowledgement: 'an acceptance',
  'management-review': 'a management review',
};

/** What there is for records of that kind. */
const commandsOf: { [kind in RecordKind]: string } = {
  incident: 'pir show',
  risk: 'pir risk show, assess, treat or close, or pir action add',
  policy: 'pir policy show, release, approve or retire',
  acknowledgement: 'pir policy ack',
  'management-review': 'pir show, pir set or pir action add',
};

/** `<record id>/A1` → the record and the action's place in it. */
export function findAction(
  ref: string,
  repository: Repository,
): { record: ParsedRecord; pointer: string; ref: string; index: number } {
  const at = ref.lastIndexOf('/');
  if (at < 1) throw new UserError(`Unexpected action "${ref}", expected RECORD/A1`, 'Run pir actions to see them.');
  const record = findRecord(['incident', 'risk', 'management-review'], ref.slice(0, at), repository);
  const name = ref.slice(at + 1);
  const actions = [...actionsOf(record)];
  const found = actions.find(([, action]) => action.id === name);
  if (found === undefined) {
    const known = actions.flatMap(([, action]) => action.id ?? []).join(', ');
    throw new UserError(
      `Unexpected action "${name}", which ${idOf(record)} does not have`,
      known === '' ? 'It has no actions yet: pir action add.' : `It has ${known}.`,
    );
  }
  const [pointer] = found;
  return {
    record,
    pointer,
    ref: `${idOf(record)}/${name}`,
    index: Number(pointer.slice(pointer.lastIndexOf('/') + 1)),
  };
}

/** The command that lists records of those kinds. */
function listOf(kinds: readonly RecordKind[]): string {
  const [only, more] = kinds;
  return more === undefined && (only === 'risk' || only === 'policy') ? `pir ${only} list` : 'pir list';
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:md|ya?ml)$/, '');

/** A record's id as written, else its file name. */
export function idOf(record: ParsedRecord): string {
  return ('id' in record.data ? record.data.id : undefined) ?? nameOf(record.path);
}
