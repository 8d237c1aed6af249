import type { Block, Highlight, Report, Table } from '../../core/report.ts';
import { showText } from '../../core/show-text.ts';
import { specOf } from './charts/spec.ts';
import { element, type Html, inline, lines, nothing, text } from './markup.ts';
import { heatMapHtml, scrolling, tableHtml } from './tables.ts';

/** A block of a page but its headings, which depend on those before them. What draws and what reads markdown is loaded when it is needed. */
export async function blockHtml(block: Exclude<Block, { block: 'heading' }>): Promise<Html> {
  switch (block.block) {
    case 'text':
      return element('p', {}, broken(block.text));
    case 'list':
      return listHtml(block.items);
    case 'facts':
      return element(
        'dl',
        { class: 'facts' },
        lines(
          ...block.rows.flatMap(([label, value]) => [
            element('dt', {}, text(label)),
            element('dd', {}, text(value, 'lines')),
          ]),
        ),
      );
    case 'code':
      return element('pre', {}, text(block.text.replace(/\n+$/, ''), 'lines'));
    case 'table':
      return tableHtml(block.table);
    case 'prose':
      return (await import('./prose.ts')).proseHtml(block.markdown);
    case 'highlights':
      return element('dl', { class: 'tiles' }, lines(...block.items.map(tileHtml)));
    case 'chart': {
      const { draw } = await import('./draw.ts');
      const svg = await draw(specOf(block.chart), block.alt);
      return element(
        'figure',
        {},
        lines(
          element('figcaption', {}, text(block.table.title)),
          scrolling(block.table.title, true, svg),
          element('p', {}, broken(block.alt)),
          figuresOf(block.table),
        ),
      );
    }
    case 'heat-map':
      return heatMapHtml(block.map);
  }
}

/** A list, each item with places to break its long words. */
export function listHtml(items: readonly string[]): Html {
  return element('ul', {}, lines(...items.map((item) => element('li', {}, broken(item.trim())))));
}

/** All that a picture was drawn from, for who cannot see it or wants to know exactly. */
function figuresOf(table: Table): Html {
  return element(
    'details',
    {},
    lines(element('summary', {}, text('The figures')), tableHtml({ ...table, title: `${table.title}: the figures` })),
  );
}

function tileHtml({ label, value, note, tone }: Highlight): Html {
  return element(
    'div',
    { class: tone },
    element('dt', {}, text(label)),
    element('dd', { class: 'value' }, text(value)),
    note === '' ? nothing : element('dd', { class: 'note' }, text(note)),
  );
}

/** Line ends of a text as line ends. */
function broken(given: string): Html {
  const parts = showText(given, 'lines')
    .split('\n')
    .map((line) => text(line));
  return inline(...parts.flatMap((part, at) => (at === 0 ? [part] : [element('br', {}), part])));
}

const findingColumns = [
  { key: 'severity', title: 'Severity', unit: 'text' },
  { key: 'place', title: 'Place', unit: 'text' },
  { key: 'message', title: 'Finding', unit: 'text' },
  { key: 'hint', title: 'What to do', unit: 'text' },
  { key: 'rule', title: 'Rule', unit: 'text' },
] as const;

/** What was found, as a table. */
export function findingTable({ findings }: Report): Table {
  return {
    name: 'findings',
    title: 'Findings',
    columns: findingColumns,
    rows: findings.map(({ waived, baselined, severity, path, line, column, message, hint, rule }) => ({
      severity: waived ? 'waived' : baselined ? 'baselined' : severity,
      place: `${path}:${line}:${column}`,
      message,
      hint,
      rule,
    })),
  };
}
