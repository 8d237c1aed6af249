import type { Column, HeatMap, HeatMapCell, Row, Table } from '../../core/report.ts';
import { cellWords, wideColumns } from '../columns.ts';
import { cellAt, goneFrom, stepsOf } from '../heat-map-table.ts';
import { isQuantity } from '../units.ts';
import { element, type Html, inline, lines, text } from './markup.ts';

const SHORT = 12;

/** A table with its title as caption; one line where it has no rows. */
export function tableHtml(table: Table): Html {
  if (table.rows.length === 0) return noneOf(table.title);
  const columns = wideColumns(table);
  const head = columns.map(({ title, unit }) =>
    element('th', { scope: 'col', class: isQuantity(unit) ? 'n' : undefined }, text(title)),
  );
  const caption = captionOf(table.title);
  return scrolling(
    table.title,
    columns.length > 2,
    element(
      'table',
      // On paper a short one is not taken apart.
      { class: table.rows.length <= SHORT ? 'short' : undefined },
      lines(
        caption,
        element('thead', {}, element('tr', {}, ...head)),
        element('tbody', {}, lines(...table.rows.map((row) => rowHtml(row, columns)))),
      ),
    ),
  );
}

/** Of a table that is wider than the screen, the caption is not. */
const captionOf = (title: string): Html => element('caption', {}, element('span', {}, text(title)));

/** What has nothing to show says so, and does not look like a zero. */
export function noneOf(title: string): Html {
  return element('p', { class: 'none' }, element('strong', {}, text(title)), text(': none'));
}

function rowHtml(row: Row, columns: readonly Column[]): Html {
  const cells = columns.map((column, at) => {
    const said = cellWords(row, column);
    const words = linked(row, column) ?? breakable(said);
    const kind = kindOf(column, said);
    // The first column says what its row is about.
    return at === 0 ? element('th', { scope: 'row', class: kind }, words) : element('td', { class: kind }, words);
  });
  return element('tr', {}, ...cells);
}

/** Quantities stand at the right, a word, a day or a figure stays whole, and sentences get the room to be read. */
function kindOf({ unit }: Column, said: string): string | undefined {
  if (isQuantity(unit)) return 'n';
  if (unit === 'date' || unit === 'instant' || said.length <= (said.includes(' ') ? 13 : 16)) return 'w';
  return said.length > 30 ? 't' : 's';
}

/** Addresses and paths may break at their slashes: a table is no wider than what it says. */
function breakable(words: string): Html {
  if (!/\S{30}/.test(words)) return text(words);
  const parts = words.split(/(?<=[^\s/]\/)(?=[^\s/])/);
  return inline(...parts.flatMap((part, at) => (at === 0 ? [text(part)] : [element('wbr', {}), text(part)])));
}

/** The texts of a cell as links into the page's own folder; undefined for a cell that leads nowhere. */
function linked(row: Row, { key, link }: Column): Html | undefined {
  const paths = link === undefined ? undefined : [row[link] ?? []].flat();
  const texts = [row[key] ?? []].flat();
  if (paths === undefined || paths.length === 0 || paths.length !== texts.length) return undefined;
  return inline(
    ...texts.flatMap((words, at) => {
      const href = String(paths[at]).split('/').map(encodeURIComponent).join('/');
      const anchor = element('a', { href }, text(String(words)));
      return at === 0 ? [anchor] : [text(', '), anchor];
    }),
  );
}

/** What may be wider than a telephone scrolls by itself, with the keyboard too, and the page does not. */
export function scrolling(label: string, canScroll: boolean, content: Html): Html {
  if (!canScroll) return element('div', { class: 'scroll' }, content);
  return element('div', { class: 'scroll', role: 'group', 'aria-label': label, tabindex: 0 }, content);
}

/** A matrix of likelihood and impact, each place in the colour of its level, which it says in words too. */
export function heatMapHtml(map: HeatMap): Html {
  const steps = stepsOf(map);
  const corner = element('th', { scope: 'col' }, text('Likelihood'));
  const head = steps.map((impact) => element('th', { scope: 'col' }, text(`Impact ${impact}`)));
  const rows = steps.toReversed().map((likelihood) => {
    const cells = steps.map((impact) => cellHtml(cellAt(map, likelihood, impact)));
    return element('tr', {}, element('th', { scope: 'row' }, text(String(likelihood))), ...cells);
  });
  const table = element(
    'table',
    { class: 'heat' },
    lines(
      captionOf(map.title),
      element('thead', {}, element('tr', {}, corner, ...head)),
      element('tbody', {}, lines(...rows)),
    ),
  );
  return scrolling(map.title, true, table);
}

function cellHtml(cell: HeatMapCell): Html {
  const now = cell.now.map((id) => element('strong', {}, text(id)));
  const gone = goneFrom(cell).map((id) => element('s', {}, text(id)));
  const level = element('span', { class: 'level' }, text(cell.level));
  return element('td', { class: cell.level }, lines(...now, ...gone, level));
}
