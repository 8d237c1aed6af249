import { formatInstant, parseInstant } from '../time.ts';
import { unshared } from '../unshared.ts';

export type Data = { readonly [key: string]: unknown };
type Sha256 = (text: string) => string;

/** Lists of moves: that one is written down shows by where the last of them leads (`deferrals.to`). */
const moves = new Set(['deferrals', 'reassigned', 'severity_changes']);

/** Adds what a value says under a name: of a map each of its values, of some lists also where the last move leads. */
export function addField(fields: { [field: string]: string }, name: string, value: unknown, sha256: Sha256): void {
  // Most values are texts.
  const isText = typeof value === 'string';
  if (!isText && isMap(value)) {
    for (const key in value) addField(fields, `${name}.${key}`, value[key], sha256);
    return;
  }
  const text = isText ? shortened(value.trim(), sha256) : textOf(value, sha256);
  if (text === undefined) return;
  fields[name] = text;
  const last = Array.isArray(value) && moves.has(name) ? value.at(-1) : undefined;
  if (isMap(last)) addField(fields, `${name}.to`, last.to, sha256);
}

const LONGEST = 100;

/** A long text is cut, and told apart by the beginning of its hash. */
export function textOf(value: unknown, sha256: Sha256): string | undefined {
  return shortened(Array.isArray(value) ? value.map(plain).filter(Boolean).join(', ') : plain(value), sha256);
}

function shortened(whole: string, sha256: Sha256): string | undefined {
  if (whole === '') return undefined;
  return whole.length <= LONGEST ? unshared(whole) : `${whole.slice(0, LONGEST - 12)}… #${sha256(whole).slice(0, 8)}`;
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(plain).join(', ')}]`;
  // Whose item it is comes first, so that it is told also where the rest is cut.
  const pairs = Object.entries(value).sort(([a], [b]) => Number(isName(b)) - Number(isName(a)) || (a < b ? -1 : 1));
  return `{${pairs.map(([key, each]) => `${key}: ${plain(each)}`).join(', ')}}`;
}

const isName = (key: string): boolean => key === 'id' || key === 'item' || key === 'who';

/** Values as one text. */
export function words(...values: readonly unknown[]): string {
  return values.length === 1 ? plain(values[0]) : values.map(plain).filter(Boolean).join(' ');
}

/** Whether a value has values by name. */
export function isMap(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// As it is written mostly, and would be again.
const usual = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** An instant in UTC; what is none as it is. */
export function inUtc(text: string): string {
  if (usual.test(text)) return text;
  const at = parseInstant(text);
  return at === undefined ? text : formatInstant(at);
}
