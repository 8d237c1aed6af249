// What a terminal obeys, or what makes a text look like another: controls, lone surrogates, noncharacters, and all that
// Unicode says may be left invisible (zero-width, bidi, tags, fillers). An emoji keeps its presentation selector.
const KEPT = String.raw`(?!(?<=\p{Emoji})[\ufe0e\ufe0f])`;
const HIDDEN = String.raw`\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffb`;
const made = new Map<string, RegExp>();

// Made when a text needs it, which few do: sets of characters that Unicode names take a millisecond to make.
function unshown(controls: string): RegExp {
  const known = made.get(controls) ?? new RegExp(`${KEPT}[${controls}${HIDDEN}]`, 'gu');
  made.set(controls, known);
  return known;
}

const allControls = String.raw`\p{Cc}`;
// JSON.stringify has escaped C0 already; what is left of it are the line ends of its own layout.
const otherControls = String.raw`\x7f-\x9f`;

function picture(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : `\\u{${code.toString(16)}}`;
}

/**
 * Text from records, paths and git as people may see it: one line, in which control, zero-width and bidi characters are
 * visible (`␛`, `\u{202e}`) and no build log finds a command. With `'lines'`, line ends (`\n` for all of them) and tabs stay.
 */
export function showText(text: string, keep?: 'lines'): string {
  if (/^[ -~]*$/.test(text)) return breakCommands(text);
  if (keep === undefined) return breakCommands(text.replace(unshown(allControls), picture));
  const lines = text.replace(/\r\n?/g, '\n');
  const pictured = (char: string) => (char === '\n' || char === '\t' ? char : picture(char));
  return breakCommands(lines.replace(unshown(allControls), pictured));
}

/**
 * Takes the meaning from what build logs obey: `##[cmd]`, `##vso[cmd]`, `##teamcity[cmd]` anywhere in a line, `::cmd::` at
 * its start. For whole outputs too, since wrapping moves words to where lines start.
 */
export function breakCommands(text: string): string {
  if (!text.includes('##') && !text.includes('::')) return text;
  return text.replace(/##(\w*)\[/g, '##$1\\u{5b}').replace(/^([^\S\n]*)::/gm, '$1\\u{3a}:');
}

/** Any data as JSON that reads back the same and is harmless in a terminal and a build log. */
export function toJson(data: unknown, indent = 0): string {
  const json = JSON.stringify(data, null, indent);
  const shown = /^[\n -~]*$/.test(json) ? json : json.replace(unshown(otherControls), escapeUnits);
  return shown.includes('##') ? shown.replace(/##(\w*)\[/g, '##$1\\u005b') : shown;
}

function escapeUnits(char: string): string {
  let escaped = '';
  for (let at = 0; at < char.length; at++) escaped += `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return escaped;
}
