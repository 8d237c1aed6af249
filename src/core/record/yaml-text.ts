/** A value that pir writes into frontmatter. Undefined members are left out. */
export type Writable =
  | string
  | number
  | boolean
  | null
  | readonly Writable[]
  | { readonly [key: string]: Writable | undefined };

/** How far a file indents what stands below a key: keys of a map, and the dashes of a list. In spaces. */
export interface Indentation {
  map: number;
  list: number;
}

const usual: Indentation = { map: 2, list: 2 };

// Words that some reader of YAML 1.1 or 1.2 takes for a boolean or a null.
const word = /^(?:y|yes|n|no|on|off|true|false|null|nan|inf)$/i;
// Numbers of every base, sexagesimals, dates and times are made of these alone (YAML 1.1 types; Ruby's numbers have commas).
const numeric = /^[\da-fxotz_.:+, -]*$/i;
const first = /^[\p{L}\d_(/]/u;
// In functions, since to make such a pattern takes half a millisecond, and most runs write nothing.
// Old readers of YAML 1.1 stop at a colon or a question mark inside a flow.
const isPlainInFlow = (value: string) => /^(?:[\p{L}\p{N}\p{M} ]|(?![,[\]{}:?#\\])[\p{P}\p{S}])+$/u.test(value);
const isPlainInBlock = (value: string) => /^(?:[\p{L}\p{N}\p{M} ]|(?!\\)[\p{P}\p{S}])+$/u.test(value);

/** One scalar as YAML that every reader of YAML 1.1 and 1.2 takes for the same value. */
export function scalarText(value: string | number | boolean | null, isInFlow: boolean): string {
  if (typeof value !== 'string') return value === null ? 'null' : String(value);
  const isPlain =
    first.test(value) &&
    !word.test(value) &&
    !(/^\d/.test(value) && numeric.test(value)) &&
    !/: |:$| #| $/.test(value) &&
    (isInFlow ? isPlainInFlow(value) : isPlainInBlock(value));
  return isPlain ? value : quotedText(value);
}

/** A key. `on`, which is one of the schema's, stays as people write it: readers of 1.1 alone take it for true. */
export function keyText(key: string, isInFlow: boolean): string {
  return key === 'on' ? key : scalarText(key, isInFlow);
}

/** A text in double quotes. */
export function quotedText(value: string): string {
  // JSON strings are YAML double-quoted ones, but for characters that YAML readers refuse or people cannot see.
  return JSON.stringify(value).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) as number;
    return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
  });
}

const hex = (code: number, width: number): string => code.toString(16).padStart(width, '0');

/** A value on one line: flow maps and lists. */
export function flowText(value: Writable): string {
  if (value === null || typeof value !== 'object') return scalarText(value, true);
  if (isList(value)) return `[${value.map(flowText).join(', ')}]`;
  const pairs = membersOf(value);
  return pairs.length === 0
    ? '{}'
    : `{ ${pairs.map(([key, member]) => `${keyText(key, true)}: ${flowText(member)}`).join(', ')} }`;
}

const WIDTH = 110;

/**
 * The lines of `key: value`, the first without its indentation, the others indented by `indent` and more. Small values stay
 * on the key's line; long lists and maps get lines of their own.
 */
export function pairLines(key: string, value: Writable, indent: string, step: Indentation = usual): string[] {
  const name = keyText(key, false);
  const [head, ...rest] = valueLines(value, indent, name.length, step);
  return [head === '' ? `${name}:` : `${name}: ${head}`, ...rest];
}

/** What stands behind `key:`, '' where the value has lines of its own, and those lines; `width` is the key's. */
export function valueLines(
  value: Writable,
  indent: string,
  width: number,
  step: Indentation = usual,
): [head: string, ...rest: string[]] {
  if (value === null || typeof value !== 'object') return [scalarText(value, false)];
  const flow = flowText(value);
  const isEmpty = flow === '[]' || flow === '{}';
  if (isEmpty || (flow.length + width + indent.length + 2 <= WIDTH && !prefersLines(value))) return [flow];
  if (isList(value)) {
    const deeper = indent + ' '.repeat(step.list);
    return ['', ...value.flatMap((item) => itemLines(item, deeper, step))];
  }
  return ['', ...membersLines(value, indent + ' '.repeat(step.map), step)];
}

/** The lines of a list item, `- ` at `indent`; `isFlow` says whether its neighbours are maps on one line. */
export function itemLines(value: Writable, indent: string, step: Indentation = usual, isFlow?: boolean): string[] {
  const flow = value !== null && typeof value === 'object' ? flowText(value) : scalarText(value, false);
  const canHaveLines = value !== null && typeof value === 'object' && !isList(value) && flow !== '{}';
  const isShort = flow.length + indent.length + 2 <= WIDTH;
  if (!canHaveLines || (isShort && (isFlow ?? !prefersLines(value)))) return [`${indent}- ${flow}`];
  const [head = '', ...rest] = membersLines(value, `${indent}  `, step);
  return [`${indent}- ${head.trimStart()}`, ...rest];
}

function membersLines(value: MapValue, indent: string, step: Indentation): string[] {
  return membersOf(value).flatMap(([key, member]) => {
    const [head = '', ...rest] = pairLines(key, member, indent, step);
    return [indent + head, ...rest];
  });
}

type MapValue = { readonly [key: string]: Writable | undefined };

function membersOf(value: MapValue): [key: string, member: Writable][] {
  return Object.entries(value).filter((pair): pair is [string, Writable] => pair[1] !== undefined);
}

/** `Array.isArray` alone does not tell a readonly list from a map. */
function isList(value: readonly Writable[] | MapValue): value is readonly Writable[] {
  return Array.isArray(value);
}

/** Actions, causes and sentences are read line by line; short notes about them are not. */
function prefersLines(value: readonly Writable[] | MapValue): boolean {
  const hasLines = (member: Writable): boolean =>
    member !== null && typeof member === 'object' && isList(member) && prefersLines(member);
  if (isList(value))
    return value.some((item) => (typeof item === 'string' ? item.includes(' ') : typeof item === 'object'));
  const members = membersOf(value);
  return (value.id !== undefined && members.length > 3) || members.length > 6 || members.some(([, m]) => hasLines(m));
}
