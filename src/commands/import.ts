import type { IncidentRecord } from '../core/record/record.ts';
import type { Block, PlannedFile, Report, Row, Table } from '../core/report.ts';
import { countOf } from '../core/words.ts';
import type { ReadyMap } from '../interop/import-map.ts';
import { importRecord } from '../interop/import-record.ts';
import type { Remark } from '../interop/read-foreign.ts';
import type { World } from '../world/world.ts';
import type { Command, Request } from './command.ts';
import { idOf } from './edit-record.ts';
import { openMap } from './import/open-map.ts';
import { planBaseline } from './import/plan-baseline.ts';
import { readSources, type Source } from './import/read-sources.ts';
import { writeRecord } from './import/write-record.ts';
import { takenNames } from './new/plan.ts';
import { readRecords } from './read-records.ts';
import { openRepository, type Repository, startReport } from './repository.ts';

export const command: Command = {
  arguments: [{ name: 'PATH', about: 'markdown files, or folders of them', isMany: true }],
  options: [
    {
      name: 'map',
      value: 'FILE|NAME',
      about: 'which of their fields is which of ours: cstate, the name of a file in .pir/maps, or a file',
      isRequired: true,
    },
    { name: 'dry-run', about: 'write nothing' },
  ],
  examples: [
    ['pir import ../status/content/issues --map cstate', 'make records of a cState status page'],
    ['pir import old/reports --map .pir/maps/wiki.yaml --dry-run', 'try a map of your own'],
  ],
  about:
    'Nothing is guessed: no owner, no due date, no time. What is not understood is reported with file and line, and kept under a key that begins with x_. A map reads fields of the frontmatter, and with in: body what follows the words that open a line of the text. A file without a title or a time becomes no record; one that was imported before is passed over. Records are drafts, their text stays as it was, and .pir/baseline.json takes what pir check would say of them. README.md, index.md and names that begin with _ or . are never read. pir schema import-map says what a map may hold.',
  run,
};

interface Outcome {
  rows: Row[];
  remarks: Remark[];
  made: PlannedFile[];
  leftOut: string[];
  passedOver: string[];
  known: number;
}

async function run(request: Request, world: World): Promise<Report> {
  const repository = openRepository(request, world);
  const map = openMap(request, repository, world);
  const sources = readSources(request, repository, world);
  const { records: standing } = await readRecords(['incident'], repository);
  const outcome = importAll(sources, map, standing, repository, world);
  const { rows, remarks, made } = outcome;
  const baseline = await planBaseline(made, standing, repository, world);
  return {
    ...startReport('import', repository, request),
    tables: [importedTable(rows, made.length), remarksTable(remarks)],
    page: pageOf(outcome),
    // The baseline first: after a full disk the next run goes on with the files that are left, and all are in it.
    files: [...(baseline.file === undefined ? [] : [baseline.file]), ...made],
    notes: notesOf(outcome, baseline),
    summary: { errors: 0, warnings: 0, records: made.length, files: rows.length, remarks: remarks.length },
    next: request.isDryRun || made.length === 0 ? [] : nextSteps(baseline.told),
  };
}

function importAll(
  sources: readonly Source[],
  map: ReadyMap,
  standing: readonly IncidentRecord[],
  repository: Repository,
  world: World,
): Outcome {
  const outcome: Outcome = { rows: [], remarks: [], made: [], leftOut: [], passedOver: [], known: 0 };
  const known = new Map(standing.flatMap((record) => hashOf(record.data, idOf(record))));
  const taken = new Set(takenNames(repository, world));
  for (const source of sources) {
    const { path } = source;
    const earlier = 'origin' in source ? known.get(source.origin.sha256) : undefined;
    if (map.passOver.has(path.slice(path.lastIndexOf('/') + 1))) outcome.passedOver.push(path);
    else if (earlier !== undefined) {
      outcome.known++;
      outcome.rows.push({ path, record: earlier, result: 'known', remarks: 0 });
    } else {
      const { record, remarks } = 'origin' in source ? importRecord(source, map) : unreadable(source);
      const made = record && writeRecord(record, taken, repository, world);
      const result = made === undefined ? 'not_made' : 'made';
      outcome.rows.push({ path, record: made?.id ?? null, result, remarks: remarks.length });
      outcome.remarks.push(...remarks);
      if (made === undefined) continue;
      if ('origin' in source) known.set(source.origin.sha256, made.id);
      outcome.made.push(made.file);
      outcome.leftOut.push(...(record?.leftOut ?? []));
    }
  }
  return outcome;
}

