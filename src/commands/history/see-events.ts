import { attest, isClaim } from '../../core/history/attestation.ts';
import type { Signature } from '../../core/history/commit.ts';
import type { Event } from '../../core/history/event.ts';
import type { SeenEvent } from '../../core/history/event-rows.ts';
import { flagsOf } from '../../core/history/flags.ts';
import type { World } from '../../world/world.ts';
import type { Repository } from '../repository.ts';

/** Events with what depends on who asks: flags, whether claims are attested, and, when wanted, signatures. */
export async function seeEvents(
  events: readonly Event[],
  wantsSignatures: boolean,
  { people, zone, asOf, root }: Repository,
  world: World,
): Promise<SeenEvent[]> {
  const commits = [...new Set(events.map(({ mark }) => mark.commit))];
  const signatures: ReadonlyMap<string, Signature> =
    wantsSignatures && commits.length > 0 ? await world.git.signatures(root.top, commits) : new Map();
  return events.map((event) => {
    const signature = signatures.get(event.mark.commit) ?? null;
    const signer = signature?.state === 'good' ? signature.signer : null;
    return {
      event,
      flags: flagsOf(event, { people, zone, asOf }),
      attested: event.by === undefined || !isClaim(event) ? null : attest(event.by, { ...event.mark, signer }, people),
      signature,
    };
  });
}
