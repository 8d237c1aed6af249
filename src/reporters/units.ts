import type { Cell, Unit } from '../core/report.ts';

const UNKNOWN = '–';
const SPANS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'm'],
  [1, 's'],
] as const;

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

/** `1 error`, `3 errors`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}

function size(value: number, unit: Unit): string {
  if (unit === 'seconds') return duration(value);
  if (unit === 'days') return `${decimal(value, 1)} ${value === 1 ? 'day' : 'days'}`;
  if (unit === 'percent') return `${decimal(value, 1)} %`;
  if (unit === 'ratio') return `×${decimal(value, 2)}`;
  if (unit === 'money') return Number.isInteger(value) ? String(value) : value.toFixed(2);
  return decimal(value, 2);
}

// To the nearest of its two largest units, so that 1h 59m 40s is 2h and 59m 59s stays what it is.
function duration(seconds: number): string {
  if (seconds === 0) return '0s';
  if (seconds < 0.5) return '<1s';
  const largest = SPANS.findIndex(([length]) => seconds >= length);
  const [step] = SPANS[largest + 1] ?? [1, 's'];
  let rest = Math.round(seconds / step) * step;
  const parts: string[] = [];
  for (const [length, letter] of SPANS) {
    const whole = Math.floor(rest / length);
    if (whole > 0) parts.push(`${whole}${letter}`);
    rest -= whole * length;
  }
  return parts.join(' ');
}

// At most so many digits, more only where they would round to nothing or to one hundred and hide that it is not.
function decimal(value: number, digits: number): string {
  for (let more = digits; more < 12; more++) {
    const rounded = Number(value.toFixed(more));
    if (rounded === value || (rounded !== 0 && rounded !== 100)) return String(rounded);
  }
  return String(value);
}
