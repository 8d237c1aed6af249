import type { Config } from '../core/config.ts';
import { actionColumns, actionRows } from '../core/measure/action-rows.ts';
import { timeColumns, timeRows } from '../core/measure/time-rows.ts';
import { fingerprintOf } from '../core/record/fingerprint.ts';
import { each, type IncidentRecord } from '../core/record/record.ts';
import type { Incident } from '../core/record/shapes.ts';
import type { Block, Column, Report, Table } from '../core/report.ts';
import type { World } from '../world/world.ts';
import { openAsOf } from './as-of.ts';
import type { Command, Request } from './command.ts';
import { findRecord, idOf } from './edit-record.ts';
import { type Repository, startReport } from './repository.ts';
import { approvalsTable } from './show/approvals-table.ts';
import { historyFlags, historyTable } from './show/history-table.ts';
import { reviewReport } from './show/management-review.ts';
import { reviewBlocks, reviewTables } from './show/reviews.ts';
import { risksTable } from './show/risks-table.ts';
import { historyNotes, readToldIfAny, type ToldRecords } from './told-records.ts';

export const command: Command = {
  arguments: [{ name: 'ID', about: 'the incident or management review; a unique beginning is enough' }],
  options: [],
  examples: [
    ['pir show 2026-11-20-checkout-500s', 'one incident on one page: times, causes, actions, reviews, sign-offs'],
    ['pir show 2026-q3', 'a management review: who came, what was looked at, what was decided'],
  ],
  run,
};

const text = (key: string, title: string): Column => ({ key, title, unit: 'text' });
const causeColumns: readonly Column[] = [
  text('id', 'Cause'),
  text('role', 'Role'),
  text('category', 'Category'),
  text('gap', 'Gap'),
  text('statement', 'Statement'),
  { key: 'whys', title: 'Whys', unit: 'list' },
  { key: 'actions', title: 'Actions', unit: 'list' },
];

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  const record = findRecord(['incident', 'management-review'], request.argument('ID') ?? '', repository);
  const told = await readToldIfAny(request, repository, world);
  const known = 'why' in told ? undefined : told;
  return {
    ...startReport('show', repository, request),
    ...(record.kind === 'management-review'
      ? reviewReport(record, known, repository)
      : incidentReport(record as IncidentRecord, known, repository, world)),
    notes: [...repository.notes, ...historyNotes(told, repository, world)],
    summary: { errors: 0, warnings: 0, records: 1 },
  };
}

function incidentReport(
  record: IncidentRecord,
  told: ToldRecords | undefined,
  repository: Repository,
  world: World,
): Pick<Report, 'tables' | 'page'> {
  const tables = tablesOf(record, told, repository, world);
  return { tables, page: pageOf(record, tables, repository.config) };
}

function tablesOf(
  record: IncidentRecord,
  told: ToldRecords | undefined,
  repository: Repository,
  world: World,
): Table[] {
  const { data } = record;
  const { config, people, clock, zone, asOf } = repository;
  const actions = [...actionRows([record], { config, people, clock, today: zone.dayOf(asOf), told: told?.of })];
  const events = told?.eventsOf(record) ?? [];
  const answering = (cause: string | undefined) =>
    actions
      .filter((row) => (row.causes as readonly string[]).includes(cause ?? ''))
      .map((row) => String(row.ref).slice(idOf(record).length + 1));
  const fingerprint = fingerprintOf(record, world.sha256);
  return [
    {
      name: 'record',
      title: 'Incident',
      columns: [
        ...['id', 'title', 'type', 'severity', 'status', 'owner'].map((key) => text(key, key)),
        { key: 'services', title: 'services', unit: 'list' },
        text('detection', 'detection'),
        text('impact', 'impact'),
        text('path', 'path'),
        text('fingerprint', 'fingerprint'),
        text('restricted', 'restricted'),
      ],
      rows: [
        {
          id: idOf(record),
          title: data.title ?? null,
          type: data.type ?? null,
          severity: data.severity ?? null,
          status: data.status ?? null,
          owner: data.owner ?? null,
          services: [...each(data.services)].map(([, service]) => service),
          detection: data.detection?.source ?? null,
          impact: data.impact?.summary ?? null,
          path: record.path,
          fingerprint,
          restricted: keptWords(data),
        },
      ],
    },
    { name: 'times', title: 'Times', columns: timeColumns, rows: timeRows(data, clock) },
    {
      name: 'causes',
      title: 'Causes',
      columns: causeColumns,
      rows: [...each(data.causes)].map(([, cause]) => ({
        id: cause.id ?? null,
        role: cause.role ?? null,
        category: cause.category ?? null,
        gap: cause.gap ?? null,
        statement: cause.statement ?? null,
        whys: [...each(cause.whys)].map(([, why]) => why),
        actions: answering(cause.id),
      })),
    },
    {
      name: 'actions',
      title: 'Actions',
      columns: actionColumns,
      rows: actions,
      shown: ['ref', 'title', 'owner', 'due', 'status', 'days_overdue'],
    },
    ...reviewTables(data, repository),
    risksTable(data),
    approvalsTable(record, fingerprint, events, people),
    ...(told === undefined ? [] : [historyTable(record, told.of(record))]),
  ];
}

