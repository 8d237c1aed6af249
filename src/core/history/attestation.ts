import type { People } from '../people.ts';
import { isSamePerson } from '../people.ts';
import { isForge, type Trailer } from './commit.ts';
import type { Event } from './event.ts';

/** Whether a claim of who did something is borne out by who committed it. */
export type Attested = 'self' | 'other' | 'forge' | 'unknown';

/** Whether an event claims that somebody approved, verified, accepted or acknowledged something. */
export function isClaim({ kind, field, to, by }: Event): boolean {
  if (by === undefined) return false;
  if (kind === 'action-status') return to === 'verified' || to === 'accepted';
  if (kind === 'acknowledged') return field === 'version';
  return kind === 'approved' || /\b(?:verified|accepted|acceptance)\.by$/.test(field ?? '');
}

/** The commit that brought a claim. */
export interface Witness {
  authorEmail: string;
  committerEmail: string;
  trailers: readonly Trailer[];
  /** Whom its good signature names; null where it has none, or nobody looked. */
  signer: string | null;
}

/**
 * Whether `by` is attested. `self`: the author's e-mail, or the signer's, is that person's in people.yaml, or an
 * `Approved-by:` of a signed commit names them. `other`: it is somebody else's. `forge`: a forge wrote the commit and
 * people.yaml knows no such author. `unknown`: there is no people.yaml, or it knows no such author. `people` is the base's:
 * a change must not name its own witnesses.
 */
export function attest(by: string, witness: Witness, people: People | undefined): Attested {
  if (people === undefined) return 'unknown';
  const { authorEmail, committerEmail, trailers, signer } = witness;
  const isBy = (email: string) => isSamePerson(email, by, people);
  if (isBy(authorEmail) || (signer !== null && isBy(signer))) return 'self';
  if (signer !== null && trailers.some(({ key, value }) => key === 'Approved-by' && isBy(addressIn(value))))
    return 'self';
  if (people.withEmail(authorEmail) !== undefined) return 'other';
  return isForge({ email: authorEmail }) || isForge({ email: committerEmail }) ? 'forge' : 'unknown';
}

/** The address of `Name <address>`, else the whole. */
function addressIn(value: string): string {
  return /<([^<>]+)>\s*$/.exec(value)?.[1] ?? value.trim();
}
