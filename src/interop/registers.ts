import { tableCsv } from '../core/csv-text.ts';
import { compareText } from '../core/finding.ts';
import type { Row, Table } from '../core/report.ts';

/**
 * The registers an auditor or a GRC tool asks for as one file each: what tells its rows apart, which is their order too,
 * so that two exports differ only in what changed. One more: its line here.
 */
const keys = {
  'corrective-actions': ['ref'],
  risks: ['id'],
  incidents: ['id'],
  acknowledgements: ['policy', 'version', 'person'],
} as const;

export type RegisterName = keyof typeof keys;

/** Every register, in the order in which they are written. */
export const registerNames = Object.keys(keys) as readonly RegisterName[];

/** A register as CSV, in the order of its keys whatever that of the table. Throws for the table of another register. */
export function registerCsv(name: RegisterName, table: Table): string {
  const missing = keys[name].find((key) => !table.columns.some((column) => column.key === key));
  if (missing !== undefined) throw new Error(`the table ${table.name} has no column ${missing}: it is no ${name}`);
  const order = (a: Row, b: Row) =>
    keys[name].reduce((before, key) => before || compareText(String(a[key]), String(b[key])), 0);
  return tableCsv({ ...table, rows: [...table.rows].sort(order) });
}
