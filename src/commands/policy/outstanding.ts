import { audienceOf } from '../../core/policy/audience.ts';
import { outstandingColumns, outstandingRows } from '../../core/policy/outstanding.ts';
import type { PolicyRecord } from '../../core/record/record.ts';
import type { Block, Report, Row, Table } from '../../core/report.ts';
import { countOf, someOf } from '../../core/words.ts';
import type { World } from '../../world/world.ts';
import { openAsOf } from '../as-of.ts';
import type { Command, Request } from '../command.ts';
import { findRecord, idOf } from '../edit-record.ts';
import { noRecordsNotes } from '../no-records.ts';
import { readRecords } from '../read-records.ts';
import { type Repository, startReport } from '../repository.ts';

export const command: Command = {
  arguments: [],
  options: [
    { name: 'policy', value: 'ID', about: 'of that policy' },
    { name: 'team', value: 'T', about: 'of the people of that team' },
    { name: 'person', value: 'P', about: 'of that person, a handle or an e-mail' },
  ],
  examples: [
    ['pir policy outstanding', 'who has not accepted what, by team and person, since when'],
    ['pir policy outstanding --policy incident-response-plan --format csv', 'for a mail merge'],
  ],
  about:
    'Everybody in the audience of a policy in force who has not accepted that version. Teams are the people whom people.yaml has in them; who has left, or has not come yet, is not asked. ' +
    'Days count from the later of the day from which the version holds and the person’s first; late is who took longer than the config’s sla.acknowledgement.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  const { config, people, zone, asOf } = repository;
  const { records, notes } = await readRecords(['policy', 'acknowledgement'], repository);
  const asked = request.text('policy');
  const only = asked === undefined ? undefined : idOf(findRecord(['policy'], asked, repository));
  const policies = records.filter(
    (record) => record.kind === 'policy' && (only === undefined || idOf(record) === only),
  ) as PolicyRecord[];
  const acknowledgements = records.filter((record) => record.kind === 'acknowledgement');
  const all = outstandingRows(policies, acknowledgements, people, zone.dayOf(asOf), config);
  const rows = all.filter((row) => isWanted(row, request, repository));
  const late = rows.filter(({ overdue }) => overdue === true).length;
  const table: Table = {
    name: 'outstanding',
    title: titleOf(rows, late, isAnybodyAsked(policies, repository)),
    columns: outstandingColumns,
    rows,
    shown: [
      ...['person', 'policy', 'version', 'since', 'days', 'due', 'days_overdue'],
      ...(rows.some(({ accepted_another_text }) => accepted_another_text === true) ? ['accepted_another_text'] : []),
    ],
  };
  return {
    ...startReport('policy outstanding', repository, request),
    tables: [table],
    page: pageOf(table),
    notes: [...repository.notes, ...notes, ...noRecordsNotes('policy', policies), ...notesOf(policies, repository)],
    summary: { errors: 0, warnings: 0, records: policies.length, outstanding: rows.length, overdue: late },
  };
}

function isWanted({ team, person }: Row, request: Request, { people }: Repository): boolean {
  const askedTeam = request.text('team')?.replace(/^team:/, '');
  const askedPerson = request.text('person');
  const named = askedPerson === undefined ? undefined : (people?.find(askedPerson)?.handle ?? askedPerson);
  return (
    (askedTeam === undefined || askedTeam === team) &&
    (named === undefined || named.toLowerCase() === String(person).toLowerCase())
  );
}

function titleOf(rows: readonly Row[], late: number, wasAsked: boolean): string {
  if (rows.length === 0)
    return wasAsked ? 'Nothing outstanding: who was asked has accepted' : 'Nobody is asked to accept anything';
  const people = new Set(rows.map(({ person }) => person)).size;
  return `${countOf(rows.length, 'acceptance')} outstanding, of ${countOf(people, 'person', 'people')}, ${late} late`;
}

const isAnybodyAsked = (policies: readonly PolicyRecord[], { people }: Repository): boolean =>
  policies.some(({ data }) => data.status === 'in_force' && audienceOf(data.audience, people).members.length > 0);

/** A table a team, each person's rows together. */
function pageOf(table: Table): Block[] {
  const heading: Block = { block: 'heading', level: 1, text: table.title };
  const teams = new Map<string, Row[]>();
  for (const row of table.rows) {
    const team = row.team === null ? '' : String(row.team);
    teams.set(team, [...(teams.get(team) ?? []), row]);
  }
  return [
    heading,
    ...[...teams].map(([team, rows]): Block => {
      const name = team === '' ? (teams.size === 1 ? 'Outstanding' : 'In no team') : `Team ${team}`;
      const people = countOf(new Set(rows.map(({ person }) => person)).size, 'person', 'people');
      const oldest = Math.max(...rows.map(({ days }) => Number(days ?? 0)));
      return {
        block: 'table',
        table: {
          ...table,
          title: `${name}: ${people}, ${oldest === 0 ? 'since today' : `for up to ${countOf(oldest, 'day')}`}`,
          rows,
        },
      };
    }),
  ];
}

/** What is asked of nobody, though it looks as if it were. */
function notesOf(policies: readonly PolicyRecord[], { people }: Repository): string[] {
  const empty = policies.flatMap(({ data }) => {
    if (data.status !== 'in_force') return [];
    return audienceOf(data.audience, people).empty.map((team) => `${team} of ${data.id}`);
  });
  const without = policies.filter(({ data }) => data.status === 'in_force' && !data.audience?.length);
  const waiting = policies.filter(({ data }) => data.status === 'in_review');
  const ids = (some: readonly PolicyRecord[]) => someOf(some.map(idOf));
  return [
    ...(empty.length === 0 ? [] : [`people.yaml has nobody in ${someOf(empty)}`]),
    ...(without.length === 0
      ? []
      : [
          `in force without an audience, so that nobody is asked: ${ids(without)}. pir policy release takes --audience`,
        ]),
    ...(waiting.length === 0 ? [] : [`in review, so that nobody is asked yet: ${ids(waiting)}`]),
  ];
}
