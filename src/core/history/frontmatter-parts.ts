const [LF, SPACE, HASH, DASH] = [10, 32, 35, 45];

// The first characters of lines that belong to what stands above.
const nextKey = /\n(?![\n #-])/g;

/**
 * Where the part of a frontmatter ends that begins at the offset of a line: the line of a key in the first column, and all
 * lines below it up to the next such line or the end. What stands before the first key is of its part.
 *
 * Of what the plain reader reads, no value goes on beyond its part, and none depends on what stands outside: a part means
 * the same wherever it stands. Of all YAML that is not so.
 */
export function partEnd(front: string, start: number): number {
  nextKey.lastIndex = start;
  if (!isKeyLine(front.charCodeAt(start))) nextKey.test(front);
  return nextKey.test(front) ? nextKey.lastIndex : front.length;
}

/** Whether the line at that offset is `---` and nothing else. */
export function isFence(text: string, at: number): boolean {
  return text.startsWith('---\n', at) || (text.length === at + 3 && text.endsWith('---'));
}

/** By a line's first character: neither blank nor a comment, nor of a value that began before. */
export function isKeyLine(code: number): boolean {
  return code !== LF && code !== SPACE && code !== HASH && code !== DASH;
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
