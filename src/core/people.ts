import type { Clock } from './clock.ts';
import type { Problem } from './problem.ts';
import type { Person } from './record/shapes.ts';

/** people.yaml, looked up by handle or e-mail. */
export interface People {
  all: readonly Person[];
  /** The person with that handle or e-mail, any case. */
  find(name: string): Person | undefined;
  /** The person with that e-mail; for commits. */
  withEmail(email: string): Person | undefined;
  hasTeam(team: string): boolean;
}

/** Indexes people once. */
export function peopleOf(all: readonly Person[]): People {
  const byName = new Map<string, Person>();
  const teams = new Set<string>();
  for (const person of all) {
    if (person.handle !== undefined) byName.set(person.handle.toLowerCase(), person);
    for (const email of person.emails ?? []) byName.set(email.toLowerCase(), person);
    if (person.team !== undefined) teams.add(person.team);
  }
  const find = (name: string) => byName.get(name.toLowerCase());
  return { all, find, withEmail: find, hasTeam: (team) => teams.has(team) };
}

/** Handles that stand twice, in any case of letters: of two entries only one could be looked up, and nobody would know which. */
export function doubledHandles(all: readonly Person[]): Problem[] {
  const seen = new Set<string>();
  return all.flatMap(({ handle }, index) => {
    const name = handle?.toLowerCase();
    if (name === undefined || !seen.has(name)) {
      if (name !== undefined) seen.add(name);
      return [];
    }
    return {
      message: `Unexpected handle "${handle}" a second time, expected each person once`,
      hint: 'Keep one entry, with all e-mails and the last day that holds.',
      pointer: `/${index}/handle`,
    };
  });
}

const placeholders = new Set(
  (
    'tbd tba tbc todo unassigned unowned unknown none nobody null nil n/a na ? ?? ??? - -- . x xx xxx team everyone everybody all ' +
    'anyone anybody someone somebody us we owner pending later unclear undefined various multiple several @tbd @todo @team @all ' +
    '@everyone @here @channel @none @nobody @unknown @unassigned @owner @someone @somebody @anyone @na @n/a @me'
  ).split(' '),
);
const handle = /^@[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/;
const email =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;
const team = /^team:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/;

/** Whether a text has the form of a person: an ASCII handle or an e-mail. */
export function isPerson(text: string): boolean {
  return handle.test(text) || email.test(text);
}

/** Whether two names are one person, who may go by a handle here and by an e-mail there. */
export function isSamePerson(a: string, b: string, people: People | undefined): boolean {
  if (a.toLowerCase() === b.toLowerCase()) return true;
  const person = people?.find(a);
  return person !== undefined && person === people?.find(b);
}

export interface Ownership {
  people: People | undefined;
  clock: Clock;
  /** Whether `team:x` is an owner here. */
  allowsTeams: boolean;
}

/**
 * Why this is no owner, in words that continue "Unexpected …", or undefined when somebody owns it.
 * The places looked at, in order: form, placeholder, people.yaml and the person's last day.
 */
export function whyUnowned(owner: unknown, { people, clock, allowsTeams }: Ownership): string | undefined {
  if (owner === undefined || owner === null || owner === '') return 'no owner';
  if (typeof owner !== 'string') return 'an owner that is no text';
  const name = owner.trim();
  if (placeholders.has(name.toLowerCase())) return `placeholder owner "${name}"`;
  if (team.test(name)) {
    if (!allowsTeams) return `a team as owner, "${name}"`;
    return people === undefined || people.hasTeam(name.slice(5))
      ? undefined
      : `owner "${name}", a team that is not in people.yaml`;
  }
  if (!isPerson(name) || name !== owner) return `owner "${name}", neither a handle nor an e-mail`;
  if (people === undefined) return undefined;
  const person = people.find(name);
  if (person === undefined) return `owner "${name}", who is not in people.yaml`;
  if (person.until && clock.isOver(person.until)) return `owner "${name}", who left on ${person.until}`;
  return undefined;
}
