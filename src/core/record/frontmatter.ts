import matter from 'gray-matter';
import type { Problem } from '../problem.ts';
import { limits } from './limits.ts';
import { lineEnd } from './place.ts';
import type { Mask } from './yaml-faults.ts';

/** Where the frontmatter of a text stands; all offsets into the text. */
export interface Split {
  /** False where there is no frontmatter that could be read: `problems` say why. */
  isFound: boolean;
  /** The YAML between the fences, with its last line end. */
  start: number;
  end: number;
  /** After the line of the closing fence. */
  bodyStart: number;
  problems: Problem[];
  /** Lines of the frontmatter that have a problem already and are no YAML. */
  masks: Mask[];
}

const LF = 10;
const CR = 13;

function isLineEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return at >= text.length || code === LF || (code === CR && text.charCodeAt(at + 1) === LF);
}

// After the line end that begins at an offset.
const past = (text: string, at: number): number => Math.min(text.length, at + (text.charCodeAt(at) === CR ? 2 : 1));

/**
 * Finds the frontmatter: `---` alone on the first line, and the next `---` alone. Whatever else begins with `---`, and
 * `...`, is a problem, because other readers end the frontmatter there or take the rest of the line for a language.
 */
export function splitFrontmatter(text: string): Split {
  const problems: Problem[] = [];
  const masks: Mask[] = [];
  const none = { isFound: false, start: 0, end: 0, bodyStart: 0, problems, masks };
  const first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!text.startsWith('---', first)) {
    const words = text.trim() === '' ? 'empty file' : 'text';
    problems.push({
      message: `Unexpected ${words} where the frontmatter begins, expected \`---\` alone on the first line`,
      hint: 'Begin the file with `---`, the facts as YAML, and `---` again; `pir new` makes such a file.',
      start: first,
      end: lineEnd(text, first),
    });
    return none;
  }
  if (!isLineEnd(text, first + 3)) {
    const isBlank = text.slice(first + 3, lineEnd(text, first)).trim() === '';
    problems.push(afterFence(text, first));
    if (!isBlank) return none;
  }
  const firstEnd = text.indexOf('\n', first);
  const start = firstEnd < 0 ? text.length : firstEnd + 1;
  for (let at = text.indexOf('\n', firstEnd < 0 ? text.length : firstEnd); at >= 0; at = text.indexOf('\n', at + 1)) {
    const line = at + 1;
    const code = text.charCodeAt(line);
    if (code === 45 && text.startsWith('---', line)) {
      const end = lineEnd(text, line);
      if (isLineEnd(text, line + 3))
        return { isFound: true, start, end: line, bodyStart: past(text, line + 3), problems, masks };
      if (problems.length < limits.findings) problems.push(afterFence(text, line));
      if (text.slice(line + 3, end).trim() === '')
        return { isFound: true, start, end: line, bodyStart: past(text, end), problems, masks };
      if (masks.length < limits.findings) masks.push({ start: line, end, fill: ' ' });
    } else if (
      code === 46 &&
      masks.length < limits.findings &&
      /^\.\.\.[ \t\r]*$/.test(text.slice(line, lineEnd(text, line)))
    ) {
      const end = lineEnd(text, line);
      problems.push({
        message: 'Unexpected line `...`, expected the frontmatter to end with `---`',
        hint: 'Delete the line.',
        start: line,
        end,
      });
      masks.push({ start: line, end, fill: ' ' });
    }
  }
  // A fence with text behind it is the likelier end; it has its problem.
  if (!problems.some((problem) => problem.message.startsWith('Unexpected text after')))
    problems.push({
      message: 'Unexpected end of file in the frontmatter, expected a closing `---`',
      hint: 'Put `---` alone on a line below the last fact.',
      start: first,
      end: first + 3,
    });
  return none;
}

function afterFence(text: string, line: number): Problem {
  const end = lineEnd(text, line);
  return {
    message: 'Unexpected text after a fence, expected `---` alone on its line',
    hint: 'Delete what stands behind the `---`, blanks too.',
    start: line + 3,
    end,
  };
}

const refuse = (): never => {
  throw new Error('only YAML is read');
};

/**
 * Whether gray-matter, with which site generators and editors read such files, finds the same frontmatter and body. Asked
 * for each record that is no plain one (10 µs, more than all of a plain record's reading), after our own fence check:
 * by itself it would run a first line `---js` as a program. It is always given options, because without them it keeps
 * what it read and answers `{}` the second time something broken is read.
 */
export function isSplitAlike(text: string, split: Split): boolean {
  // Its search for comments takes the square of the blank lines: 5 s for 60,000.
  if (split.end - split.start > 16 * 1024) return true;
  let yaml: string | undefined;
  const engines = {
    yaml: (source: string): object => {
      yaml = source;
      return {};
    },
    javascript: refuse,
    json: refuse,
    coffee: refuse,
  };
  const file = matter(text, { engines, language: 'yaml', delimiters: '---' });
  // Of blanks and comments alone gray-matter asks no engine.
  return (
    (yaml ?? file.matter).trim() === text.slice(split.start, split.end).trim() &&
    file.content === text.slice(split.bodyStart)
  );
}