function unreadable({ path, detail }: { path: string; detail: string }): { record: undefined; remarks: Remark[] } {
  const remark = `Unexpected ${detail}, expected a text file`;
  return { record: undefined, remarks: [{ path, line: 1, field: null, value: null, remark, kept: null }] };
}

/** The text that a standing record was imported from, by its hash. */
function hashOf(data: object, id: string): [string, string][] {
  const { x_imported: origin } = data as { x_imported?: { sha256?: unknown } | null };
  return typeof origin?.sha256 === 'string' ? [[origin.sha256, id]] : [];
}

function importedTable(rows: readonly Row[], made: number): Table {
  return {
    name: 'imported',
    title: `${countOf(made, 'record')} of ${countOf(rows.length, 'file')}`,
    columns: [
      { key: 'path', title: 'File', unit: 'text' },
      { key: 'record', title: 'Record', unit: 'text' },
      { key: 'result', title: 'Result', unit: 'text' },
      { key: 'remarks', title: 'Remarks', unit: 'count' },
    ],
    rows,
  };
}

function remarksTable(remarks: readonly Remark[]): Table {
  return {
    name: 'remarks',
    title: countOf(remarks.length, 'remark'),
    columns: [
      { key: 'path', title: 'File', unit: 'text' },
      { key: 'line', title: 'Line', unit: 'count' },
      { key: 'field', title: 'Field', unit: 'text' },
      { key: 'value', title: 'Value', unit: 'text' },
      { key: 'remark', title: 'Remark', unit: 'text' },
      { key: 'kept', title: 'Kept as', unit: 'text' },
    ],
    rows: remarks.map((remark): Row => ({ ...remark })),
  };
}

/** Files without a record first: they are what a person has to look at. */
function pageOf({ rows, remarks, made }: Outcome): Block[] {
  const isMade = new Set(rows.flatMap(({ path, result }) => (result === 'made' ? [path] : [])));
  const lines = (some: readonly Remark[]): Block => ({ block: 'list', items: some.map(sentence) });
  const refused = remarks.filter(({ path }) => !isMade.has(path));
  const kept = remarks.filter(({ path }) => isMade.has(path));
  const notMade = rows.filter(({ result }) => result === 'not_made').length;
  return [
    { block: 'heading', level: 2, text: `${countOf(made.length, 'record')} of ${countOf(rows.length, 'file')}` },
    ...(notMade === 0 ? [] : [heading(`${countOf(notMade, 'file')} of which no record was made`), lines(refused)]),
    ...(kept.length === 0 ? [] : [heading(`${countOf(kept.length, 'remark')} on records that were made`), lines(kept)]),
  ];
}

const heading = (text: string): Block => ({ block: 'heading', level: 3, text });

function sentence({ path, line, field, value, remark, kept }: Remark): string {
  const shown = value === null || remark.includes(value) ? '' : `: ${value}`;
  const what = field === null ? '' : ` ${field}${shown}`;
  const where = kept === null ? '' : `; kept as ${kept === 'comment' ? 'a comment' : kept}`;
  return `${path}:${line}${what} – ${remark}${where}`;
}

function notesOf(
  { made, known, leftOut, passedOver }: Outcome,
  { silenced, told }: { silenced: number; told: ReadonlyMap<string, number> },
): string[] {
  const counts = new Map<string, number>();
  for (const name of leftOut) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [
    ...(made.length > 0 ? ['records are drafts without an owner, unless the map gives them one'] : []),
    ...(counts.size > 0 ? [`left out as the map says: ${said(counts)}`] : []),
    ...(passedOver.length > 0 ? [`passed over as the map says: ${passedOver.join(', ')}`] : []),
    ...(known > 0 ? [`${countOf(known, 'file')} passed over: a record was made of the same text before`] : []),
    ...(silenced > 0 ? [`the baseline takes ${countOf(silenced, 'finding')} of the new records`] : []),
    ...(told.size > 0 ? [`pir check will name what no baseline holds: ${said(told)}`] : []),
  ];
}

const said = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([name, count]) => `${name} (${count})`).join(', ');

function nextSteps(told: ReadonlyMap<string, number>): string[] {
  return [
    '',
    'Next:',
    '  Read some of the records. To begin anew: delete them, mend the map, import again.',
    told.size > 0 ? '  pir check names what is left to mend.' : '  pir check judges them from now on.',
    '  When all is well, commit them with .pir/baseline.json.',
  ];
}
