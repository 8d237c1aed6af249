const [SPACE, LF] = [32, 10];

/** A block of text under `|` or `>`, with the offset where its last line ends. */
export interface PlainBlock {
  value: string;
  end: number;
}

/**
 * Reads the block of text whose `|` or `>` stands at an offset, in the text up to `end`: some lines in one column, deeper
 * than `column`, without blank lines between them. Undefined for everything else, which is for `yaml` to read.
 */
export function plainBlock(text: string, at: number, end: number, column: number): PlainBlock | undefined {
  const isStripped = text.charCodeAt(at + 1) === 45;
  const header = at + (isStripped ? 2 : 1);
  if (text.charCodeAt(header) !== LF) return undefined;
  const lines: string[] = [];
  let stop = header;
  let indent = -1;
  for (let line = header + 1; line < end; ) {
    const newline = text.indexOf('\n', line);
    if (newline < 0 || newline >= end) return undefined;
    let first = line;
    while (text.charCodeAt(first) === SPACE) first++;
    if (first === newline) {
      // Nothing but more of them, or what is less deep, may follow; spaces in a blank line may be content.
      if (first > line || !endsHere(text, newline + 1, end, column)) return undefined;
      break;
    }
    if (indent < 0) {
      indent = first - line;
      if (indent <= column) return undefined;
    }
    if (first - line < indent) {
      if (first - line > column) return undefined;
      break;
    }
    if (first - line > indent) return undefined;
    lines.push(text.slice(first, newline));
    stop = newline;
    line = newline + 1;
  }
  if (lines.length === 0) return undefined;
  const isFolded = text.charCodeAt(at) === 62;
  return { value: lines.join(isFolded ? ' ' : '\n') + (isStripped ? '' : '\n'), end: stop };
}

// Whether the next line that is not empty is no deeper than the column, or there is none.
function endsHere(text: string, from: number, end: number, column: number): boolean {
  let line = from;
  while (line < end && text.charCodeAt(line) === LF) line++;
  let first = line;
  while (text.charCodeAt(first) === SPACE) first++;
  return line >= end || (first - line <= column && text.charCodeAt(first) !== LF);
}
