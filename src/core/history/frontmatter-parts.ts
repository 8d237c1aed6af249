const [LF, SPACE, HASH, DASH, DOT] = [10, 32, 35, 45, 46];

/**
 * Where the part of a frontmatter ends that begins at the offset of a line: the line of a key in the first column, and all
 * lines below it up to the next such line or the closing fence. What stands before the first key is of its part. -1 where
 * no fence follows, and where a line looks like a fence or the end of a document and may be none.
 *
 * Of what the plain reader reads, no value goes on beyond its part, and none depends on what stands outside: a part means
 * the same wherever it stands. Of all YAML that is not so.
 */
export function partEnd(text: string, start: number): number {
  let hasKey = isKeyLine(text.charCodeAt(start));
  for (let at = text.indexOf('\n', start) + 1; at > 0; at = text.indexOf('\n', at) + 1) {
    const code = text.charCodeAt(at);
    if (code === DASH) {
      if (isFence(text, at)) return at;
      if (text.startsWith('---', at)) return -1;
    } else if (code === DOT) return -1;
    else if (isKeyLine(code)) {
      if (hasKey) return at;
      hasKey = true;
    }
  }
  return -1;
}

/** Whether a part that is the same up to an offset ends there. */
export function isPartEnd(text: string, at: number): boolean {
  return isKeyLine(text.charCodeAt(at)) || isFence(text, at);
}

/** Whether the line at that offset is `---` and nothing else. */
export function isFence(text: string, at: number): boolean {
  return text.startsWith('---\n', at) || (text.length === at + 3 && text.endsWith('---'));
}

// By its first character: neither blank nor a comment, nor of a value that began before. NaN behind the end of the text.
function isKeyLine(code: number): boolean {
  return code !== LF && code !== SPACE && code !== HASH && code !== DASH && code > 0;
}

/**
 * The items of the block list that a part holds, as text, each with the lines up to the next; undefined where its key does
 * not stand alone on its line with an item in the next. What was said of parts is so of items too.
 */
export function itemTexts(part: string): readonly string[] | undefined {
  const line = part.indexOf('\n');
  if (part.indexOf(':') !== line - 1) return undefined;
  let dash = line + 1;
  while (part.charCodeAt(dash) === SPACE) dash++;
  if (part.charCodeAt(dash) !== DASH || part.charCodeAt(dash + 1) !== SPACE) return undefined;
  const start = part.slice(line, dash + 2);
  const items: string[] = [];
  for (let at = line; at >= 0; ) {
    const next = part.indexOf(start, at + 1);
    items.push(part.slice(at + 1, next < 0 ? part.length : next + 1));
    at = next;
  }
  return items;
}
