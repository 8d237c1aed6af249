import type { People } from '../people.ts';
import type { AcknowledgementRecord } from '../record/record.ts';
import type { Acknowledgement, Policy } from '../record/shapes.ts';
import { personKey } from './audience.ts';
import { releaseOf } from './text.ts';

/** What an acknowledgement says. */
export type Accepted = Pick<Acknowledgement, 'policy' | 'version' | 'by' | 'on' | 'fingerprint'>;

/** The version of a policy that people live by. */
export interface InForce {
  version: string;
  /** The day from which it holds, else that of its release. */
  effective: string | undefined;
  /** Of its text, as its release says it; null where no release does, and then no acceptance can be of another text. */
  fingerprint: string | null;
}

/** The version in force; undefined for a policy that is a draft, in review or retired. */
export function inForceOf(data: Policy): InForce | undefined {
  const { status, version, effective } = data;
  if (status !== 'in_force' || version === undefined) return undefined;
  const change = releaseOf(data, version)?.change;
  return { version, effective: effective ?? change?.on, fingerprint: change?.fingerprint ?? null };
}

/** How somebody stands to a version: `another_text` is an acceptance that is not of what is in force. */
export type Standing = 'accepted' | 'another_text' | 'none';

/** Acknowledgements by policy, version and person, whichever name they go by. */
export interface Acceptances {
  standing(policy: string, { version, fingerprint }: InForce, person: string): Standing;
}

/** Looks acknowledgements up. Those dated after `today` have not happened yet. */
export function acceptancesOf(
  acknowledgements: Iterable<Accepted>,
  people: People | undefined,
  today: string,
): Acceptances {
  const known = new Map<string, Accepted[]>();
  const keyOf = (policy: string, version: string, person: string) =>
    JSON.stringify([policy, version, personKey(person, people)]);
  for (const each of acknowledgements) {
    const { policy, version, by, on } = each;
    if (policy === undefined || version === undefined || by === undefined || (on !== undefined && on > today)) continue;
    const key = keyOf(policy, version, by);
    const same = known.get(key);
    if (same === undefined) known.set(key, [each]);
    else same.push(each);
  }
  return {
    standing: (policy, { version, fingerprint }, person) => {
      const found = known.get(keyOf(policy, version, person));
      if (found === undefined) return 'none';
      const isOfThis = found.some((each) => fingerprint === null || each.fingerprint === fingerprint);
      return isOfThis ? 'accepted' : 'another_text';
    },
  };
}

/** What records of acknowledgements say. */
export const acceptedIn = (records: readonly AcknowledgementRecord[]): Accepted[] => records.map(({ data }) => data);
