/** SHA-256 in hex, as the world hands it in. */
export type Sha256 = (data: string | Uint8Array) => string;

const BLOCK = 64;
const encoder = new TextEncoder();

/** HMAC with SHA-256 (RFC 2104), in hex. The key is bytes. */
export function keyedHash(key: Uint8Array, text: string, sha256: Sha256): string {
  const short = key.length > BLOCK ? fromHex(sha256(key)) : key;
  const padded = new Uint8Array(BLOCK);
  padded.set(short);
  const inner = sha256(
    joined(
      padded.map((byte) => byte ^ 0x36),
      encoder.encode(text),
    ),
  );
  return sha256(
    joined(
      padded.map((byte) => byte ^ 0x5c),
      fromHex(inner),
    ),
  );
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
