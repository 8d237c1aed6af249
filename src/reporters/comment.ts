import { compareText, type Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { breakCommands, showText } from '../core/show-text.ts';
import { countOf } from '../core/words.ts';
import { literal } from './markdown.ts';
import { INCOMPLETE } from './summary.ts';

/** By this line a program finds its comment again, to write over it. */
const MARK = '<!-- pir check -->';
/** A forge takes some 65,000 characters. */
const MOST = 60_000;

/**
 * One comment on a pull request, written anew at every push: a box for each file that the change touches, ticked when
 * nothing in it stands in the way, and under it what does.
 */
export function render(report: Report): string {
  const items = itemsOf(report);
  const done = items.filter(({ isDone }) => isDone).length;
  const head = [MARK, ...(report.complete ? [] : [`**${INCOMPLETE}**`]), `**${headline(done, items.length)}**`];
  const lines: string[] = [];
  let length = 0;
  for (const [at, { text }] of items.entries()) {
    length += text.length + 1;
    if (length > MOST) {
      lines.push(`- and ${countOf(items.length - at, 'more file')}: the log of the run has them`);
      break;
    }
    lines.push(text);
  }
  return breakCommands(`${[...head, ...(lines.length > 0 ? [lines.join('\n')] : [])].join('\n\n')}\n`);
}

function headline(done: number, all: number): string {
  if (all === 0) return 'No record is touched, and nothing stands in the way';
  return done === all ? `All is in order (${done} of ${all})` : `${done} of ${all} are in order`;
}

function itemsOf({ findings, tables, failed }: Report): { text: string; isDone: boolean }[] {
  const touched = tables.find(({ name }) => name === 'changed')?.rows.map(({ path }) => String(path)) ?? [];
  const paths = [...new Set([...touched, ...findings.filter(isShown).map(({ path }) => path)])].sort(compareText);
  const hasErrors = findings.some(({ severity }) => severity === 'error');
  // A run that fails without an error was told to fail on warnings.
  const blocks = ({ severity }: Finding) => severity === 'error' || (failed && !hasErrors && severity === 'warning');
  return paths.map((path) => {
    const here = findings.filter((finding) => finding.path === path && isShown(finding));
    const isDone = !here.some(blocks);
    const lines = here.map(({ line, message, hint, severity }) => {
      const box = severity === 'error' || !isDone ? '[ ] ' : '';
      return `  - ${box}line ${line}${severity === 'warning' ? ' (warning)' : ''}: ${words(message)}. ${words(hint)}`;
    });
    return { text: [`- [${isDone ? 'x' : ' '}] ${words(path)}`, ...lines].join('\n'), isDone };
  });
}

const isShown = ({ severity }: Finding): boolean => severity !== 'note';

/** Text as it is, but for commands, which hints have between backticks. */
function words(text: string): string {
  const parts = showText(text.replace(/\s*\n\s*/g, ' ')).split(/(`[^`]+`)/);
  return parts.map((part, at) => (at % 2 === 1 ? part : spaced(part))).join('');
}

// What makes text literal takes the spaces around it away.
function spaced(text: string): string {
  const [, before = '', after = ''] = /^( *).*?( *)$/s.exec(text) ?? [];
  return text.trim() === '' ? text : `${before}${literal(text)}${after}`;
}
