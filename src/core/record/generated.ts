/** A block that `pir render --write` keeps: two marker comments and what stands between them. Offsets into the text. */
export interface GeneratedBlock {
  name: string;
  start: number;
  /** After the end marker, without its line end. */
  end: number;
  /** What stands between the markers, without the blank lines around it, line ends as `\n`. */
  text: string;
}

/** The blocks there are, each under its section. Markers of any other name are prose. */
export const blockSections: { readonly [name: string]: string } = {
  times: 'Timeline',
  impact: 'Impact',
  causes: 'Root cause analysis',
  actions: 'Corrective actions',
};

const BEGIN = '<!-- pir:begin ';
const marker = /^<!-- pir:(begin|end) ([a-z]+) -->[ \t]*$/;
const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/;

/**
 * The generated blocks in the body that starts at that offset, in order. A block has both its markers, each alone on its
 * line and outside code fences; a begin without its end is prose, so that nothing of it escapes a signature.
 */
export function generatedBlocks(text: string, bodyStart: number): GeneratedBlock[] {
  const blocks: GeneratedBlock[] = [];
  if (!text.includes(BEGIN, bodyStart)) return blocks;
  let fenced = '';
  let open: { name: string; start: number; inner: number } | undefined;
  for (let start = bodyStart; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(start, newline < 0 ? next : newline).replace(/\r$/, '');
    const [, bar = '', info = ''] = fence.exec(line) ?? [];
    if (fenced !== '') {
      if (bar.startsWith(fenced) && info.trim() === '') fenced = '';
    } else if (bar !== '' && !(bar[0] === '`' && info.includes('`'))) {
      fenced = bar;
    } else if (line.startsWith('<!-- pir:')) {
      const [, side, name = ''] = marker.exec(line) ?? [];
      if (side === 'begin' && Object.hasOwn(blockSections, name)) open = { name, start, inner: next };
      else if (side === 'end' && open?.name === name) {
        const inside = text.slice(open.inner, start).replaceAll('\r\n', '\n');
        blocks.push({ name, start: open.start, end: start + line.trimEnd().length, text: inside.trim() });
        open = undefined;
      }
    }
    start = next;
  }
  return blocks;
}

/** What `insertion` put before a block goes with it, so that a body is the same before and after. */
export function reachOf(block: GeneratedBlock, text: string, bodyStart: number): readonly [start: number, end: number] {
  let start = block.start;
  for (let lines = 0; lines < 2 && start > bodyStart && text[start - 1] === '\n'; lines++) {
    start -= text[start - 2] === '\r' && start - 1 > bodyStart ? 2 : 1;
  }
  return [start, block.end];
}

/** The body without its generated blocks and the two line ends before each: what a person wrote. */
export function bodyWithoutGenerated(text: string, bodyStart: number): string {
  let body = '';
  let from = bodyStart;
  for (const block of generatedBlocks(text, bodyStart)) {
    const [start, end] = reachOf(block, text, bodyStart);
    // Two blocks in a row share the line ends between them.
    body += text.slice(from, Math.max(from, start));
    from = end;
  }
  return body + text.slice(from);
}
