import { isCovered } from '../../core/audit/coverage.ts';
import { quoted, redrawLines } from '../../core/audit/redraw-lines.ts';
import { type Draw, type Drawn, drawSample } from '../../core/audit/sample.ts';
import type { IncidentRecord } from '../../core/record/record.ts';
import type { Block, Column, Report, Row, Table } from '../../core/report.ts';
import { countOf } from '../../core/words.ts';
import { UserError, type World } from '../../world/world.ts';
import { openAsOf } from '../as-of.ts';
import type { Command, Request } from '../command.ts';
import { idOf } from '../edit-record.ts';
import { noRecordsNotes } from '../no-records.ts';
import { readRecords } from '../read-records.ts';
import { startReport } from '../repository.ts';
import { periodOptions, readPeriod } from './period.ts';

export const command: Command = {
  arguments: [],
  options: [
    { name: 'n', value: 'COUNT', about: 'how many to draw', isRequired: true },
    { name: 'seed', value: 'S', about: 'any text, chosen by who audits, after the records', isRequired: true },
    { name: 'stratify', value: 'WHAT', about: 'draw of each severity by itself', choices: ['severity'] },
    ...periodOptions,
  ],
  examples: [
    ['pir audit sample --n 3 --seed 2026-audit --from 2026-01-01 --to 2026-12-31', 'three of that year’s incidents'],
    ['pir audit sample --n 8 --seed 2026-audit --stratify severity', 'eight, of every severity one at least'],
  ],
  about:
    'Drawn are the lowest SHA-256 of the seed with the incident’s id right behind it; the shell line that is printed draws the same with sha256sum. ' +
    'The population is every incident that was detected (else started) in the period, whatever its status and type: withdrawing a record does not take it out of the draw. ' +
    'With --stratify each severity gives one, the worst first, and the rest is shared out by size.',
  run,
};

const columns: readonly Column[] = [
  { key: 'id', title: 'Incident', unit: 'text' },
  { key: 'rank', title: 'Rank', unit: 'count' },
  { key: 'draw', title: 'Draw', unit: 'text' },
  { key: 'severity', title: 'Severity', unit: 'text' },
  { key: 'title', title: 'Title', unit: 'text' },
  { key: 'status', title: 'Status', unit: 'text' },
  { key: 'path', title: 'File', unit: 'text' },
];

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  const { config, clock, origin } = repository;
  const n = countAsked(request.text('n') ?? '');
  const seed = seedAsked(request.text('seed') ?? '');
  const { records, notes } = await readRecords(['incident'], repository);
  const { period, range } = readPeriod(request, records, repository);
  const byId = new Map(
    records
      .filter((record) => isCovered(record, { clock, ...(period && { period }) }))
      .map((record) => [idOf(record), record]),
  );
  const isStratified = request.text('stratify') !== undefined;
  const drawn = drawSample(
    [...byId].map(([id, { data }]) => ({ id, severity: data.severity ?? null })),
    { n, seed, isStratified, severities: config.severities, sha256: world.sha256 },
  );
  const rowOf = (one: Drawn): Row => rowFor(one, byId.get(one.id) as IncidentRecord);
  const sample: Table = {
    name: 'sample',
    title: `Sample, ${Math.min(n, byId.size)} of ${byId.size}`,
    columns,
    rows: drawn.population.filter(({ isDrawn }) => isDrawn).map(rowOf),
    shown: isStratified ? ['id', 'severity', 'rank', 'title', 'status'] : ['id', 'rank', 'severity', 'title', 'status'],
  };
  const population: Table = {
    name: 'population',
    title: 'Population',
    columns: [...columns, { key: 'drawn', title: 'Drawn', unit: 'boolean' }],
    rows: drawn.population.map((one) => ({ ...rowOf(one), drawn: one.isDrawn })),
  };
  const state = repository.root.isGit ? origin.state() : null;
  const isDirty = state?.dirty === true && origin.tree === undefined;
  return {
    ...startReport('audit sample', repository, request),
    tables: [sample, population],
    page: [
      { block: 'table', table: sample },
      {
        block: 'facts',
        rows: [
          ['Population', `${countOf(byId.size, 'incident')}${range === undefined ? '' : `, detected ${range}`}`],
          ...(isStratified ? [['Strata', strataWords(drawn)] as const] : []),
          ['Commit', state?.commit == null ? 'none' : `${state.commit}${isDirty ? ', with changes since' : ''}`],
          ['Seed', seed],
        ],
      },
      ...redrawBlocks(drawn, seed, listLine(request), isStratified),
    ],
    notes: [
      ...repository.notes,
      ...notes,
      ...noRecordsNotes('incident', records),
      ...(n > byId.size ? [`${n} were asked for, and there are ${byId.size}: all of them are drawn`] : []),
      ...(isDirty ? ['not everything is committed: draw again from a commit that others can have'] : []),
    ],
    summary: { errors: 0, warnings: 0, records: byId.size, drawn: sample.rows.length },
  };
}

function rowFor({ id, rank, draw }: Drawn, { data, path }: IncidentRecord): Row {
  return {
    id,
    rank,
    draw,
    severity: data.severity ?? null,
    title: data.title ?? null,
    status: data.status ?? null,
    path,
  };
}

const strataWords = ({ strata }: Draw): string =>
  strata.map(({ severity, size, drawn }) => `${severity ?? 'without severity'} ${drawn} of ${size}`).join(', ');

/** One line a stratum of which something was drawn. */
function redrawBlocks({ population, strata }: Draw, seed: string, list: string, isStratified: boolean): Block[] {
  const lines = strata
    .filter(({ drawn }) => drawn > 0)
    .map(({ severity, drawn }) => {
      const own = population.filter((one) => !isStratified || one.severity === severity);
      const ids = own.map(({ id }) => id);
      return redrawLines(seed, ids, drawn, isStratified ? `${list} --severity ${quoted(severity ?? '')}` : list);
    });
  if (lines.length === 0) return [];
  return [
    { block: 'text', text: 'To draw it again with nothing but a shell and sha256sum:' },
    { block: 'code', text: lines.join('\n\n'), language: 'sh' },
  ];
}

function listLine(request: Request): string {
  const flags = ['as-of', 'from', 'to'].flatMap((flag) => {
    const value = flag === 'as-of' ? (request.hasAsOfFlag ? request.asOf : undefined) : request.text(flag);
    return value === undefined ? [] : [`--${flag} ${quoted(value)}`];
  });
  return ['pir list', ...flags].join(' ');
}

function countAsked(said: string): number {
  if (/^[1-9]\d{0,5}$/.test(said)) return Number(said);
  throw new UserError(`Unexpected --n "${said}", expected a whole number from 1 on`, 'Write it like --n 3.');
}

function seedAsked(seed: string): string {
  // A line end would not come through a shell line, nor be seen on a screen.
  if (seed.trim() !== '' && !/\p{Cc}/u.test(seed)) return seed;
  throw new UserError(
    'Unexpected --seed without a text, expected a few letters or digits',
    'Write it like --seed 2026-audit.',
  );
}
