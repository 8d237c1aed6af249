import { type Clock, clockAt } from '../core/clock.ts';
import type { RecordKind } from '../core/record/kinds.ts';
import type { ParsedRecord, RecordFile, RecordText } from '../core/record/record.ts';
import type { World } from '../world/world.ts';
import { asKeptText, readKeptText } from './kept-json.ts';
import type { Repository } from './repository.ts';
import type { ToldRecords } from './told-records.ts';

/** What a command makes of a record, as JSON can hold it; `more` is text that is seldom looked at. */
export interface Made<T> {
  value: T;
  more?: string;
}

/** The same, of a record that need not be read. */
export interface Remembered<T> {
  value: T;
  more(): string;
}

/** What was made of records before, by the content and the history that it was made from. */
export interface KeptRecords<T> {
  /** Every file in the places of those kinds, in order of path: as it is, or what was made of it. */
  files(kinds: readonly RecordKind[]): Iterable<RecordFile | { remembered: Remembered<T> }>;
  /** Makes something of a record by a clock of its own, and keeps it; what cannot be kept is undefined in `kept`. */
  make<M>(record: ParsedRecord, make: (clock: Clock) => { made: M; kept: Made<T> | undefined }): M;
  save(): void;
}

/** Fewer new ones are made again sooner than a large file is written, or git has said what changed. */
const FEWEST_TO_KEEP = 200;

type Row<T> = [
  path: string,
  blob: string,
  record: [kind: RecordKind, id: string] | null,
  stand: string,
  from: number | null,
  until: number | null,
  value: T,
  more: number,
];

interface Found<T> {
  row: Row<T>;
  more: () => string;
}

/**
 * What is kept under a name in git's own folder. It holds for this build of pir, these settings and whatever else it was
 * made by (`asked`); of each record as long as git knows its file to be unchanged, the main line has nothing new of it, and
 * the clock gives the same answers. Without git or a build, and for the records of a commit, nothing is kept.
 */
export function openKeptRecords<T>(
  name: string,
  asked: unknown,
  repository: Repository,
  told: ToldRecords | undefined,
  world: World,
): KeptRecords<T> {
  const { root, places, origin, asOf, zone } = repository;
  const { build } = world;
  if (!root.isGit || build === undefined || origin.tree !== undefined) return keptNowhere(repository);
  const prefix = world.files.relative(root.top, root.folder);
  const { config, configText, peopleText } = repository;
  const key = world.sha256(
    JSON.stringify([build, prefix, configText, config.profile, peopleText, told?.former ?? null, asked]),
  );
  const known = open();
  let blobs: ReadonlyMap<string, string> | undefined;
  const used: Found<T>[] = [];
  /** Made by this run; too few of them to ask git about are only counted. */
  let made: { file: RecordText; found: Found<T> }[] = [];
  let added = 0;

  return {
    *files(kinds) {
      const own = places.filter(({ kind }) => kinds.includes(kind));
      let passed: Found<T>[] = [];
      const isKnown = (path: string): boolean => {
        const found = find(path);
        if (found !== undefined) passed.push(found);
        return found !== undefined;
      };
      const drain = (): { remembered: Remembered<T> }[] => {
        const all = passed;
        passed = [];
        return all.map(({ row, more }) => ({ remembered: { value: row[6], more } }));
      };
      for (const file of origin.records(own, known === undefined ? undefined : isKnown)) {
        yield* drain();
        yield file;
      }
      yield* drain();
    },
    make(record, make) {
      const own = clockAt(asOf, zone);
      const { made: value, kept } = make(own);
      if (kept === undefined) return value;
      const { from, until } = own.window();
      const { path, text, kind } = record;
      const id = 'id' in record.data ? record.data.id : undefined;
      const { more = '' } = kept;
      const row: Row<T> = [
        path,
        '',
        id === undefined ? null : [kind, id],
        standOf(id === undefined ? null : [kind, id]),
        finite(from),
        finite(until),
        kept.value,
        more.length,
      ];
      made.push({ file: { path, kind, text }, found: { row, more: () => more } });
      if (made.length >= FEWEST_TO_KEEP) take();
      return value;
    },
    save() {
      if (added === 0) return;
      take();
      const rests = used.map(({ more }) => more()).join('');
      const index = JSON.stringify(used.map(({ row }) => row));
      world.cache.write(root.top, name, asKeptText(`${index}\n${rests}`, key, world));
    },
  };

  function open(): ReadonlyMap<string, Found<T>> | undefined {
    const text = readKeptText(world.cache.read(root.top, name), key, world);
    if (text === undefined) return undefined;
    const newline = text.indexOf('\n');
    let start = newline + 1;
    const rows = new Map<string, Found<T>>();
    for (const row of JSON.parse(text.slice(0, newline)) as Row<T>[]) {
      const from = start;
      start += row[7];
      rows.set(row[0], { row, more: () => text.slice(from, from + row[7]) });
    }
    return rows;
  }

  function find(path: string): Found<T> | undefined {
    const found = known?.get(path);
    if (found === undefined) return undefined;
    const [, blob, record, stand, from, until] = found.row;
    if (blobOf(path) !== blob || standOf(record) !== stand) return undefined;
    if ((from !== null && asOf < from) || (until !== null && asOf >= until)) return undefined;
    used.push(found);
    return found;
  }

  function blobOf(path: string): string | undefined {
    blobs ??= world.git.workTree(
      root.top,
      places.map(({ folder }) => (prefix === '' ? folder : `${prefix}/${folder}`)),
    );
    return blobs.get(path);
  }

  /** Null without history, of what has no id too: nothing is told of it. */
  function standOf(record: Row<T>[2]): string {
    if (told === undefined) return 'untold';
    return record === null ? '' : told.standOf({ kind: record[0], id: record[1] });
  }

  /** Takes what was made into what will be kept, where its text is what git has under that id. */
  function take(): void {
    for (const { file, found } of made) {
      const blob = blobOf(file.path);
      if (blob === undefined || !world.git.isBlob(blob, file.text)) continue;
      found.row[1] = blob;
      used.push(found);
      added++;
    }
    made = [];
  }
}

/** Every record is read, and nothing kept. */
export function keptNowhere<T>({ origin, places, clock }: Repository): KeptRecords<T> {
  return {
    files: (kinds) => origin.records(places.filter(({ kind }) => kinds.includes(kind))),
    make: (_, make) => make(clock).made,
    save: () => {},
  };
}

const finite = (instant: number): number | null => (Number.isFinite(instant) ? instant : null);
