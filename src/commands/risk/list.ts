import type { Report, Row } from '../../core/report.ts';
import { heatMapOf } from '../../core/risk/heat-map.ts';
import { riskLevels } from '../../core/risk/level.ts';
import { idOfRisk, riskColumns, riskRows } from '../../core/risk/register.ts';
import { countOf } from '../../core/words.ts';
import type { World } from '../../world/world.ts';
import { openAsOf } from '../as-of.ts';
import type { Command, Request } from '../command.ts';
import { noRecordsNotes } from '../no-records.ts';
import { startReport } from '../repository.ts';
import { readRegister } from './read-register.ts';

export const command: Command = {
  arguments: [],
  options: [
    { name: 'level', value: 'L', about: 'of that level', choices: riskLevels },
    { name: 'owner', value: 'O', about: 'for which that person answers' },
    { name: 'status', value: 'S', about: 'of that status', choices: ['open', 'closed', 'withdrawn'] },
    { name: 'overdue', about: 'with an action of the plan that is late' },
  ],
  examples: [
    ['pir risk list', 'the register, the highest first, and where the open risks stand'],
    ['pir risk list --level high --overdue', 'what is high and not worked on in time'],
    ['pir risk list --as-of 2026-06-30 --format csv', 'the register of that day for a spreadsheet'],
  ],
  about:
    'The level is computed from the last assessment by risk.bands in pir.config.yaml. Incidents are those that an assessment names, and those that name the risk. A plan is late when one of its actions is: open or in progress, and due before the as-of day.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  const { risks, around, notes } = await readRegister(repository);
  const all = riskRows(risks, around);
  const rows = all.filter((row) => isWanted(row, request));
  const listed = new Set(rows.map(({ id }) => id));
  const late = rows.filter((row) => row.overdue === true).length;
  const map = heatMapOf(
    risks.filter((risk) => listed.has(idOfRisk(risk))),
    repository.config,
    { to: around.today },
  );
  const table = {
    name: 'risks',
    title: titleOf(rows.length, all.length, late),
    columns: riskColumns,
    rows,
    shown: [
      ...['id', 'level', 'at', 'owner', 'plan_open', 'plan_overdue', 'review_by'],
      ...(rows.some(({ status }) => status !== 'open') ? ['status'] : []),
      'title',
    ],
  };
  const isAnywhere = map.cells.some(({ now }) => now.length > 0);
  return {
    ...startReport('risk list', repository, request),
    tables: [table],
    page: [{ block: 'table', table }, ...(isAnywhere ? [{ block: 'heat-map' as const, map }] : [])],
    notes: [...repository.notes, ...notes, ...noRecordsNotes('risk', all)],
    summary: { errors: 0, warnings: 0, records: rows.length, overdue: late },
  };
}

function titleOf(count: number, all: number, late: number): string {
  const of = count === all ? countOf(count, 'risk') : `${count} of ${countOf(all, 'risk')}`;
  return late === 0 ? of : `${of}, ${late} with a late plan`;
}

function isWanted(row: Row, request: Request): boolean {
  const is = (flag: string) =>
    request.text(flag) === undefined || request.text(flag)?.toLowerCase() === String(row[flag] ?? '').toLowerCase();
  return is('level') && is('owner') && is('status') && (!request.isOn('overdue') || row.overdue === true);
}
