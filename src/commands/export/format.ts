import type { GivenFacts } from '../../core/facts/given-facts.ts';
import type { Period } from '../../core/measure/period.ts';
import type { AcknowledgementRecord, ParsedRecord, PolicyRecord } from '../../core/record/record.ts';
import type { Report, Table } from '../../core/report.ts';
import type { Request } from '../command.ts';
import type { Repository } from '../repository.ts';
import type { ToldRecords } from '../told-records.ts';

/** What an export is made of: everything that can be read, as of one moment. */
export interface Gathered {
  /** What the repository is called. */
  name: string;
  repository: Repository;
  facts: GivenFacts;
  /** All of them, of every kind. */
  records: readonly ParsedRecord[];
  policies: readonly PolicyRecord[];
  acknowledgements: readonly AcknowledgementRecord[];
  /** Only what belongs to these days; undefined for everything. */
  period: Period | undefined;
  /** What git has of the records; undefined without history. */
  told: ToldRecords | undefined;
}

export interface ExportedFile {
  /** Below the folder named by --out, with `/`. */
  path: string;
  data: string | Uint8Array;
}

export interface Exported {
  /** None where there is nothing to write; the notes say why. */
  files: readonly ExportedFile[];
  /** The same for people and programs that ask for another format of the report. */
  tables: readonly Table[];
  notes: readonly string[];
  /** All of it as one text, where that makes sense without a folder; made when it is asked for. */
  text?: () => string;
  /** Whether something of it comes from the history of git. */
  needsHistory?: true;
}

/** What `pir export` can write. One more: its file, its line in the list. */
export interface ExportFormat {
  name: string;
  about: string;
  /** Whether --from and --to mean something for it. */
  hasPeriod: boolean;
  /** Whether it is files in a folder, and never a text to print. */
  needsFolder: boolean;
  write(gathered: Gathered, asked: Asked): Promise<Exported> | Exported;
}

export interface Asked {
  request: Request;
  /** A report of this run with nothing in it yet. */
  report: Report;
  /** Files of a folder that an earlier export of this repository has written, as their paths below --out. */
  earlier: readonly string[];
}
