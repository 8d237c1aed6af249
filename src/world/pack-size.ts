/** Bytes. Git holds one object in memory, and reads and hashes all of them: a few kilobytes can stand for terabytes. */
export interface PackLimits {
  object: number;
  /** All objects of a pack together, unpacked and with their deltas applied. */
  total: number;
}

/** Forges take no file over 100 MB; the folders of 10,000 records and their whole history come to some 8 GiB. */
export const packLimits: PackLimits = { object: 128 * 2 ** 20, total: 16 * 2 ** 30 };

const OFFSET_DELTA = 6;
const REFERENCE_DELTA = 7;

/**
 * Why git is not to unpack a bundle: the sizes that the entries of its pack claim, each inflated no further than it claims
 * (gitformat-pack). Undefined for one within limits, and for one that is broken: git stops at the same place, before it
 * applies any delta.
 */
export function whyTooLarge(bundle: Buffer, { object, total }: PackLimits = packLimits): string | undefined {
  const headEnd = bundle.indexOf('\n\n');
  if (headEnd < 0) return undefined;
  const hashLength = bundle.subarray(0, headEnd).includes('@object-format=sha256') ? 32 : 20;
  const pack = bundle.subarray(headEnd + 2);
  if (pack.length < 12 || pack.toString('latin1', 0, 4) !== 'PACK') return undefined;
  let sum = 0;
  let at = 12;
  for (let left = pack.readUInt32BE(8); left > 0; left--) {
    const head = readHead(pack, at);
    const { type } = head;
    at = head.end;
    if (type === OFFSET_DELTA) at = varintAt(pack, at).end;
    else if (type === REFERENCE_DELTA) at += hashLength;
    if (head.size > object) return overObject(object);
    const inflated = inflate(pack.subarray(at), head.size);
    if (inflated === undefined) return undefined;
    at += inflated.read;
    sum += head.size;
    if (type === OFFSET_DELTA || type === REFERENCE_DELTA) {
      // A delta begins with the size of what it is applied to, and then that of what comes out.
      const { value } = varintAt(inflated.data, varintAt(inflated.data, 0).end);
      if (value > object) return overObject(object);
      sum += value;
    }
    if (sum > total) return `its objects come to over ${words(total)}`;
  }
  return undefined;
}

const overObject = (limit: number) => `one of its objects is over ${words(limit)}`;

/** An entry's type, and the size of what is packed in it. */
function readHead(pack: Buffer, at: number): { type: number; size: number; end: number } {
  const first = pack[at] ?? 0;
  const rest = first >= 0x80 ? varintAt(pack, at + 1) : { value: 0, end: at + 1 };
  return { type: (first >> 4) & 7, size: (first & 15) + rest.value * 16, end: rest.end };
}

/** Seven bits a byte, the lowest first. By multiplication, because a claim may be over 32 bits. */
function varintAt(bytes: Buffer, start: number): { value: number; end: number } {
  let value = 0;
  let unit = 1;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * unit;
    if (byte < 0x80) return { value, end: at + 1 };
    unit *= 128;
  }
  return { value, end: bytes.length };
}

/** What is packed there, with how many bytes of the pack it takes; undefined where it is not of that size. */
function inflate(packed: Buffer, size: number): { data: Buffer; read: number } | undefined {
  try {
    const chunkSize = Math.min(Math.max(size + 1, 64), 2 ** 20);
    // With `info` it answers the engine, too, which @types/node does not say.
    // Loaded only here: with the streams it brings, it would take some milliseconds of every start.
    const { inflateSync } = process.getBuiltinModule('node:zlib');
    const { buffer, engine } = inflateSync(packed, { info: true, chunkSize, maxOutputLength: size + 1 }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return buffer.length === size ? { data: buffer, read: engine.bytesWritten } : undefined;
  } catch {
    return undefined;
  }
}

function words(bytes: number): string {
  const [unit, name] = bytes >= 2 ** 30 ? [2 ** 30, 'GiB'] : bytes >= 2 ** 20 ? [2 ** 20, 'MiB'] : [1, 'bytes'];
  return `${Math.round(bytes / unit)} ${name}`;
}
