import { attest } from '../core/history/attestation.ts';
import type { World } from '../world/world.ts';
import type { Repository } from './repository.ts';

/**
 * What to know before a claim is committed: that whoever git commits as here is not the person it names. Nothing outside
 * git, and where no people.yaml says whose an address is.
 */
export function attestationNotes(by: string, { people, root }: Repository, world: World): string[] {
  const email = root.isGit ? world.git.identity(root.top)?.email : undefined;
  if (people === undefined || email === undefined) return [];
  const attested = attest(by, { authorEmail: email, committerEmail: email, trailers: [], signer: null }, people);
  if (attested === 'self') return [];
  const handle = people.withEmail(email)?.handle;
  const who = handle === undefined ? 'whom people.yaml does not know' : `who is ${handle}`;
  return [`git commits as ${email} here, ${who}: committed so, this will be attested ${attested}. Let ${by} commit it`];
}
