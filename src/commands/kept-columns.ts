import { type Columns, type PackedColumns, packColumns, unpackColumns } from '../core/columns.ts';
import type { World } from '../world/world.ts';

/** Of a key and a checksum, both in hex, and the names before them. */
const LONGEST_HEAD = 200;

// With a checksum, so that whatever became of the file on the disk is no answer.
const headOf = (packed: Uint8Array, key: string, { sha256 }: World): string =>
  `${JSON.stringify({ key, columns: sha256(packed) })}\n`;

/** Keeps columns in git's own folder, under a key that says what they depend on. */
export function writeColumns(top: string, name: string, columns: Columns, key: string, world: World): void {
  const packed = packColumns(columns);
  const head = new TextEncoder().encode(headOf(packed, key, world));
  const whole = new Uint8Array(head.length + packed.length);
  whole.set(head);
  whole.set(packed, head.length);
  world.cache.write(top, name, whole);
}

/** The columns that were kept so; undefined for another key, and for what is not as it was written. */
export function readColumns(top: string, name: string, key: string, world: World): PackedColumns | undefined {
  const kept = world.cache.open(top, name);
  const start = kept?.part(0, LONGEST_HEAD) ?? '';
  // Another pir or config is told without looking at the rest.
  if (kept === undefined || !start.startsWith(`{"key":"${key}"`)) return undefined;
  const head = start.slice(0, start.indexOf('\n') + 1);
  const packed = kept.bytes(head.length, kept.length);
  return head === headOf(packed, key, world) ? unpackColumns(packed) : undefined;
}

/** Texts, one for each row of some columns, of which few are read. */
export interface KeptTexts {
  /** Undefined for one that is not as it was written. */
  at(row: number): string | undefined;
}

/** Keeps texts beside columns, which have to be kept with the columns that this gives: they say where each stands. */
export function writeTexts(top: string, name: string, texts: readonly string[], world: World): Columns {
  const all = new TextEncoder();
  const bodies = texts.map((text) => all.encode(text));
  const whole = new Uint8Array(bodies.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const body of bodies) {
    whole.set(body, at);
    at += body.length;
  }
  world.cache.write(top, name, whole);
  return {
    'text sizes': Uint32Array.from(bodies, ({ length }) => length),
    'text sums': bodies.map((body) => sumOf(body, world)),
  };
}

/** Texts that were kept so; each is looked for when it is asked for. */
export function openTexts(top: string, name: string, columns: PackedColumns, world: World): KeptTexts {
  const look = () => {
    const sizes = columns.numbers('text sizes');
    const starts = new Float64Array(sizes.length + 1);
    for (let row = 0; row < sizes.length; row++) starts[row + 1] = (starts[row] as number) + (sizes[row] as number);
    return { kept: world.cache.open(top, name), starts, sums: columns.texts('text sums') };
  };
  let looked: ReturnType<typeof look> | undefined;
  return {
    at(row) {
      looked ??= look();
      const { kept, starts, sums } = looked;
      const [start, end] = [starts[row], starts[row + 1]];
      if (kept === undefined || start === undefined || end === undefined) return undefined;
      const body = kept.bytes(start, end);
      return sumOf(body, world) === sums[row] ? new TextDecoder().decode(body) : undefined;
    },
  };
}

/** As much of a checksum as tells a text from what the disk, or another run at the same time, made of it. */
const sumOf = (body: Uint8Array, { sha256 }: World): string => sha256(body).slice(0, 16);
