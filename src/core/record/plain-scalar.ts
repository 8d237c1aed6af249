const octal = /^0o[0-7]+$/;
const whole = /^[-+]?[0-9]+$/;
const hexadecimal = /^0x[0-9a-fA-F]+$/;
const exponential = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/;
const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/;
const words: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

/**
 * What a plain scalar means in the core schema of YAML 1.2, as `yaml` resolves it; `code` is its first character's.
 * Undefined for infinities and what is no number, for which nobody has a use.
 */
export function plainValue(text: string, code: number): string | number | boolean | null | undefined {
  // ~ N T F n t f
  if (code === 126 || code === 110 || code === 116 || code === 102 || code === 78 || code === 84 || code === 70) {
    if (text.length > 5) return text;
    const word = words.get(text);
    return word === undefined ? text : word;
  }
  if (code > 57 || (code < 48 && code !== 43 && code !== 45 && code !== 46)) return text;
  // A day or time, which is text: most of what begins with a digit.
  if (text.charCodeAt(4) === 45 && text.charCodeAt(3) <= 57) return text;
  let value: number | string = text;
  if (whole.test(text)) value = Number.parseInt(text, 10);
  else if (octal.test(text)) value = Number.parseInt(text.slice(2), 8);
  else if (hexadecimal.test(text)) value = Number.parseInt(text.slice(2), 16);
  else if (exponential.test(text) || decimal.test(text)) value = Number.parseFloat(text);
  else if (/^[-+]?\.(?:inf|nan)$/i.test(text)) return undefined;
  return typeof value === 'number' && !Number.isFinite(value) ? undefined : value;
}
