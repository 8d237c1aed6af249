import type { Block, Column, Report, Table } from '../core/report.ts';
import { breakCommands, showText } from '../core/show-text.ts';
import { cellWords, wideColumns } from './columns.ts';
import { heatMapTable } from './heat-map-table.ts';
import { INCOMPLETE, summaryOf, writtenFiles } from './summary.ts';
import { isQuantity } from './units.ts';

/** GitHub flavoured markdown, for comments, pages and step summaries; every text from outside is text in it too. */
export function render(report: Report): string {
  const summary = summaryOf(report);
  const parts = [
    ...(report.complete ? [] : [`**${INCOMPLETE}**`]),
    ...(summary === undefined ? [] : [`**${summary}**`]),
    ...(report.findings.length > 0 ? [findingTable(report)] : []),
    ...(report.page?.map(blockText) ?? report.tables.map((table) => titled(table, 2))),
    ...(report.notes.length > 0 ? [list(report.notes)] : []),
    ...(report.files.length > 0 ? [list(writtenFiles(report).map(({ action, path }) => `${action} ${path}`))] : []),
  ];
  return parts.length === 0 ? '' : breakCommands(`${parts.join('\n\n')}\n`);
}

function findingTable({ findings }: Report): string {
  const heads = ['Severity', 'Place', 'Finding', 'What to do', 'Rule'];
  const rows = findings.map((finding) => [
    finding.waived ? 'waived' : finding.baselined ? 'baselined' : finding.severity,
    `${finding.path}:${finding.line}:${finding.column}`,
    finding.message,
    finding.hint,
    finding.rule,
  ]);
  return pipes(
    heads,
    rows.map((row) => row.map((cell) => showText(cell))),
    heads.map(() => false),
  );
}

function titled(table: Table, level: number): string {
  const title = `${'#'.repeat(level)} ${literal(showText(table.title))}`;
  if (table.rows.length === 0) return `${title}\n\nnone`;
  const columns = wideColumns(table);
  const rows = table.rows.map((row) => columns.map((column) => cellWords(row, column)));
  const isRight = columns.map(({ unit }: Column) => isQuantity(unit));
  return `${title}\n\n${pipes(
    columns.map(({ title }) => showText(title)),
    rows,
    isRight,
  )}`;
}

function pipes(heads: readonly string[], rows: readonly (readonly string[])[], isRight: readonly boolean[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = line(isRight.map((right) => (right ? '---:' : '---')));
  return [line(heads.map(literal)), rule, ...rows.map((row) => line(row.map(literal)))].join('\n');
}

function blockText(block: Block): string {
  switch (block.block) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${literal(showText(block.text))}`;
    case 'text':
      return showText(block.text, 'lines').split('\n').map(literal).join('\n');
    case 'list':
      return list(block.items);
    case 'facts':
      return block.rows
        .map(([label, value]) => `- **${literal(oneLine(label))}:** ${literal(oneLine(value))}`)
        .join('\n');
    case 'code':
      return fenced(showText(block.text, 'lines').replace(/\n+$/, ''), block.language);
    case 'table':
      return titled(block.table, 3);
    case 'chart':
      return `${literal(oneLine(block.alt))}\n\n${titled(block.table, 3)}`;
    case 'prose':
      return showText(block.markdown.trim(), 'lines')
        .split('\n')
        .map((line) => `> ${literal(line)}`.trimEnd())
        .join('\n');
    case 'highlights':
      return block.items
        .map(({ label, value, note }) => `- ${literal(oneLine(label))}: **${bare(value)}** ${literal(oneLine(note))}`)
        .join('\n');
    case 'heat-map':
      return titled(heatMapTable(block.map), 3);
  }
}

// Between the stars of strong words nothing may be empty, or begin or end with a blank.
const bare = (text: string): string => literal(oneLine(text)) || '–';

function list(items: readonly string[]): string {
  return items.map((item) => `- ${literal(oneLine(item))}`).join('\n');
}

const oneLine = (text: string): string => showText(text.trim().replace(/\s*\n\s*/g, ' '));

function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${/^[\w-]*$/.test(language) ? language : ''}\n${text}\n${fence}`;
}

/** A line of text that renders as itself: no markup, no HTML, no mention, no reference to an issue, no formula. */
export function literal(text: string): string {
  return (
    text
      .trim()
      .replace(/[\\`*[\]~|$]/g, '\\$&')
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      // Only where it would be read as an entity: in the addresses that renderers link by themselves it stands for itself.
      .replace(/&(?=#?\w+;)/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/#(?=\d)/g, '&#35;')
      .replace(/@(?=\w)/g, '&#64;')
      .replace(/^(?:[-+=#]|\d{1,9}(?=[.)](?:\s|$)))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
  );
}
