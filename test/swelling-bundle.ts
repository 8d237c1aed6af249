import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** An entry of a pack: type and size, seven bits a byte, then what `between` says, then the packed bytes. */
export function entry(type: number, data: Buffer, { between = Buffer.alloc(0), claim = data.length } = {}): Buffer {
  const rest = Math.floor(claim / 16);
  const first = (type << 4) | (claim % 16) | (rest > 0 ? 0x80 : 0);
  return Buffer.concat([Buffer.from([first]), rest > 0 ? varint(rest) : Buffer.alloc(0), between, deflateSync(data)]);
}

/** A number as packs have it, the lowest seven bits first. */
export function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    const isLast = left < 128;
    bytes.push((left % 128) + (isLast ? 0 : 128));
    if (isLast) return Buffer.from(bytes);
  }
}

/** A bundle with those entries; how many there are may be a lie. */
export function bundleWith(
  entries: readonly Buffer[],
  { commit = '1'.repeat(40), count = entries.length } = {},
): Buffer {
  const head = Buffer.alloc(12);
  head.write('PACK');
  head.writeUInt32BE(2, 4);
  head.writeUInt32BE(count, 8);
  const pack = Buffer.concat([head, ...entries]);
  const sum = createHash('sha1').update(pack).digest();
  return Buffer.concat([Buffer.from(`# v2 git bundle\n${commit} HEAD\n\n`), pack, sum]);
}

/** 64 KiB of zeros, and a delta of a few kilobytes that copies them until there are `size` bytes. */
export function swellingBundle(commit: string, size: number): Buffer {
  const blob = Buffer.alloc(65536);
  const base = entry(3, blob);
  // 0x80: copy from the start; no size means 65,536 bytes.
  const delta = Buffer.concat([varint(blob.length), varint(size), Buffer.alloc(size / blob.length, 0x80)]);
  const hash = createHash('sha1').update(`blob ${blob.length}\0`).update(blob).digest();
  return bundleWith([base, entry(7, delta, { between: hash })], { commit });
}
