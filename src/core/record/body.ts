import type { Problem } from '../problem.ts';
import { type Heading, scanHeadings } from './body-scan.ts';
import { splitFrontmatter } from './frontmatter.ts';
import { kindOf, type RecordKind } from './kinds.ts';
import { lineEnd } from './place.ts';

/** A heading with what stands below it, up to the next heading of whatever level. Offsets into the record's text. */
export interface Section {
  /** Without marks of emphasis, code and links; the first 200 characters. */
  title: string;
  level: number;
  start: number;
  /** Where the line below the heading begins. */
  contentStart: number;
  end: number;
}

export interface Body {
  start: number;
  /** Headings inside quotes and lists open no section. */
  sections: readonly Section[];
}

type Tree = typeof import('./body-tree.ts');
let tree: Tree | undefined;
// The same text is asked about several times in a row: whether it needs the tree, whether it may, what it holds.
let last: Scan | undefined;

interface Scan {
  text: string;
  start: number;
  /** Undefined where only the parser can tell. */
  headings: readonly Heading[] | undefined;
  isTooIntricate: boolean;
}

function scan(text: string, start: number): Scan {
  if (last?.text === text && last.start === start) return last;
  const headings = scanHeadings(text, start);
  const isTooIntricate = headings === undefined && !isTreeSized(text, start);
  last = { text, start, headings: isTooIntricate ? scanHeadings(text, start, true) : headings, isTooIntricate };
  return last;
}

// Lists in lists, or lines that go on with a quote, keep remark busy for seconds from here on, and for an hour at 320 KB.
const TREE_LENGTH = 24 * 1024;
const TREE_LINES = 250;

function isTreeSized(text: string, start: number): boolean {
  if (text.length - start > TREE_LENGTH) return false;
  let lines = 0;
  for (let at = text.indexOf('\n', start); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines <= TREE_LINES;
}

/** The problem of a long body whose headings only the markdown parser could tell, which would take it too long. */
export function bodyProblem(text: string, start: number): Problem | undefined {
  if (!scan(text, start).isTooIntricate) return undefined;
  return {
    message: `Unexpected headings, code or comments indented as if in a list, in a body of over ${TREE_LINES} lines or ${TREE_LENGTH / 1024} KiB, expected them at the margin`,
    hint: 'Begin headings, code fences and comments in the first column, or make the body shorter.',
    start,
    end: lineEnd(text, start),
  };
}

/** Whether the body of a record can only be read by the markdown parser, so that `loadBodyTree` has to come first. */
export function needsBodyTree({ kind, text }: { kind: RecordKind; text: string }): boolean {
  if (kindOf(kind).format !== 'markdown') return false;
  const { isFound, bodyStart } = splitFrontmatter(text);
  return isFound && scan(text, bodyStart).headings === undefined;
}

/** Loads the markdown parser, 100 ms unless it is there already: most runs meet no body that needs it. */
export async function loadBodyTree(): Promise<void> {
  tree ??= await import('./body-tree.ts');
}

/** The sections of the body that starts at an offset. Throws where `needsBodyTree` and `loadBodyTree` were forgotten. */
export function scanBody(text: string, start: number): Body {
  const headings = scan(text, start).headings ?? tree?.treeHeadings(text, start);
  if (headings === undefined) throw new Error('this body is read by the markdown parser: call loadBodyTree() first');
  return { start, sections: headings.map((heading, i) => sectionOf(text, heading, headings[i + 1]?.start)) };
}

function sectionOf(text: string, heading: Heading, next = text.length): Section {
  const { level, start, contentStart, raw } = heading;
  return { title: plainTitle(raw), level, start, contentStart, end: next };
}

function plainTitle(raw: string): string {
  const title = raw.slice(0, 200);
  if (!/[\\*_`[\]]/.test(title)) return title;
  return title
    .replace(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])?/g, '$1')
    .replace(/\\([!-/:-@[-`{-~])|[*`]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '$1')
    .trim();
}

const marks = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)))*[ \t]*(?:\[[ xX]?\](?=[ \t]|$))?[ \t]*/;
const rule = /^[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const delimiter = /^[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$/;

/**
 * Whether a section of that text holds something beside blank lines, comments, rules, empty bullets and tables without a
 * filled cell.
 */
export function hasContent(text: string, { contentStart, end }: Section): boolean {
  for (let at = contentStart; at < end; ) {
    const stop = Math.min(lineEnd(text, at), end);
    const line = text.slice(at, stop);
    const comment = line.indexOf('<!--');
    if (comment >= 0) {
      if (saysSomething(line.slice(0, comment))) return true;
      // Only in what is left of the section: it may be one of many that open a comment and close none.
      const rest = at + comment + 4;
      const close = text.slice(rest, end + 2).indexOf('-->');
      if (close < 0) return false;
      at = rest + close + 3;
      continue;
    }
    const newline = text.indexOf('\n', stop);
    const next = newline < 0 ? end : newline + 1;
    if (isTableHeader(text, line, next, end)) at = lineEnd(text, next) + 1;
    else if (saysSomething(line)) return true;
    else at = next;
  }
  return false;
}

function saysSomething(line: string): boolean {
  if (line.length > 400) return /[^\s>|*+-]/.test(line);
  return line !== '' && !rule.test(line) && /[^\s|]/.test(line.replace(marks, ''));
}

function isTableHeader(text: string, line: string, next: number, end: number): boolean {
  if (!line.includes('|') || next >= end) return false;
  const below = text.slice(next, Math.min(lineEnd(text, next), next + 2000));
  return below.includes('-') && delimiter.test(below) && cellsOf(below) === cellsOf(line);
}

function cellsOf(row: string): number {
  const cells = row.trim().replace(/\\\|/g, '').replace(/^\|/, '').replace(/\|$/, '');
  return cells.split('|').length;
}
