import { type Reconciliation, reconcile } from '../../core/audit/reconcile.ts';
import { reconcileSentences, reconcileTables } from '../../core/audit/reconcile-tables.ts';
import { RECONCILIATION } from '../../core/audit/reconciliation-file.ts';
import type { Block, Report, Table } from '../../core/report.ts';
import { countOf, someOf } from '../../core/words.ts';
import { foreignColumns } from '../../interop/foreign-columns.ts';
import { type ForeignIncidents, readForeignIncidents } from '../../interop/foreign-incidents.ts';
import { UserError, type World } from '../../world/world.ts';
import { openAsOf } from '../as-of.ts';
import type { Command, Request } from '../command.ts';
import { writeOptions } from '../edit-record.ts';
import { readRecords } from '../read-records.ts';
import { startReport } from '../repository.ts';
import { readPeriod } from './period.ts';
import { columnsAsked, severitiesAsked } from './reconcile/asked.ts';
import { planFile } from './reconcile/plan-file.ts';

export const command: Command = {
  arguments: [{ name: 'FILE', about: 'a CSV file with a header, as the pager or ticket system exports it' }],
  options: [
    { name: 'system', value: 'NAME', about: 'what the other system is called (default: the name of the file)' },
    { name: 'column', value: 'WHAT=NAME', about: `which column is the ${foreignColumns.join(', ')}`, isMany: true },
    { name: 'severity', value: 'THEIRS=OURS', about: 'what a severity of theirs is here', isMany: true },
    { name: 'from', value: 'DAY', about: 'first day to compare (default: that of the file)' },
    { name: 'to', value: 'DAY', about: 'last day to compare (default: that of the file)' },
    { name: 'record', about: `keep the outcome in ${RECONCILIATION}, for the evidence package` },
    ...writeOptions,
  ],
  examples: [
    ['pir audit reconcile pager.csv', 'is every incident of the pager recorded here, and the other way round?'],
    [
      'pir audit reconcile pager.csv --severity P1=sev1 --severity P2=sev2 --record',
      'the same with severities, kept for the next evidence package',
    ],
  ],
  about:
    'One of theirs belongs to the record whose refs, x_ keys or id name it, by its id or address. A record of the same day and severity is named as a guess, and matches nothing. ' +
    'Header names are understood generously; commas, semicolons and tabs too. Lines that cannot be read are listed with their number. ' +
    'Exit 0 whatever differs: what it means is for a person to say. Without --record nothing is written.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const isKept = request.isOn('record');
  if (isKept && request.hasAsOfFlag)
    throw new UserError('Unexpected --record with --as-of, expected one of them', 'What is kept is how it stands now.');
  const repository = openAsOf(request, world);
  const { config, zone, clock } = repository;
  const { name, text } = readFile(request, world);
  const read = readForeignIncidents(text, {
    zone,
    timezone: config.timezone,
    severities: config.severities,
    named: columnsAsked(request),
    severityOf: severitiesAsked(request, config.severities),
  });
  if ('why' in read) throw new UserError(`${read.why}, in ${name}`, read.hint);
  const { records, notes } = await readRecords(['incident'], repository);
  const isAsked = request.text('from') !== undefined || request.text('to') !== undefined;
  const { period } = isAsked ? readPeriod(request, records, repository) : { period: undefined };
  const found = reconcile(read.rows, records, { clock, ...(period && { period }) });
  const system = request.text('system')?.trim() || name.replace(/\.[^.]*$/, '');
  const tables = reconcileTables(found, read.problems, system);
  return {
    ...startReport('audit reconcile', repository, request),
    tables,
    page: pageOf(tables, reconcileSentences(found, system), name),
    notes: [...repository.notes, ...notes, ...notesOf(found, read, name), ...daysNotes(read, isAsked)],
    files: isKept ? [planFile({ found, read, name, text, system }, request, repository, world)] : [],
    summary: {
      errors: 0,
      warnings: 0,
      records: records.length,
      missing_here: found.missingHere.length,
      unknown_there: found.unknownThere.length,
      severity_differs: found.severityDiffers.length,
      unreadable: read.problems.length,
    },
    ...(isKept && request.isOn('commit') && { commit: { message: `Reconcile with ${system}` } }),
    next: [
      ...(found.missingHere.some(({ maybe }) => maybe.length > 0)
        ? ['Where a guess is right, let the record name theirs: pir set ID refs "[{ kind: ticket, url: … }]"']
        : []),
      ...(isKept ? [] : ['To keep this for the evidence package, say --record.']),
    ],
  };
}

function readFile(request: Request, { files }: World): { name: string; text: string } {
  const said = request.argument('FILE') ?? '';
  const path = files.real(files.resolve(request.cwd, said));
  const text = files.readText(path);
  if (text !== undefined) return { name: said.slice(said.lastIndexOf('/') + 1), text };
  throw new UserError(`Unexpected file ${said}, which does not exist`, 'Name the CSV file that was exported.');
}

/** What was matched is for programs; people look at the rest. */
const differences = ['missing_here', 'unknown_there', 'severity_differs'];

function pageOf(tables: readonly Table[], sentences: readonly string[], file: string): Block[] {
  const shown = tables.filter(({ name, rows }) => differences.includes(name) && rows.length > 0);
  const unread = tables.find(({ name }) => name === 'unreadable')?.rows ?? [];
  return [
    { block: 'heading', level: 2, text: 'Is every incident recorded?' },
    { block: 'text', text: sentences.join(' ') },
    ...shown.map((table): Block => ({ block: 'table', table })),
    ...(unread.length === 0
      ? []
      : ([
          { block: 'heading', level: 2, text: 'Lines that could not be read' },
          {
            block: 'list',
            items: unread.map(
              ({ line, problem, compared }) => `${file}:${line}  ${problem}${compared ? '; compared without it' : ''}`,
            ),
          },
        ] as const)),
  ];
}

function notesOf({ doubles, outside, notExpected }: Reconciliation, read: ForeignIncidents, name: string): string[] {
  const taken = Object.entries(read.columns).map(([what, column]) => `${what} from "${column}"`);
  const left = read.problems.filter(({ isUsed }) => !isUsed);
  return [
    `read from ${name}: ${countOf(read.rows.length, 'incident')}, ${taken.join(', ')}`,
    ...read.notes,
    ...(left.length > 0
      ? [`${countOf(left.length, 'line')} not compared: ${someOf(left.map(({ line }) => `${name}:${line}`))}`]
      : []),
    ...doubles.map(({ theirs, records }) => `${theirs.id} is named by more than one record: ${records.join(', ')}`),
    ...(outside > 0 ? [`${countOf(outside, 'incident')} of the file outside those days not compared`] : []),
    ...(notExpected > 0
      ? [
          `${countOf(notExpected, 'exercise or withdrawn record', 'exercises or withdrawn records')} of those days not expected there`,
        ]
      : []),
  ];
}

/** The days of the file are those that can be read: what lies beyond is not asked of the records. */
function daysNotes({ rows }: ForeignIncidents, isAsked: boolean): string[] {
  const without = rows.filter(({ day }) => day === null).length;
  if (isAsked || without === 0 || without === rows.length) return [];
  return [
    `${countOf(without, 'incident')} of theirs without a day: say --from and --to if they lie outside those compared`,
  ];
}
