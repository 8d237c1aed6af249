/** Values of many things side by side: numbers of one size, or texts. */
export type Column = Uint8Array | Uint32Array | Float64Array | readonly string[];

/** Columns by name. */
export type Columns = Readonly<{ [name: string]: Column }>;

type Kind = 'u8' | 'u32' | 'f64' | 'lines' | 'json';
type Part = readonly [name: string, kind: Kind, bytes: number];

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** Numbers stand as this machine has them: columns are for keeping on it, not for handing on. */
const ORDER = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 'little' : 'big';

/** Columns as bytes: a line of JSON that says what follows, and the columns as they lie in memory. */
export function packColumns(columns: Columns): Uint8Array {
  const parts: Part[] = [];
  const bodies: Uint8Array[] = [];
  for (const [name, column] of Object.entries(columns)) {
    const [kind, body] = bodyOf(column);
    parts.push([name, kind, body.length]);
    bodies.push(body);
  }
  const head = encoder.encode(`${JSON.stringify({ order: ORDER, parts })}\n`);
  const packed = new Uint8Array(bodies.reduce((sum, { length }) => sum + length, head.length));
  let at = 0;
  for (const part of [head, ...bodies]) {
    packed.set(part, at);
    at += part.length;
  }
  return packed;
}

/** Columns as they were packed, each read when it is asked for. */
export interface PackedColumns {
  /** Numbers, as small as they were kept: an empty list where there is no such column. */
  numbers(name: string): Uint8Array | Uint32Array | Float64Array;
  texts(name: string): readonly string[];
}

/** Reads such bytes; undefined for those of another machine. Throws for what was never packed. */
export function unpackColumns(packed: Uint8Array): PackedColumns | undefined {
  const end = packed.indexOf(LINE_END);
  const { order, parts } = JSON.parse(decoder.decode(packed.subarray(0, end))) as { order: string; parts: Part[] };
  if (order !== ORDER) return undefined;
  const places = new Map<string, { kind: Kind; start: number; end: number }>();
  let start = end + 1;
  for (const [name, kind, bytes] of parts) {
    places.set(name, { kind, start, end: start + bytes });
    start += bytes;
  }
  return {
    numbers(name) {
      const place = places.get(name);
      if (place === undefined) return new Uint8Array();
      // A copy, since numbers must begin at multiples of their size.
      const body = new Uint8Array(packed.subarray(place.start, place.end));
      if (place.kind === 'f64') return new Float64Array(body.buffer);
      return place.kind === 'u32' ? new Uint32Array(body.buffer) : body;
    },
    texts(name) {
      const place = places.get(name);
      if (place === undefined) return [];
      const text = decoder.decode(packed.subarray(place.start, place.end));
      if (place.kind === 'json') return JSON.parse(text) as string[];
      return text === '' ? [] : text.slice(0, -1).split('\n');
    },
  };
}

/** The numbers of a column as doubles, however small they were kept. */
export function doublesOf(kept: PackedColumns, name: string): Float64Array {
  const numbers = kept.numbers(name);
  return numbers instanceof Float64Array ? numbers : new Float64Array(numbers);
}

const LINE_END = 10;

function bodyOf(column: Column): readonly [Kind, Uint8Array] {
  if (column instanceof Uint8Array) return ['u8', column];
  if (column instanceof Float64Array || column instanceof Uint32Array) {
    const most = mostOf(column);
    if (most < 2 ** 8) return ['u8', new Uint8Array(column)];
    return most < 2 ** 32 ? ['u32', bytesOf(new Uint32Array(column))] : ['f64', bytesOf(column as Float64Array)];
  }
  // JSON takes several times as long to read, and a text with lines or half a character is rare.
  if (column.some((text) => /[\n\ud800-\udfff]/.test(text))) return ['json', encoder.encode(JSON.stringify(column))];
  return ['lines', encoder.encode(column.map((text) => `${text}\n`).join(''))];
}

/** The greatest of whole numbers from 0 on; infinite where there are others. */
function mostOf(column: Uint32Array | Float64Array): number {
  let most = 0;
  for (const number of column) {
    if (!(number >= 0 && Number.isInteger(number)) || Object.is(number, -0)) return Number.POSITIVE_INFINITY;
    if (number > most) most = number;
  }
  return most;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array | Float64Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
