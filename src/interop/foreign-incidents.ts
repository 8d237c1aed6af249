import type { Theirs } from '../core/audit/theirs.ts';
import { parseDay } from '../core/time.ts';
import { countOf, someOf } from '../core/words.ts';
import type { ZoneClock } from '../core/zone.ts';
import { foreignMoment } from './convert-value.ts';
import { bestColumn, type ForeignColumn, foreignColumns, idNames } from './foreign-columns.ts';
import { columnCalled, readCsv } from './read-csv.ts';

/** A line of which something could not be read. */
export interface LineProblem {
  line: number;
  /** "Unexpected X, expected Y". */
  problem: string;
  /** Whether the line is compared all the same, without what could not be read. */
  isUsed: boolean;
}

export interface ForeignIncidents {
  /** One an id, in the order of the file. */
  rows: readonly Theirs[];
  problems: readonly LineProblem[];
  /** Which of its columns was taken for what. */
  columns: { readonly [column in ForeignColumn]?: string };
  notes: readonly string[];
}

export interface ForeignReading {
  zone: ZoneClock;
  /** IANA name, for times without an offset. */
  timezone: string;
  /** The config's. */
  severities: readonly string[];
  /** Their columns by name, where the header calls them otherwise. */
  named: { readonly [column in ForeignColumn]?: string };
  /** Their words for severities → ours. */
  severityOf: ReadonlyMap<string, string>;
}

/**
 * The incidents of another system's CSV file, or why it is none. A line without an id, or with an id that came before, is
 * not compared; one whose time or severity cannot be read is, without it. Everything that was left out has its line.
 */
export function readForeignIncidents(
  text: string,
  reading: ForeignReading,
): ForeignIncidents | { why: string; hint: string } {
  const table = readCsv(text);
  if ('problem' in table)
    return { why: `Unexpected ${table.problem} in line ${table.line}`, hint: 'Export it as CSV with a header line.' };
  const columns: { [column in ForeignColumn]?: string } = {};
  for (const what of foreignColumns) {
    const asked = reading.named[what];
    const found = asked === undefined ? bestColumn(what, table) : columnCalled([asked], table);
    if (found !== undefined) columns[what] = found;
    else if (asked !== undefined)
      return {
        why: `Unexpected column "${asked}", which the file does not have`,
        hint: `It has ${table.columns.join(', ')}.`,
      };
  }
  if (columns.id === undefined)
    return {
      why: `Unexpected header without an id, expected one of ${idNames.slice(0, 5).join(', ')}, …`,
      hint: `Its columns are ${table.columns.join(', ')}: say which it is with --column id=NAME.`,
    };
  const rows: Theirs[] = [];
  const problems: LineProblem[] = [];
  const seen = new Map<string, number>();
  const unknown = new Map<string, number>();
  let floating = 0;
  for (const { line, cells } of table.rows) {
    const cell = (what: ForeignColumn) => (columns[what] === undefined ? '' : (cells[columns[what]] ?? '').trim());
    const id = cell('id');
    const before = seen.get(id.toLowerCase());
    if (id === '' || before !== undefined) {
      const problem =
        id === ''
          ? 'Unexpected line without an id, expected one'
          : `Unexpected id ${id}, which line ${before} has already, expected one line an id`;
      problems.push({ line, problem, isUsed: false });
      continue;
    }
    seen.set(id.toLowerCase(), line);
    const opened = cell('opened');
    const day = dayOf(opened, reading);
    if (opened !== '' && day === undefined)
      problems.push({
        line,
        problem: `Unexpected time "${opened}" of ${id}, expected one such as 2026-11-20 09:12 or 2026-11-20T09:12:00Z`,
        isUsed: true,
      });
    else if (columns.opened !== undefined && opened === '')
      problems.push({ line, problem: `Unexpected ${id} without a time, expected when it was opened`, isUsed: true });
    if (day !== undefined && opened.length > 10 && !/(?:[zZ]|UTC|GMT|[+-]\d\d:?\d\d)$/.test(opened)) floating++;
    const word = cell('severity');
    const severity = severityOf(word, reading);
    if (word !== '' && severity === undefined) unknown.set(word, (unknown.get(word) ?? 0) + 1);
    rows.push({
      id,
      line,
      day: day ?? null,
      opened: opened || null,
      severity: severity ?? null,
      title: cell('title') || null,
      url: cell('url') || null,
    });
  }
  return { rows, problems, columns, notes: notesOf(columns, unknown, floating, reading) };
}

/** The day of a time as other systems write it; undefined for what is none. Nothing is guessed: 03/04 is two days. */
function dayOf(written: string, { zone, timezone }: ForeignReading): string | undefined {
  if (written === '') return undefined;
  if (parseDay(written) !== undefined) return written;
  const moment = foreignMoment(written, timezone);
  return 'problem' in moment ? undefined : zone.dayOf(moment.at);
}

/** Ours for their word: as --severity says, else the same but for case, blanks and signs. */
function severityOf(word: string, { severities, severityOf: said }: ForeignReading): string | undefined {
  const given = said.get(bare(word));
  return given ?? severities.find((severity) => bare(severity) === bare(word));
}

/** A word without case, blanks and signs: `SEV-1` is `sev1`. */
export function bare(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function notesOf(
  columns: ForeignIncidents['columns'],
  unknown: ReadonlyMap<string, number>,
  floating: number,
  { timezone, severities }: ForeignReading,
): string[] {
  const words = [...unknown.keys()];
  const lines = [...unknown.values()].reduce((sum, count) => sum + count, 0);
  return [
    ...(columns.opened === undefined
      ? ['the file has no column of times: every record is compared, and nothing is suggested']
      : []),
    ...(columns.severity === undefined ? ['the file has no column of severities: they are not compared'] : []),
    ...(floating > 0 ? [`${countOf(floating, 'time')} without an offset taken as of ${timezone}`] : []),
    ...(words.length > 0
      ? [
          `${countOf(lines, 'severity', 'severities')} not compared: ${someOf(words)} ${words.length === 1 ? 'is none' : 'are none'} of ${severities.join(', ')}. Say what is what: --severity ${JSON.stringify(`${words[0]}=${severities[0]}`)}`,
        ]
      : []),
  ];
}
