import { type CsvTable, columnCalled } from './read-csv.ts';

/** What a column may be called, the best name first. */
const names = {
  id: [
    'id',
    'key',
    'number',
    'incident id',
    'incident number',
    'incident key',
    'incident',
    'ticket id',
    'ticket',
    'issue key',
    'issue id',
    'issue',
    'case number',
    'case',
    'alert id',
    'reference',
    'ref',
  ],
  opened: [
    'opened',
    'opened at',
    'created',
    'created at',
    'created on',
    'date created',
    'triggered at',
    'reported',
    'reported at',
    'detected',
    'detected at',
    'started',
    'started at',
    'start',
    'start time',
    'occurred at',
    'opened on',
    'date',
    'time',
    'timestamp',
  ],
  severity: ['severity', 'sev', 'severity level', 'priority', 'urgency', 'level'],
  title: ['title', 'summary', 'short description', 'subject', 'name', 'description'],
  url: ['url', 'link', 'html url', 'permalink', 'address'],
} as const;

export type ForeignColumn = keyof typeof names;
export const foreignColumns = Object.keys(names) as readonly ForeignColumn[];

export const idNames: readonly string[] = names.id;

/** The column that has the best of the names. */
export function bestColumn(what: ForeignColumn, table: CsvTable): string | undefined {
  for (const name of names[what]) {
    const found = columnCalled([name], table);
    if (found !== undefined) return found;
  }
  return undefined;
}
