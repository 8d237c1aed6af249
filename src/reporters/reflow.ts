/** What begins something of its own in markdown: a list, a heading, a quotation, a table, code, a rule. */
const ownLine = /^(?:\s|#|>|\||```|~~~|[-*+](?:\s|$)|\d{1,9}[.)](?:\s|$)|(?:=+|-+|\*+)\s*$)/;

/** Markdown with each plain paragraph on one line, to be wrapped anew: in a file it is broken where its editor was full. */
export function reflow(markdown: string): string {
  const kept: string[] = [];
  let isCode = false;
  let joins = false;
  for (const line of markdown.split(/\r?\n/)) {
    const isFence = /^\s{0,3}(?:```|~~~)/.test(line);
    const isPlain = !isCode && line.trim() !== '' && !ownLine.test(line);
    if (isPlain && joins) kept.push(`${kept.pop()} ${line}`);
    else kept.push(line);
    // Two blanks or a backslash at the end are a break that is meant.
    joins = isPlain && !/(?: {2}|\\)$/.test(line);
    if (isFence) isCode = !isCode;
  }
  return kept.join('\n');
}
