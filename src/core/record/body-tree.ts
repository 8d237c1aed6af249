import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import type { Plugin } from 'unified';
import { type Heading, titleOf, withoutClosing } from './body-scan.ts';

// Only blocks matter here, and what stands inside a line is where time goes, a thousandfold when it is meant to.
const inline = [
  'attention',
  'autolink',
  'characterEscape',
  'characterReference',
  'codeText',
  'hardBreakEscape',
  'htmlText',
  'labelEnd',
  'labelStartImage',
  'labelStartLink',
  'strikethrough',
];

const blocksOnly: Plugin = function () {
  const data = this.data();
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push({ disable: { null: inline } });
};

const parser = remark().use(blocksOnly).use(remarkFrontmatter).use(remarkGfm).freeze();

/** The headings of a body as remark reads it: the meaning that the quick scanner has to meet. */
export function treeHeadings(text: string, bodyStart: number): Heading[] {
  // The frontmatter is no markdown and may be broken: an empty one stands for it, so that the body stays a body.
  const front = '---\n---\n';
  const shift = bodyStart - front.length;
  const root = parser.parse(front + text.slice(bodyStart));
  const headings: Heading[] = [];
  for (const node of root.children) {
    if (node.type !== 'heading' || node.position === undefined) continue;
    const start = (node.position.start.offset ?? 0) + shift;
    const end = (node.position.end.offset ?? 0) + shift;
    const newline = text.indexOf('\n', end);
    headings.push({
      level: node.depth,
      raw: rawTitle(text.slice(start, end)),
      start,
      contentStart: newline < 0 ? text.length : newline + 1,
    });
  }
  return headings;
}

function rawTitle(source: string): string {
  const marks = /^#{1,6}(?=[ \t]|$)[ \t]*/.exec(source);
  if (marks !== null && !source.includes('\n')) return withoutClosing(source.slice(marks[0].length));
  return titleOf(source.slice(0, source.lastIndexOf('\n')));
}

const proseParser = remark().use(remarkGfm).freeze();

/** A piece of markdown with all that stands inside its lines: for the few texts that are shown as a page. */
export function proseTree(markdown: string): ReturnType<typeof proseParser.parse> {
  return proseParser.parse(markdown);
}
