import type { Chart } from './chart.ts';
import type { Finding } from './finding.ts';
import type { Unit } from './unit.ts';

/** Raw values only: seconds as numbers, instants as RFC 3339 in UTC, days as YYYY-MM-DD, unknown as null. */
export type Cell = string | number | boolean | null | readonly string[];

export interface Column {
  key: string;
  title: string;
  unit: Unit;
  /** The key of the cell that says where this one leads, for pages of a folder: paths below it, as many as it has texts. */
  link?: string;
}

/** A column, whose cells lead where those of the key `link` say. */
export const column = (key: string, title: string, unit: Unit = 'text', link?: string): Column => ({
  key,
  title,
  unit,
  ...(link !== undefined && { link }),
});

export type Row = Readonly<{ [key: string]: Cell }>;

export interface Table {
  name: string;
  title: string;
  columns: readonly Column[];
  rows: readonly Row[];
  /** Keys of the columns that people are shown (human and markdown), most important first; default all. */
  shown?: readonly string[];
  /** The columns of the whole, under the names by which its readers know them, where there is room: markdown, html. */
  wide?: readonly Column[];
}

/** What a person reads where tables would read badly (`show`, `explain`): one list, laid out by human and markdown alike. */
export type Block =
  | { block: 'heading'; level: 1 | 2 | 3; text: string }
  | { block: 'text'; text: string }
  | { block: 'list'; items: readonly string[] }
  | { block: 'facts'; rows: readonly (readonly [label: string, value: string])[] }
  | { block: 'code'; text: string; language: string }
  | { block: 'table'; table: Table }
  /** Text in markdown by whoever wrote a record: laid out where that can be done safely, else as it stands. */
  | { block: 'prose'; markdown: string }
  | { block: 'highlights'; items: readonly Highlight[] }
  /** `alt` says in one or two sentences, figures included, what the picture shows; `table` has all of its figures. */
  | { block: 'chart'; chart: Chart; alt: string; table: Table }
  | { block: 'heat-map'; map: HeatMap };

/** One figure that a page opens with. */
export interface Highlight {
  label: string;
  /** In words, as short as it can be said. */
  value: string;
  /** What it rests on, and what it is to be compared with. */
  note: string;
  /** Whether somebody has to act; nothing where there is nothing to judge. */
  tone?: 'good' | 'bad';
}

/** What stands where on the scales of likelihood and impact, and what stood elsewhere before. */
export interface HeatMap {
  title: string;
  /** Both scales run from 1 to this. */
  scale: number;
  /** One a pair of both, in any order. */
  cells: readonly HeatMapCell[];
}

export interface HeatMapCell {
  likelihood: number;
  impact: number;
  level: 'low' | 'medium' | 'high' | 'critical';
  /** Ids of what stands there. */
  now: readonly string[];
  /** Ids of what stood there at the beginning of the period. */
  before: readonly string[];
}

/** A file the command wants written. main.ts writes it; nothing else does. */
export interface PlannedFile {
  /** Absolute. */
  absolutePath: string;
  /** As printed: relative to git's top level (else to the root). */
  path: string;
  action: 'create' | 'update' | 'keep';
  text: string;
  /** Instead of the text, for a file that is none: pictures, bundles, columns. */
  bytes?: Uint8Array;
  /** For an update: the text that was read; the write is refused if the file has another one by now. */
  before?: string;
  /** The same where it may be no text: the SHA-256 (hex) of what stood there. */
  digest?: string;
  /** For a create whose name is taken at the moment of writing: the same file under its next name. */
  next?: () => PlannedFile;
  /**
   * For a create whose name goes on after its id: the file that has the id for its whole name. It is taken first, so that
   * of two who make a record at once one has the id; `isFree` is asked then whether no other file has it.
   */
  claim?: { absolutePath: string; isFree: () => boolean };
}

export interface RepositoryState {
  commit: string | null;
  branch: string | null;
  dirty: boolean;
  shallow: boolean;
}

/** Everything a command has to say, and every file it wants written. */
export interface Report {
  command: string;
  /** RFC 3339, UTC. */
  asOf: string;
  /** False when something that was asked for could not be looked at: exit 4. */
  complete: boolean;
  repository: RepositoryState | null;
  findings: readonly Finding[];
  tables: readonly Table[];
  notes: readonly string[];
  files: readonly PlannedFile[];
  /** The files are written all or not at all: they tell one thing in several places. */
  isTogether?: true;
  /** All the files are new ones below this folder, which comes to be whole or not at all. It is absent or empty before. */
  folder?: { absolutePath: string; path: string };
  summary: Readonly<{ errors: number; warnings: number; records: number; [key: string]: number }>;
  /** True for findings at or above --fail-on, and for a refused edit: exit 1. */
  failed: boolean;
  /** What people read instead of the tables. */
  page?: readonly Block[];
  /** What the format `human` prints as it is, and nothing else: text of pir's own that other programs read. */
  raw?: string;
  /** Long by nature: read a screen at a time on a terminal. */
  isPaged?: true;
  /** What to do next, for stderr; a person's eyes only. A function where it depends on the names that files got. */
  next?: readonly string[] | ((files: readonly PlannedFile[]) => readonly string[]);
  /** Open the first file in the person's editor once it is written, and commit only then. */
  edit?: true;
  /** With --commit: the message; main commits exactly `files`. */
  commit?: { message: string };
}
