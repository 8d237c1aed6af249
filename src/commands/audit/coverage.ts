import { coverageColumns, coverageRows } from '../../core/audit/coverage.ts';
import { coverageSentences, coverageSummary } from '../../core/audit/coverage-summary.ts';
import type { Block, Report, Table } from '../../core/report.ts';
import type { World } from '../../world/world.ts';
import { openAsOf } from '../as-of.ts';
import type { Command, Request } from '../command.ts';
import { noRecordsNotes } from '../no-records.ts';
import { readRecords } from '../read-records.ts';
import { startReport } from '../repository.ts';
import { periodOptions, readPeriod } from './period.ts';

export const command: Command = {
  arguments: [],
  options: periodOptions,
  examples: [
    ['pir audit coverage --from 2026-01-01 --to 2026-12-31', 'did the incidents of that year lead to reviews?'],
    ['pir audit coverage --format csv', 'every incident with its review, for a spreadsheet'],
  ],
  about:
    'Every incident that was detected (else started) in the period: whether its severity required a review, when one was held, whether each needed stage was in time, and why not. ' +
    'In time means within the config’s sla.review after the resolution. Days to review are calendar days from the resolution to the full review. ' +
    'Approved says whether every approval that the severity needs is in and still fits the text. pir explain takes each reason.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  const { config, people, clock, asOf } = repository;
  const { records, notes } = await readRecords(['incident'], repository);
  const { period, range } = readPeriod(request, records, repository);
  const rows = coverageRows(records, { config, people, clock, asOf, sha256: world.sha256, ...(period && { period }) });
  const sum = coverageSummary(rows);
  const table: Table = {
    name: 'coverage',
    title: `Coverage${range === undefined ? '' : `, ${range}`}`,
    columns: coverageColumns,
    rows,
    shown: ['id', 'severity', 'reviewed', 'days_to_review', 'on_time', 'reason', 'approved'],
  };
  return {
    ...startReport('audit coverage', repository, request),
    tables: [table],
    page: pageOf(table),
    notes: [
      ...repository.notes,
      ...notes,
      ...noRecordsNotes('incident', records),
      ...restrictedNote(rows.filter((row) => row.restricted === true).length),
    ],
    summary: {
      errors: 0,
      warnings: 0,
      records: rows.length,
      required: sum.required,
      reviewed: sum.reviewed,
      on_time: sum.onTime,
      overdue: sum.overdue,
    },
  };
}

function pageOf(table: Table): Block[] {
  const [answer = '', ...more] = coverageSentences(table.rows);
  return [
    { block: 'heading', level: 2, text: 'Did incidents lead to reviews?' },
    { block: 'text', text: answer },
    ...(more.length === 0 ? [] : [{ block: 'list' as const, items: more }]),
    ...(table.rows.length === 0 ? [] : [{ block: 'table' as const, table }]),
  ];
}

function restrictedNote(count: number): string[] {
  if (count === 0) return [];
  const [are, their] = count === 1 ? ['is', 'its'] : ['are', 'their'];
  return [`${count} of these ${are} restricted: counted here, ${their} text is kept elsewhere`];
}
