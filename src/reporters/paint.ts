import { Chalk } from 'chalk';
import type { Severity } from '../core/finding.ts';
import type { Style } from './reporter.ts';

type Brush = (text: string) => string;

/** What colour means here. */
export interface Paint {
  title: Brush;
  place: Brush;
  faint: Brush;
  good: Brush;
  action: Brush;
  severity: Readonly<Record<Severity, Brush>>;
}

const same: Brush = (text) => text;
const plain: Paint = {
  title: same,
  place: same,
  faint: same,
  good: same,
  action: same,
  severity: { error: same, warning: same, note: same },
};

/** The colours of that level, none at 0. The level is main's decision; the only door to chalk, which would guess one itself. */
export function paintOf(color: Style['color']): Paint {
  if (color === 0) return plain;
  const chalk = new Chalk({ level: color });
  return {
    title: chalk.bold,
    place: chalk.underline,
    faint: chalk.dim,
    good: chalk.green,
    action: chalk.cyan,
    severity: { error: chalk.red.bold, warning: chalk.yellow.bold, note: chalk.dim },
  };
}
