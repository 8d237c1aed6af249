import { type Clock, clockAt } from '../core/clock.ts';
import type { Columns, PackedColumns } from '../core/columns.ts';
import { historyKey } from '../core/history/ledger.ts';
import type { RecordKind } from '../core/record/kinds.ts';
import type { ParsedRecord, RecordFile, RecordText } from '../core/record/record.ts';
import type { World } from '../world/world.ts';
import { openTexts, readColumns, writeColumns, writeTexts } from './kept-columns.ts';
import { columnsName } from './kept-name.ts';
import { finder, keptRows, type Row, type Rows, rowAt, rowsOf } from './kept-rows.ts';
import { type Repository, recordFolders } from './repository.ts';
import type { ToldRecords } from './told-records.ts';

/** What was made of records before, by the content and the history that it was made from. */
export interface KeptRecords {
  /** What was kept, record by record; undefined where nothing was. */
  columns: PackedColumns | undefined;
  /** Every file in the places of those kinds, in order of path: as it is, or the row that was made of it. */
  files(kinds: readonly RecordKind[]): Iterable<RecordFile | { row: number }>;
  /** Makes something of a record by a clock of its own. What is made has the next rows behind those that were kept. */
  make<M>(record: ParsedRecord, make: (clock: Clock) => M): M;
  /** The text that was kept with a row, for what is seldom looked at; undefined where it is not there any more. */
  textAt(row: number): string | undefined;
  /** The record that a kept row was made of, as it stands there. */
  fileOf(row: number): RecordText | undefined;
  /** Keeps what was used and made, where there is enough that is new: of those rows and in that order. */
  save(keep: (rows: readonly number[]) => Columns, textOf?: (row: number) => string): void;
}

/** Fewer new ones are made again sooner than a large file is written, or git has said what changed. */
const FEWEST_TO_KEEP = 200;

/**
 * What is kept under a name in git's own folder. It holds for this build of pir, these settings and whatever else it was
 * made by (`asked`); of each record as long as git knows its file to be unchanged, the main line has nothing new of it, and
 * the clock gives the same answers. Without git or a build, and for the records of a commit, nothing is kept.
 */
export function openKeptRecords(
  name: string,
  asked: unknown,
  repository: Repository,
  told: ToldRecords | undefined,
  world: World,
): KeptRecords {
  const { root, places, origin, asOf, zone } = repository;
  const { build } = world;
  if (!root.isGit || build === undefined || origin.tree !== undefined) return keptNowhere(repository);
  const prefix = world.files.relative(root.top, root.folder);
  const { config, configText, peopleText } = repository;
  const key = world.sha256(
    JSON.stringify([build, prefix, configText, config.profile, peopleText, told?.former ?? null, asked]),
  );
  const columns = readColumns(root.top, columnsName(name), key, world);
  const texts = columns && openTexts(root.top, `${name}.texts`, columns, world);
  const known = columns && rowsOf(columns);
  const before = known?.paths.length ?? 0;
  const rowOf = finder(known?.paths ?? []);
  let blobs: ReadonlyMap<string, string> | undefined;
  /** Rows in the order of their files. */
  const used: number[] = [];
  const made: Row[] = [];
  /** Texts of what was made last: too few of them to ask git about are only counted. */
  let waiting: { row: Row; file: RecordText }[] = [];

  return {
    columns,
    *files(kinds) {
      const own = places.filter(({ kind }) => kinds.includes(kind));
      let passed: number[] = [];
      const isKnown = (path: string): boolean => {
        const row = rowOf(path);
        if (row === undefined || !holds(row, path)) return false;
        passed.push(row);
        return true;
      };
      function* drain(): Generator<{ row: number }> {
        const all = passed;
        passed = [];
        for (const row of all) {
          used.push(row);
          yield { row };
        }
      }
      for (const file of origin.records(own, known === undefined ? undefined : isKnown)) {
        yield* drain();
        yield file;
      }
      yield* drain();
    },
    make(record, make) {
      const own = clockAt(asOf, zone);
      const value = make(own);
      const { path, text, kind } = record;
      const id = 'id' in record.data ? record.data.id : undefined;
      const named = id === undefined ? '' : historyKey(kind, id);
      const row: Row = { ...own.window(), path, blob: '', record: named, stand: standOf(named) };
      used.push(before + made.push(row) - 1);
      waiting.push({ row, file: { path, kind, text } });
      if (made.length >= FEWEST_TO_KEEP) take();
      return value;
    },
    textAt: (row) => texts?.at(row),
    fileOf(row) {
      const path = known?.paths[row];
      for (const file of origin.records(places, (each) => each !== path))
        if (!('problem' in file) && file.path === path) return file;
      return undefined;
    },
    save(keep, textOf) {
      if (made.length < FEWEST_TO_KEEP) return;
      // What is not what git has under that id is made again.
      const rows = used.filter((row) => row < before || made[row - before]?.blob !== '');
      const all = rows.map((row) => made[row - before] ?? rowAt(known as Rows, row));
      const withTexts = textOf === undefined ? {} : writeTexts(root.top, `${name}.texts`, rows.map(textOf), world);
      writeColumns(root.top, columnsName(name), { ...keptRows(all), ...keep(rows), ...withTexts }, key, world);
    },
  };

  function holds(row: number, path: string): boolean {
    const { from, until, records, stands } = known as Rows;
    return (
      asOf >= (from[row] as number) &&
      asOf < (until[row] as number) &&
      blobOf(path) === (known as Rows).blobs[row] &&
      standOf(records[row] as string) === stands[row]
    );
  }

  function blobOf(path: string): string | undefined {
    blobs ??= world.git.workTree(root.top, recordFolders(repository, world));
    return blobs.get(path);
  }

  /** Of what has no id nothing is told. */
  function standOf(record: string): string {
    if (told === undefined) return 'untold';
    return record === '' ? '' : told.standOf(record);
  }

  /** Takes what was made for what git has, where its text is that. */
  function take(): void {
    for (const { row, file } of waiting) {
      const blob = blobOf(file.path);
      if (blob !== undefined && world.git.isBlob(blob, file.text)) row.blob = blob;
    }
    waiting = [];
  }
}

/**
 * Has git look at the work tree already, where something is kept under that name that will want to know; not where it would
 * be asked for nothing.
 */
export async function lookAhead(name: string, repository: Repository, world: World): Promise<void> {
  const { root, origin } = repository;
  if (!root.isGit || world.build === undefined || origin.tree !== undefined) return;
  if (world.cache.open(root.top, columnsName(name)) === undefined) return;
  await world.git.lookAhead(root.top, recordFolders(repository, world));
}

/** Every record is read, and nothing kept. */
export function keptNowhere({ origin, places, clock }: Repository): KeptRecords {
  return {
    columns: undefined,
    files: (kinds) => origin.records(places.filter(({ kind }) => kinds.includes(kind))),
    make: (_, make) => make(clock),
    textAt: () => undefined,
    fileOf: () => undefined,
    save: () => {},
  };
}
