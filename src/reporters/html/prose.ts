import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { type Plugin, unified } from 'unified';
import { proseTree } from '../../core/record/body-tree.ts';
import { limits } from '../../core/record/limits.ts';
import { showText } from '../../core/show-text.ts';
import { element, type Html, lines, text, trusted } from './markup.ts';

/** What prose may have: no image, no form, no id that the page has already, and links that lead to a web page or a mailbox. */
const schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => name !== 'img' && name !== 'input' && name !== 'section'),
  attributes: { a: ['href'], ol: ['start'], th: ['align'], td: ['align'] },
  protocols: { href: ['http', 'https', 'mailto'] },
};

interface Node {
  type: string;
  tagName?: string;
  properties?: { [name: string]: unknown };
  children?: Node[];
}

/** Headings of a page are its own, so that they stay in order, and links are told nothing of where they were followed. */
const atHome: Plugin = () => (tree) => {
  const waiting = [tree as Node];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (/^h[1-6]$/.test(node.tagName ?? '')) {
      node.tagName = 'p';
      node.properties = { className: ['heading'] };
    }
    if (node.tagName === 'a') {
      const { href } = node.properties ?? {};
      // A place in the record's own file or folder is no place here.
      if (typeof href !== 'string' || !/^(?:https?|mailto):/i.test(href)) node.properties = {};
      else node.properties = { href, rel: ['noreferrer'] };
    }
    if (node.tagName === 'table') node.properties = { className: ['prose-table'] };
    waiting.push(...(node.children ?? []));
  }
};

const processor = unified()
  .use(remarkRehype)
  .use(rehypeSanitize, schema)
  .use(atHome)
  .use(rehypeStringify, { allowDangerousHtml: false, characterReferences: { useNamedReferences: true } })
  .freeze();

/** Longer, and with more marks in a row, it is not worth the minutes that reading it may take. */
const LONGEST = 64 * 1024;
const opening = new RegExp(`^(?:[ \\t]*(?:>|[-*+](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${limits.markers + 1}}`, 'm');

/** Markdown by whoever wrote a record, as HTML that can do nothing; what is too much to read as markdown stands as it is. */
export function proseHtml(markdown: string): Html {
  const shown = showText(markdown.trim(), 'lines');
  if (shown.length > LONGEST || opening.test(shown) || hasManyMarks(shown))
    return element('div', { class: 'prose' }, element('pre', {}, text(shown, 'lines')));
  const made = processor.stringify(processor.runSync(proseTree(shown)) as Parameters<typeof processor.stringify>[0]);
  return element('div', { class: 'prose' }, lines(trusted(made)));
}

// Emphasis and links that never close are looked at again and again.
function hasManyMarks(shown: string): boolean {
  return (shown.match(/[*_[\]`~<&]/g)?.length ?? 0) > 2_000;
}
