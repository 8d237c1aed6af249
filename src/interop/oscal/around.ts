import type { Config } from '../../core/config.ts';
import { isPerson, type People } from '../../core/people.ts';
import type { ZoneClock } from '../../core/zone.ts';
import { stableUuid } from '../stable-uuid.ts';
import { line, moment } from './values.ts';

export interface PoamAround {
  /** What the repository is called: with an id it makes every UUID. */
  repository: string;
  config: Config;
  people: People | undefined;
  zone: ZoneClock;
  /** UTC epoch seconds: what the document says it is of. */
  asOf: number;
}

export interface Party {
  uuid: string;
  type: 'person' | 'organization';
  name: string;
}

/** The people and teams whom a document names; each gets its UUID when it is first asked for. */
export interface Parties {
  /** UUID of whoever goes by that name; undefined for what names nobody. */
  of(name: string | null | undefined): string | undefined;
  /** The organisation that keeps the repository. */
  own: string;
  /** All that were asked for, by name. */
  all(): Party[];
}

/** Everybody by handle, whom people.yaml knows under several names only once. */
export function partiesOf({ repository, people }: PoamAround): Parties {
  const known = new Map<string, Party>();
  const add = (type: Party['type'], name: string): string => {
    const uuid = stableUuid(repository, 'party', name.toLowerCase());
    if (!known.has(uuid)) known.set(uuid, { uuid, type, name });
    return uuid;
  };
  const own = add('organization', line(repository) ?? 'pir');
  return {
    own,
    of(given) {
      const name = line(given);
      if (name === undefined) return undefined;
      if (/^team:\S+$/.test(name)) return add('organization', name);
      return isPerson(name) ? add('person', people?.find(name)?.handle ?? name) : undefined;
    },
    all: () => [...known.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  };
}

/** Who says something, as OSCAL's origins want it. */
export function originOf(party: string): { actors: { type: 'party'; 'actor-uuid': string }[] } {
  return { actors: [{ type: 'party', 'actor-uuid': party }] };
}

/** The as-of moment where OSCAL must have one. */
export function asOfMoment({ asOf }: PoamAround): string {
  return moment(asOf) ?? '1970-01-01T00:00:00Z';
}
