import type { Cell } from '../core/report.ts';
import type { Unit } from '../core/unit.ts';
import { decimalWords, durationWords, ratioWords } from '../core/words.ts';

const UNKNOWN = '–';

/** A raw value in words; markdown and human say the same ones. What is unknown is a dash. */
export function inWords(value: Cell, unit: Unit): string {
  if (value === null) return UNKNOWN;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'object') return value.length === 0 ? UNKNOWN : value.join(', ');
  if (typeof value === 'string') return unit === 'instant' ? value.replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ') : value;
  if (!Number.isFinite(value)) return UNKNOWN;
  const words = unit === 'text' ? String(Math.abs(value)) : size(Math.abs(value), unit);
  return value < 0 ? `−${words}` : words;
}

/** Whether values of that unit are compared by their size, and so stand at the right of their column. */
export function isQuantity(unit: Unit): boolean {
  return (
    unit === 'count' ||
    unit === 'seconds' ||
    unit === 'days' ||
    unit === 'percent' ||
    unit === 'ratio' ||
    unit === 'money'
  );
}

function size(value: number, unit: Unit): string {
  if (unit === 'seconds') return durationWords(value);
  if (unit === 'days') return `${decimalWords(value, 1)} ${value === 1 ? 'day' : 'days'}`;
  if (unit === 'percent') return `${decimalWords(value, 1)} %`;
  if (unit === 'ratio') return ratioWords(value);
  if (unit === 'money') return Number.isInteger(value) ? String(value) : value.toFixed(2);
  return decimalWords(value, 2);
}
