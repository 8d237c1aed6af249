import type { SchemaElement } from 'hyparquet-writer';
import type { FactColumn } from '../core/facts/fact-table.ts';
import type { Cell, Row } from '../core/report.ts';
import { parseDay, parseInstant } from '../core/time.ts';

const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } } as const;
const whole = { type: 'INT64' } as const;
const real = { type: 'DOUBLE' } as const;

/** What each unit is in a file; a list is a group of texts. */
const types: { readonly [unit in Exclude<FactColumn['unit'], 'list'>]: Omit<SchemaElement, 'name'> } = {
  text,
  boolean: { type: 'BOOLEAN' },
  count: whole,
  days: whole,
  seconds: real,
  money: real,
  date: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  instant: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MICROS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
  },
};

/**
 * Rows as one Parquet file. The types come from the columns and never from the values, so that every file of a table
 * has the same schema, one without rows and one whose column is empty too. The same rows give the same bytes.
 */
export async function parquetBytes(columns: readonly FactColumn[], rows: readonly Row[]): Promise<Uint8Array> {
  // Only here: no other format needs it.
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const schema: SchemaElement[] = [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)];
  const columnData = columns.map(({ key, unit }) => ({
    name: key,
    data: rows.map((row) => cellValue(row[key], unit)),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, schema, createdBy: 'pir' }));
}

function elementsOf({ key: name, unit, isNeeded }: FactColumn): SchemaElement[] {
  const repetition_type = isNeeded ? 'REQUIRED' : 'OPTIONAL';
  if (unit !== 'list') return [{ ...types[unit], name, repetition_type }];
  return [
    { name, repetition_type, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { ...text, name: 'element', repetition_type: 'REQUIRED' },
  ];
}

function cellValue(value: Cell | undefined, unit: FactColumn['unit']): unknown {
  if (value === null || value === undefined) return null;
  if (unit === 'count' || unit === 'days') return BigInt(Math.round(Number(value)));
  // A day is a number of days, an instant one of microseconds, both since 1970.
  if (unit === 'date') return parseDay(String(value)) ?? null;
  if (unit !== 'instant') return value;
  const at = parseInstant(String(value));
  return at === undefined ? null : BigInt(Math.round(at * 1e6));
}
