import { isAwaited, missingParts } from '../../core/check/facts/management-review.ts';
import { actionColumns, actionRows } from '../../core/measure/action-rows.ts';
import { each, type ManagementReviewRecord } from '../../core/record/record.ts';
import type { Block, Column, Report, Row, Table } from '../../core/report.ts';
import { idOf } from '../find-record.ts';
import type { Repository } from '../repository.ts';
import type { ToldRecords } from '../told-records.ts';

const text = (key: string, title: string): Column => ({ key, title, unit: 'text' });

/** A management review on one page: when it was held and by whom, what was looked at, what was decided. */
export function reviewReport(
  record: ManagementReviewRecord,
  told: ToldRecords | undefined,
  repository: Repository,
): Pick<Report, 'tables' | 'page'> {
  const tables = tablesOf(record, told, repository);
  return { tables, page: pageOf(record, tables) };
}

function tablesOf(
  record: ManagementReviewRecord,
  told: ToldRecords | undefined,
  { config, people, clock, zone, asOf }: Repository,
): Table[] {
  const { data } = record;
  const around = { config, people, clock, today: zone.dayOf(asOf), told: told?.of };
  return [
    {
      name: 'record',
      title: 'Management review',
      columns: [
        ...['id', 'title', 'status'].map((key) => text(key, key)),
        { key: 'from', title: 'from', unit: 'date' },
        { key: 'to', title: 'to', unit: 'date' },
        ...['held', 'chair', 'path'].map((key) => text(key, key)),
        { key: 'missing', title: 'missing', unit: 'list' },
      ],
      rows: [
        {
          id: idOf(record),
          title: data.title ?? null,
          status: data.status ?? null,
          from: data.period?.from ?? null,
          to: data.period?.to ?? null,
          held: data.held ?? null,
          chair: data.chair ?? null,
          path: record.path,
          missing: data.status === 'prepared' ? [] : missingParts(data),
        },
      ],
    },
    {
      name: 'attendees',
      title: 'Who took part',
      columns: [text('who', 'Who'), text('role', 'Role')],
      rows: [...each(data.attendees)].map(([, { who, role }]) => ({ who: who ?? null, role: role ?? null })),
    },
    {
      name: 'inputs',
      title: 'Inputs (ISO/IEC 27001, clause 9.3.2)',
      columns: [
        text('item', 'Item'),
        text('source', 'Source'),
        text('fingerprint', 'Fingerprint'),
        { key: 'awaited', title: 'To be supplied', unit: 'boolean' },
      ],
      rows: [...each(data.inputs)].map(([, { item, source, fingerprint }]) => ({
        item: item ?? null,
        source: source ?? null,
        fingerprint: fingerprint ?? null,
        awaited: isAwaited(source),
      })),
    },
    {
      name: 'actions',
      title: 'Decisions',
      columns: actionColumns,
      rows: [...actionRows([record], around)],
      shown: ['ref', 'title', 'owner', 'due', 'status', 'days_overdue'],
    },
  ];
}

function pageOf(record: ManagementReviewRecord, tables: readonly Table[]): Block[] {
  const { data } = record;
  const [row, attendees, inputs, decisions] = tables.map(({ rows }) => rows) as [Row[], Row[], Row[], Row[]];
  const missing = row[0]?.missing as readonly string[];
  const facts: (readonly [string, string])[] = [
    ['Review', idOf(record)],
    ['Status', data.status ?? '–'],
    ['Period', data.period === undefined ? '–' : `${data.period.from ?? '?'} to ${data.period.to ?? '?'}`],
    ['Held', data.held ?? 'not yet'],
    ['Chair', data.chair ?? 'nobody named'],
    ['Took part', attendees.map(({ who, role }) => `${who ?? '?'}${role ? ` (${role})` : ''}`).join(', ') || '–'],
    ...(missing.length === 0 ? [] : [['Lacks', missing.join(', ')] as const]),
    ['File', record.path],
  ];
  const heading = (words: string): Block => ({ block: 'heading', level: 2, text: words });
  const none = (words: string): Block[] => [{ block: 'text', text: words }];
  return [
    { block: 'heading', level: 1, text: data.title ?? idOf(record) },
    { block: 'facts', rows: facts },
    heading(tables[2]?.title ?? ''),
    ...(inputs.length === 0
      ? none(`None is written down: pir set ${idOf(record)} inputs.9.3.2a "minutes of …".`)
      : [
          {
            block: 'facts' as const,
            rows: inputs.map(({ item, source }) => [String(item ?? '–'), String(source ?? '–')] as const),
          },
        ]),
    ...(decisions.length === 0
      ? [
          heading('Decisions'),
          ...none(`None is written down: pir action add ${idOf(record)} --title "…" --owner @handle --kind prevent.`),
        ]
      : [{ block: 'table' as const, table: tables[3] as Table }]),
  ];
}
