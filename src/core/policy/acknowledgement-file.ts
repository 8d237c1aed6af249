import type { People } from '../people.ts';
import type { Acknowledgement } from '../record/shapes.ts';
import { pairLines } from '../record/yaml-text.ts';

/**
 * Where a person's acceptance of a version stands below the folder of acknowledgements. A handle goes by its name; an
 * address keeps what every file system takes, and anything else becomes `%` and hexadecimal digits, also a first sign that
 * would make it no record, or a way out of the folder. People are in lower case: some file systems cannot tell case apart.
 */
export function acknowledgementPath(policy: string, version: string, person: string): string {
  return `${safe(policy)}/${safe(version)}/${fileOf(person)}.yaml`;
}

/** What an acknowledgement is called by, in the order of its path: two folders and the file. */
export const pathFacts = ['policy', 'version', 'by'] as const;
export type PathFact = (typeof pathFacts)[number];

/**
 * Which facts of an acknowledgement its path tells otherwise, each with what the path says: the names of the folder, or of
 * the file without its ending. In any case of letters; a person may be called by any name that people.yaml has for them.
 */
export function toldOtherwise(
  path: string,
  facts: Readonly<Record<PathFact, string>>,
  people?: People,
): readonly { fact: PathFact; told: string }[] {
  const steps = path.split('/');
  const file = (steps.at(-1) ?? '').replace(/\.ya?ml$/i, '').replace(/^@/, '');
  const told = { policy: steps.at(-3) ?? '', version: steps.at(-2) ?? '', by: file };
  const person = people?.find(facts.by);
  const names = {
    policy: [safe(facts.policy)],
    version: [safe(facts.version)],
    by: [facts.by, person?.handle ?? facts.by, ...(person?.emails ?? [])].map(fileOf),
  };
  return pathFacts
    .filter((fact) => !names[fact].some((name) => name.toLowerCase() === told[fact].toLowerCase()))
    .map((fact) => ({ fact, told: told[fact] }));
}

const fileOf = (person: string) => safe(person.replace(/^@/, '').toLowerCase());

function safe(name: string): string {
  const hex = (sign: string) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return name.replace(/[^A-Za-z0-9@._+-]/g, hex).replace(/^[^A-Za-z0-9%]/, hex);
}

/** The text of an acknowledgement. */
export function acknowledgementText(facts: Required<Omit<Acknowledgement, 'schema'>>): string {
  const { policy, version, by, on, fingerprint, method } = facts;
  const ordered = { schema: 'pir/acknowledgement@1', policy, version, by, on, fingerprint, method };
  const lines = Object.entries(ordered).flatMap(([key, value]) => pairLines(key, value, ''));
  return `${lines.join('\n')}\n`;
}
