import type { People } from '../people.ts';
import { each } from '../record/record.ts';

/** One person who has to accept a policy. */
export interface Member {
  /** Their handle in people.yaml, else as the policy names them. */
  person: string;
  team: string | null;
  /** First and last day, where people.yaml says them. */
  from: string | undefined;
  until: string | undefined;
  /** The entry of `audience` that names them, or the first of their teams. */
  index: number;
}

export interface Audience {
  /** Each person once, in the order in which they are named. */
  members: readonly Member[];
  /** Entries that lead to nobody: a team without people.yaml or without people. */
  empty: readonly string[];
}

/** By what a person is known, whichever handle or address of theirs is written: compare these. */
export function personKey(name: string, people: People | undefined): string {
  return nameOf(name, people).toLowerCase();
}

/** The handle of a person in people.yaml, else as written. */
export function nameOf(name: string, people: People | undefined): string {
  return people?.find(name)?.handle ?? name;
}

/** The people of an audience, teams taken apart; whether they are there on a day is for `isThere`. */
export function audienceOf(audience: readonly string[] | undefined, people: People | undefined): Audience {
  const members = new Map<string, Member>();
  const empty: string[] = [];
  const add = (name: string, index: number) => {
    const key = personKey(name, people);
    const { team = null, from, until } = people?.find(name) ?? {};
    if (!members.has(key)) members.set(key, { person: nameOf(name, people), team, from, until, index });
  };
  for (const [index, name] of each(audience)) {
    if (!name.startsWith('team:')) {
      if (name.trim() !== '') add(name, index);
      continue;
    }
    const team = name.slice('team:'.length);
    const inside = people?.all.filter((person) => person.team === team) ?? [];
    const names = inside.flatMap(({ handle, emails }) => handle ?? emails?.[0] ?? []);
    if (names.length === 0) empty.push(name);
    for (const each of names) add(each, index);
  }
  return { members: [...members.values()], empty };
}

/** Whether somebody has come by that day and has not left before it. */
export function isThere({ from, until }: Pick<Member, 'from' | 'until'>, day: string): boolean {
  return (from === undefined || from <= day) && (until === undefined || until >= day);
}