function pageOf(record: IncidentRecord, tables: readonly Table[], config: Config): Block[] {
  const { data } = record;
  const table = (name: string): Table => tables.find((each) => each.name === name) as Table;
  const shown = (name: string): Block[] =>
    tables
      .filter((each) => each.name === name && each.rows.length > 0)
      .map((each) => ({ block: 'table', table: each }));
  const facts: (readonly [string, string])[] = [
    ['Incident', idOf(record)],
    ['Severity', `${data.severity ?? '–'}, ${(data.type ?? 'no type').replace('_', ' ')}`],
    ['Status', (data.status ?? '–').replace('_', ' ')],
    ['Owner', data.owner ?? 'nobody'],
    ['Services', [...each(data.services)].map(([, service]) => service).join(', ') || '–'],
    ['Detected by', data.detection?.source?.replace('_', ' ') ?? '–'],
    ['Impact', data.impact?.summary ?? '–'],
    ['File', record.path],
    ...(data.confidentiality === 'restricted' ? [['Restricted', keptWords(data) ?? ''] as const] : []),
  ];
  return [
    { block: 'heading', level: 1, text: data.title ?? idOf(record) },
    { block: 'facts', rows: facts },
    ...shown('times'),
    ...causesOf(table('causes'), data),
    ...shown('actions'),
    ...reviewBlocks([table('reviews'), table('meetings')], data, config),
    ...shown('risks'),
    ...shown('approvals'),
    ...shown('history'),
    ...tables.filter(({ name }) => name === 'history').flatMap((each) => historyFlags(record, each)),
  ];
}

/** Where the full record of a restricted incident is kept; null of any other. */
function keptWords({ confidentiality, restricted }: Incident): string | null {
  if (confidentiality !== 'restricted') return null;
  const { held_by, where, sha256 } = restricted ?? {};
  return `a stub; the full record is with ${held_by ?? 'nobody named'}, ${where ?? 'nobody says where'}${sha256 === undefined ? '' : ` (sha256 ${sha256.slice(0, 12)}…)`}`;
}

/** Causes read better than they tabulate: each with its chain of whys. */
function causesOf({ rows }: Table, { confidentiality }: Incident): Block[] {
  if (rows.length === 0) return [];
  const untold = confidentiality === 'restricted' ? 'Told in the full record' : 'Nothing is said of it';
  const blocks = rows.flatMap((row): Block[] => {
    const answers = row.actions as readonly string[];
    const gap = row.gap === null ? '' : `, a gap in ${row.gap}`;
    return [
      { block: 'text', text: `${row.id}  ${row.statement ?? untold}` },
      {
        block: 'text',
        text: `${row.role} cause in ${row.category ?? 'no category'}${gap}; ${answers.length === 0 ? 'no action answers it' : `answered by ${answers.join(', ')}`}`,
      },
      ...((row.whys as readonly string[]).length > 0
        ? [{ block: 'list' as const, items: row.whys as readonly string[] }]
        : []),
    ];
  });
  return [{ block: 'heading', level: 2, text: 'Causes' }, ...blocks];
}
