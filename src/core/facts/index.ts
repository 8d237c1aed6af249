import { isWithin, type Period } from '../measure/period.ts';
import type { Row, Table } from '../report.ts';
import { capitalised } from '../words.ts';
import { factIncidents } from './fact-incident.ts';
import { type FactColumn, type FactTable, type KnownFacts, needed, optional } from './fact-table.ts';
import type { GivenFacts } from './given-facts.ts';
import { actions } from './tables/actions.ts';
import { assessments } from './tables/assessments.ts';
import { causes } from './tables/causes.ts';
import { durations } from './tables/durations.ts';
import { events } from './tables/events.ts';
import { incidents } from './tables/incidents.ts';
import { reviews } from './tables/reviews.ts';
import { risks } from './tables/risks.ts';

/** Every table of facts, in the order in which it is written. One more: its file under tables/, its line here. */
export const factTables: readonly FactTable[] = [
  incidents,
  durations,
  causes,
  actions,
  reviews,
  risks,
  assessments,
  events,
];

const front: readonly FactColumn[] = [
  ...needed(['repository', 'text', 'The repository, as the export was told to call it.']),
  ...optional([
    'day',
    'date',
    'The day that the row belongs to, in the zone of the config; its year is the partition.',
  ]),
];

/** All columns of a table, with those that every table has. */
export function columnsOf({ columns }: FactTable): readonly FactColumn[] {
  return [...front, ...columns];
}

/** The facts of one table. */
export interface Facts extends Table {
  columns: readonly FactColumn[];
}

/**
 * The facts of a repository: the same records as of the same moment give the same rows. With a period only rows of its
 * days; what has no day is in no period.
 */
export function factsOf(given: GivenFacts, repository: string, period: Period | undefined): Facts[] {
  const known: KnownFacts = {
    ...given,
    incidents: factIncidents(given),
    today: given.clock.zone.dayOf(given.asOf),
  };
  return factTables.map((table) => {
    const columns = columnsOf(table);
    const rows: Row[] = [];
    for (const row of table.rows(known)) {
      if (period !== undefined && (row.day === null || !isWithin(row.day, period))) continue;
      rows.push({ repository, ...row });
    }
    const title = `${capitalised(table.name)} of ${repository}`;
    return { name: table.name, title, columns, rows };
  });
}
