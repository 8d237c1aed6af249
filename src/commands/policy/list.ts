import { policyColumns, policyRows } from '../../core/policy/register.ts';
import type { Report } from '../../core/report.ts';
import { countOf, someOf } from '../../core/words.ts';
import type { World } from '../../world/world.ts';
import { openAsOf } from '../as-of.ts';
import type { Command, Request } from '../command.ts';
import { noRecordsNotes } from '../no-records.ts';
import { readRecords } from '../read-records.ts';
import { startReport } from '../repository.ts';

export const command: Command = {
  arguments: [],
  options: [
    {
      name: 'status',
      value: 'S',
      about: 'of that status',
      choices: ['draft', 'in_review', 'in_force', 'retired'],
    },
  ],
  examples: [
    ['pir policy list', 'every policy, its version, and how many of its audience accepted that'],
    ['pir policy list --status in_review', 'those that wait for approvals'],
  ],
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  const { people, zone, asOf } = repository;
  const { records, notes } = await readRecords(['policy', 'acknowledgement'], repository);
  const policies = records.filter((record) => record.kind === 'policy');
  const acknowledgements = records.filter((record) => record.kind === 'acknowledgement');
  const status = request.text('status');
  const rows = policyRows(policies, acknowledgements, people, zone.dayOf(asOf)).filter(
    (row) => status === undefined || row.status === status,
  );
  const late = rows.filter((row) => row.review_overdue === true);
  const of = rows.length === policies.length ? '' : ` of ${policies.length}`;
  return {
    ...startReport('policy list', repository, request),
    tables: [
      {
        name: 'policies',
        title: `${rows.length}${of} ${policies.length === 1 ? 'policy' : 'policies'}`,
        columns: policyColumns,
        rows,
        shown: ['id', 'version', 'status', 'review_by', 'acknowledged', 'audience', 'owner'],
      },
    ],
    notes: [
      ...repository.notes,
      ...notes,
      ...(late.length === 0
        ? []
        : [
            `${countOf(late.length, 'policy', 'policies')} should have been looked at again: ${someOf(late.map(({ id }) => String(id)))}`,
          ]),
      ...noRecordsNotes('policy', policies),
    ],
    summary: { errors: 0, warnings: 0, records: rows.length },
  };
}
