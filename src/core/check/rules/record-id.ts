import { compareText } from '../../finding.ts';
import { acknowledgementPath, toldOtherwise } from '../../policy/acknowledgement-file.ts';
import { kindOf } from '../../record/kinds.ts';
import { incidentExample } from '../example.ts';
import type { Entry, PlacedProblem, RepositoryContext, RepositoryRule } from '../rule.ts';

/**
 * An id has its kind's form, is the file's name and belongs to one record of any kind, because `<record id>/A1` names an
 * action anywhere. Ids count as the same when only case or Unicode composition differ: some file systems cannot tell them
 * apart. Of a copy whose id was not changed only the name is reported. An acknowledgement has no id: its path says who
 * accepted which version of what, and so has to say what stands in it.
 */
export const rule: RepositoryRule = {
  id: 'record-id',
  reason: 'Other records, commits and tickets name a record by its id, so it has to lead to one file, and stay.',
  levels: ['error', 'error', 'error'],
  kinds: ['incident', 'risk', 'policy', 'acknowledgement', 'management-review'],
  scope: 'repository',
  good: incidentExample(),
  bad: incidentExample([], { name: '2026-03-10-checkout.md' }),
  *judge(entries, context) {
    const holders = new Map<string, Entry[]>();
    for (const entry of entries) {
      const { id } = entry;
      if (entry.facts?.misplaced !== undefined) yield* misplaced(entry, context);
      const kind = kindOf(entry.kind);
      if (id === null || kind.id === undefined) continue;
      const name = nameOf(entry.path);
      const isNamed = name === id || (kind.hasLongNames && name.startsWith(`${id}-`));
      if (!kind.id.test(id)) {
        yield problem(
          entry,
          `Unexpected id "${id}", expected ${kind.idWords}`,
          `Rename id and file${advice(name, kind)}.`,
        );
      } else if (!isNamed) {
        yield problem(
          entry,
          `Unexpected id ${id} in a file named ${name}, expected the file's name`,
          kind.hasLongNames
            ? `Name the file ${id}, or ${id}- and words; if it is a copy, give it an id of its own.`
            : 'Make both the same: the id that others use already stays, a copy gets a new one.',
        );
      }
      if (!isNamed) continue;
      const key = id.normalize('NFC').toLowerCase();
      const others = holders.get(key);
      if (others === undefined) holders.set(key, [entry]);
      else others.push(entry);
    }
    for (const same of holders.values()) if (same.length > 1) yield* clashes(same);
  },
};

function* clashes(same: Entry[]): Generator<PlacedProblem> {
  const [first, ...later] = same.sort((a, b) => compareText(a.path, b.path));
  for (const entry of later) {
    const message = `Unexpected second id ${entry.id}, expected one that ${first?.path} does not have already`;
    yield problem(entry, message, 'Rename the newer of the two, id and file; the other one is referred to by it.');
  }
}

/** What an acknowledgement says otherwise than the folders and the file that it stands in. */
function* misplaced({ path, facts }: Entry, { people, config }: RepositoryContext): Generator<PlacedProblem> {
  const { policy = '', version = '', by = '' } = facts?.acknowledgement ?? {};
  const right = `${config.places.acknowledgement}/${acknowledgementPath(policy, version, by)}`;
  for (const { fact, told } of toldOtherwise(path, { policy, version, by }, people)) {
    const place = facts?.misplaced?.find((each) => each.fact === fact);
    if (place === undefined) continue;
    const { line, column, endColumn } = place;
    const pointer = `/${fact}`;
    yield {
      message:
        fact === 'by'
          ? `Unexpected acceptance by ${by} in a file named ${told}, expected the one for whom it is named`
          : `Unexpected ${fact} ${fact === 'policy' ? policy : version} in the folder ${told}, expected the folder's name`,
      hint:
        fact === 'by'
          ? `If it is theirs, move the file to ${right}; anybody else accepts for themselves: pir policy ack ${policy}.`
          : `Move the file to ${right} if what stands in it is so, else undo the change.`,
      path,
      line,
      column,
      endLine: line,
      endColumn,
      record: null,
      pointer,
      anchor: pointer,
    };
  }
}

/** File name without folder and ending. */
function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** The name in the form that its kind asks for, where a small change is enough. */
function advice(name: string, { id }: { id: RegExp | undefined }): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return id?.test(slug) ? `, for instance to ${slug}` : '';
}

function problem(entry: Entry, message: string, hint: string): PlacedProblem {
  const { line, column, endColumn } = entry.idAt;
  return {
    message,
    hint,
    path: entry.path,
    line,
    column,
    endLine: line,
    endColumn,
    record: entry.id,
    pointer: '/id',
    anchor: '/id',
  };
}
