import { acknowledgementColumns, acknowledgementRows } from '../../core/policy/acknowledgements.ts';
import { missingApprovals } from '../../core/policy/approvals.ts';
import { outstandingColumns, outstandingRows } from '../../core/policy/outstanding.ts';
import { policyColumns, policyRows } from '../../core/policy/register.ts';
import { policyFingerprint, releaseOf } from '../../core/policy/text.ts';
import { each, type PolicyRecord } from '../../core/record/record.ts';
import type { Block, Column, Report, Row, Table } from '../../core/report.ts';
import { plainWords } from '../../core/words.ts';
import type { World } from '../../world/world.ts';
import { openAsOf } from '../as-of.ts';
import type { Command, Request } from '../command.ts';
import { idOf } from '../edit-record.ts';
import { readRecords } from '../read-records.ts';
import { type Repository, startReport } from '../repository.ts';
import { historyNotes, readToldIfAny } from '../told-records.ts';
import { findPolicy, policyArgument } from './open-policy.ts';
import { policyApprovals } from './show/approvals.ts';

export const command: Command = {
  arguments: [policyArgument],
  options: [],
  examples: [
    [
      'pir policy show incident-response-plan',
      'its versions and what led to them, who approved, who accepted, who has not',
    ],
  ],
  run,
};

const text = (key: string, title: string): Column => ({ key, title, unit: 'text' });
const versionColumns: readonly Column[] = [
  text('version', 'Version'),
  { key: 'on', title: 'On', unit: 'date' },
  text('incident', 'Incident'),
  text('summary', 'What changed'),
  text('by', 'By'),
  text('text', 'Text'),
  text('fingerprint', 'Fingerprint'),
];

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  const record = findPolicy(request, repository);
  const { records, notes } = await readRecords(['acknowledgement'], repository);
  const told = await readToldIfAny(request, repository, world);
  const fingerprint = policyFingerprint(record, world.sha256);
  const { config, people, zone, asOf } = repository;
  const today = zone.dayOf(asOf);
  const accepted = acknowledgementRows(records, [record], people, today).filter(
    (row) => row.policy === idOf(record) && row.version === record.data.version,
  );
  const tables: Table[] = [
    {
      name: 'record',
      title: 'Policy',
      columns: [...policyColumns, text('path', 'File'), text('fingerprint', 'Fingerprint')],
      rows: policyRows([record], records, people, today).map((row) => ({ ...row, path: record.path, fingerprint })),
    },
    {
      name: 'versions',
      title: 'Versions',
      columns: versionColumns,
      rows: versionRows(record, fingerprint),
      shown: ['version', 'on', 'incident', 'summary'],
    },
    policyApprovals(record, fingerprint, 'why' in told ? [] : told.eventsOf(record), people),
    {
      name: 'acknowledgements',
      title: `Accepted version ${record.data.version ?? ''}`,
      columns: acknowledgementColumns,
      rows: accepted,
      shown: ['person', 'team', 'on', 'method', 'holds'],
    },
    {
      name: 'outstanding',
      title: 'Have not accepted it',
      columns: outstandingColumns,
      rows: outstandingRows([record], records, people, today, config),
      shown: ['person', 'team', 'since', 'days', 'days_overdue'],
    },
  ];
  return {
    ...startReport('policy show', repository, request),
    tables,
    page: pageOf(record, tables, fingerprint, repository),
    notes: [...repository.notes, ...notes, ...historyNotes(told, repository, world)],
    summary: { errors: 0, warnings: 0, records: 1 },
  };
}

/** Newest first. */
function versionRows({ data }: PolicyRecord, fingerprint: string): Row[] {
  return [...each(data.changes)]
    .map(([, change]) => ({
      version: change.version ?? null,
      on: change.on ?? null,
      incident: change.incident || null,
      summary: change.summary || null,
      by: change.by ?? null,
      text:
        change.version !== data.version ? null : change.fingerprint === fingerprint ? 'as released' : 'changed since',
      fingerprint: change.fingerprint ?? null,
    }))
    .reverse();
}

function pageOf(record: PolicyRecord, tables: readonly Table[], fingerprint: string, repository: Repository): Block[] {
  const { data } = record;
  const row = tables[0]?.rows[0] ?? {};
  const names = (list: readonly (string | undefined)[] | undefined) =>
    [...each(list)].map(([, name]) => name).join(', ') || 'nobody';
  const missing =
    data.version === undefined || data.status !== 'in_review'
      ? []
      : missingApprovals(data, data.version, fingerprint, repository);
  const facts: (readonly [string, string])[] = [
    ['Policy', idOf(record)],
    ['Version', versionWords(record, fingerprint)],
    ['Status', standingWords(data)],
    ...(missing.length === 0
      ? []
      : [
          [
            'Waits for',
            missing.map((name) => (name === 'somebody' ? 'somebody other than its owner' : name)).join(', '),
          ] as const,
        ]),
    ['Owner', data.owner ?? 'nobody'],
    ['Review by', `${data.review_by ?? 'no day'}${row.review_overdue === true ? ', which has passed' : ''}`],
    ['Reviewers', names(data.reviewers)],
    ['Audience', names(data.audience)],
    ...(row.acknowledged === null ? [] : [['Accepted', `by ${row.acknowledged} of ${row.audience}`] as const]),
    ['Controls', [...each(data.controls)].map(([, control]) => control).join(', ') || '–'],
    ['File', record.path],
  ];
  return [
    { block: 'heading', level: 1, text: data.title ?? idOf(record) },
    { block: 'facts', rows: facts },
    ...tables
      .filter(({ name, rows }) => name !== 'record' && rows.length > 0)
      .map((table): Block => ({ block: 'table', table })),
  ];
}

function standingWords({ status, effective, retired }: PolicyRecord['data']): string {
  if (status === 'retired' && retired !== undefined)
    return `retired on ${retired.on ?? '–'}, by ${retired.by ?? '–'}${retired.reason ? `: ${retired.reason}` : ''}${retired.replaced_by ? `; replaced by ${retired.replaced_by}` : ''}`;
  return `${plainWords(status ?? '–')}${effective && status === 'in_force' ? `, from ${effective}` : ''}`;
}

function versionWords({ data }: PolicyRecord, fingerprint: string): string {
  const released = releaseOf(data, data.version)?.change.fingerprint;
  const state =
    released === undefined
      ? 'not released'
      : released === fingerprint
        ? 'the text is the one released'
        : 'the text was changed since its release';
  return `${data.version ?? '–'}, ${state}`;
}
