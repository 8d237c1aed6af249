import type { World } from '../../world/world.ts';

/** Where the ledger is kept: what it holds for on the first line, and on the second the commit with which it ends. */
export const ledgerName = 'ledger.txt';

const LONGEST_START = 400;

/** The commit with which a ledger ends that this build kept, by whatever settings; undefined where none is. */
export function keptSince(top: string, world: World): string | undefined {
  const [head = '', since = ''] = world.cache.open(top, ledgerName)?.part(0, LONGEST_START).split('\n') ?? [];
  return head.includes(`"build":"${world.build}"`) && isHash(since) ? since : undefined;
}

export const isHash = (text: string): boolean => /^[0-9a-f]{40,64}$/.test(text);
