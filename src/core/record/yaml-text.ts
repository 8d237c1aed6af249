/** A value that pir writes into frontmatter. Undefined members are left out. */
export type Writable =
  | string
  | number
  | boolean
  | null
  | readonly Writable[]
  | { readonly [key: string]: Writable | undefined };

// Words and forms that some YAML reader takes for something else than text: 1.1 booleans and nulls, numbers in every base,
// sexagesimals, dates and times.
const misread = /^(?:y|yes|n|no|on|off|true|false|null|~|\.inf|\.nan|[-+.]?\d[\d_.:eExXoOabcdfABCDF+-]*.*)$/i;
const plainInFlow = /^[\p{L}\p{N}_/(][\p{L}\p{N}\p{M} _./()'"+;!?&%=@$*<>|~^-]*$/u;
const plainInBlock = /^[\p{L}\p{N}_/(][\p{L}\p{N}\p{M} _./()'"+;!?&%=@$*<>|~^,:[\]{}#-]*$/u;
const breaksInFlow = /^(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/)?[\p{L}\p{N}_./-]+(?::[\p{L}\p{N}_./-]+)*$/u;

/** One scalar as YAML that every reader of YAML 1.1 and 1.2 takes for the same value. */
export function scalarText(value: string | number | boolean | null, isInFlow: boolean): string {
  if (typeof value !== 'string') return value === null ? 'null' : String(value);
  const isPlain =
    value.length <= 400 &&
    !misread.test(value) &&
    value.trim() === value &&
    !/: |:$| #/.test(value) &&
    (isInFlow ? plainInFlow.test(value) : plainInBlock.test(value) || breaksInFlow.test(value));
  return isPlain ? value : quoted(value);
}

function quoted(value: string): string {
  // JSON strings are YAML double-quoted ones but for what YAML readers must not see raw.
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A value on one line: flow maps and lists. */
export function flowText(value: Writable): string {
  if (value === null || typeof value !== 'object') return scalarText(value, true);
  if (Array.isArray(value)) return `[${value.map((item) => flowText(item as Writable)).join(', ')}]`;
  const pairs = Object.entries(value).filter(([, member]) => member !== undefined);
  return pairs.length === 0
    ? '{}'
    : `{ ${pairs.map(([key, member]) => `${key}: ${flowText(member as Writable)}`).join(', ')} }`;
}

const WIDTH = 110;

/**
 * The lines of `key: value`, the first without its indentation, the others indented by `indent` and more. Small values stay
 * on the key's line; long lists and maps get lines of their own.
 */
export function pairLines(key: string, value: Writable, indent: string): string[] {
  if (value === null || typeof value !== 'object') return [`${key}: ${scalarText(value, false)}`];
  const flow = flowText(value);
  if (flow.length + key.length + indent.length <= WIDTH && !prefersBlock(value)) return [`${key}: ${flow}`];
  if (Array.isArray(value)) return [`${key}:`, ...value.flatMap((item) => itemLines(item as Writable, `${indent}  `))];
  const pairs = Object.entries(value).filter(([, member]) => member !== undefined);
  return [
    `${key}:`,
    ...pairs.flatMap(([name, member]) => indented(pairLines(name, member as Writable, `${indent}  `), `${indent}  `)),
  ];
}

/** The lines of a list item, `- ` at `indent`. */
export function itemLines(value: Writable, indent: string): string[] {
  if (value === null || typeof value !== 'object') return [`${indent}- ${scalarText(value, false)}`];
  const flow = flowText(value);
  const isMap = !Array.isArray(value);
  if (flow.length + indent.length + 2 <= WIDTH && !(isMap && prefersBlock(value))) return [`${indent}- ${flow}`];
  if (!isMap) return [`${indent}- ${flow}`];
  const pairs = Object.entries(value).filter(([, member]) => member !== undefined);
  const lines = pairs.flatMap(([name, member]) =>
    indented(pairLines(name, member as Writable, `${indent}  `), `${indent}  `),
  );
  return [`${indent}- ${(lines[0] ?? '').trimStart()}`, ...lines.slice(1)];
}

function indented(lines: readonly string[], indent: string): string[] {
  return [`${indent}${lines[0] ?? ''}`, ...lines.slice(1)];
}

/** Actions, causes and reviews are read line by line; short notes about them are not. */
function prefersBlock(value: Writable): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (Array.isArray(value))
    return (
      value.some((item) => item !== null && typeof item === 'object') ||
      value.some((item) => typeof item === 'string' && item.length > 50)
    );
  const members = Object.values(value).filter((member) => member !== undefined);
  return members.length > 6 || members.some((member) => Array.isArray(member) && prefersBlock(member as Writable));
}
