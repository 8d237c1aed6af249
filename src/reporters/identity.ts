import type { Finding } from '../core/finding.ts';

/**
 * For each finding 32 hex digits that stay the same when lines move or the words of a message change, and that no two of
 * the report share. To recognise, not to protect: no cryptographic hash, which only the world could hand in.
 */
export function identities(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, path, anchor }) => {
    const identity = JSON.stringify([rule, path, anchor]);
    const nth = seen.get(identity) ?? 0;
    seen.set(identity, nth + 1);
    return hash128(nth === 0 ? identity : `${identity}${nth}`);
  });
}

// Four lanes of 32-bit FNV-1a from different starts, each finished as in MurmurHash3 and mixed with its neighbour.
function hash128(text: string): string {
  const lanes = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    for (let lane = 0; lane < 4; lane++) {
      const mixed = (lanes[lane] ?? 0) ^ (unit + lane * 0x10000);
      lanes[lane] = Math.imul(mixed, 0x01000193) ^ (mixed >>> 15);
    }
  }
  let carried = 0;
  return lanes
    .map((lane) => {
      carried = finished(lane ^ carried);
      return carried.toString(16).padStart(8, '0');
    })
    .join('');
}

function finished(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
