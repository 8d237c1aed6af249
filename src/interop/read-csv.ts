import { CsvError, parse } from 'csv-parse/sync';

/** A line of a CSV file: its number, 1-based and where it begins, and its cells by the column's name. */
export interface CsvRow {
  line: number;
  cells: Readonly<{ [column: string]: string }>;
}

export interface CsvTable {
  /** As the file names them, without blanks around them. */
  columns: readonly string[];
  /** Blank lines left out. */
  rows: readonly CsvRow[];
}

/** Why a text is no table: what continues "Unexpected …", and the line. */
export interface CsvProblem {
  problem: string;
  line: number;
}

/** More columns, or more lines, than any such list has: what is read of a file takes a hundred times its room. */
const MOST_COLUMNS = 1_000;
const MOST_LINES = 100_000;

/**
 * A CSV file with a header, as other systems export it: quoted or not, with commas, semicolons or tabs, with or without a
 * BOM, lines short of cells or with too many. Cells are trimmed; a cell that is not there is ''.
 */
export function readCsv(text: string): CsvTable | CsvProblem {
  let records: { info: { lines: number }; record: string[] }[];
  try {
    records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      to: MOST_LINES + 1,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { lines?: number };
    const isOpen = error.code === 'CSV_QUOTE_NOT_CLOSED';
    return { problem: isOpen ? 'quote that nothing closes' : 'quote within a cell', line: lines ?? 1 };
  }
  const [head, ...rest] = records;
  if (head === undefined) return { problem: 'file without a line', line: 1 };
  const columns = head.record;
  if (columns.length > MOST_COLUMNS) return { problem: `header of ${columns.length} columns`, line: 1 };
  if (rest.length === MOST_LINES) return { problem: `file of more than ${MOST_LINES} lines`, line: MOST_LINES };
  const rows = rest.flatMap(({ record, info }): CsvRow[] => {
    if (record.every((cell) => cell === '')) return [];
    // Of two columns of one name the first counts.
    const cells = Object.fromEntries(columns.map((name, at) => [name, record[at] ?? '']).reverse());
    // What is counted are lines up to the end of the record.
    const inner = record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
    return [{ line: info.lines - inner, cells }];
  });
  return { columns, rows };
}

/** The sign that the header has most of, outside quotes. */
function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/[\r\n]|$/)).replace(/"[^"]*"/g, '');
  const count = (sign: string) => head.split(sign).length;
  return [';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',');
}

/** The first column that is called one of those names, whatever its case, blanks and punctuation. */
export function columnCalled(names: readonly string[], { columns }: CsvTable): string | undefined {
  const wanted = new Set(names.map(bare));
  return columns.find((column) => wanted.has(bare(column)));
}

const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
