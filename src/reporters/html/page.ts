import type { Block, Report } from '../../core/report.ts';
import { INCOMPLETE, summaryOf } from '../summary.ts';
import { blockHtml, findingTable } from './blocks.ts';
import { element, type Html, lines, nothing, text } from './markup.ts';

/** Everything that a report says, in the order in which it is read; the first heading names the page. */
export function blocksOf(report: Report): { title: string; blocks: readonly Block[] } {
  const page: readonly Block[] = report.page ?? report.tables.map((table) => ({ block: 'table', table }));
  const first = page.findIndex(({ block }) => block === 'heading');
  const heading = page[first];
  const isNamed = heading?.block === 'heading' && heading.level === 1 && heading.text.trim() !== '';
  const section = (title: string, block: Block): Block[] => [{ block: 'heading', level: 2, text: title }, block];
  return {
    title: isNamed ? heading.text : `pir ${report.command}`,
    blocks: [
      ...(isNamed ? page.toSpliced(first, 1) : page),
      ...(report.findings.length > 0 ? section('Findings', { block: 'table', table: findingTable(report) }) : []),
      ...(report.notes.length > 0 ? section('Notes', { block: 'list', items: report.notes }) : []),
      ...(report.files.length > 0
        ? section('Files', { block: 'list', items: report.files.map(({ action, path }) => `${action} ${path}`) })
        : []),
    ],
  };
}

// A heading that says nothing would be found by nobody who jumps from one to the next.
const named = (title: string): string => (title.trim() === '' ? '–' : title);

/** Fewer chapters than these are found without a list of them. */
const FEWEST_LISTED = 5;

/** What stands in the page's `main`, and the list of its chapters; headings are in order whatever the levels given. */
export async function contentHtml(report: Report): Promise<{ title: string; main: Html; contents: Html }> {
  const { title, blocks } = blocksOf(report);
  const chapters: { id: string; title: string }[] = [];
  const summary = summaryOf(report);
  const parts: Html[] = [
    element('h1', {}, text(title)),
    ...(report.complete ? [] : [element('p', { class: 'warning' }, element('strong', {}, text(INCOMPLETE)))]),
    ...(summary === undefined ? [] : [element('p', {}, element('strong', {}, text(summary)))]),
  ];
  let level = 1;
  for (const block of blocks) {
    if (block.block !== 'heading') {
      parts.push(await blockHtml(block));
      continue;
    }
    level = Math.min(Math.max(block.level, 2), level + 1);
    if (level === 2) {
      const id = `chapter-${chapters.length + 1}`;
      chapters.push({ id, title: named(block.text) });
      parts.push(element('h2', { id }, text(named(block.text))));
    } else parts.push(element(`h${level}`, {}, text(named(block.text))));
  }
  const items = chapters.map(({ id, title }) => element('li', {}, element('a', { href: `#${id}` }, text(title))));
  return {
    title,
    main: lines(...parts),
    contents:
      chapters.length < FEWEST_LISTED
        ? nothing
        : element('nav', { 'aria-label': 'Chapters' }, element('ol', {}, lines(...items))),
  };
}
