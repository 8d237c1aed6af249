import { splitFrontmatter } from '../core/record/frontmatter.ts';
import { type MapNode, type Node, pointerStep } from '../core/record/node.ts';
import { parseRecord } from '../core/record/parse.ts';
import { lineColumn, lineEnd, placeOf } from '../core/record/place.ts';

/** Something about a file that a person should know, at its line. */
export interface Remark {
  path: string;
  line: number;
  /** Their field, as they name it; null where it is about none. */
  field: string | null;
  /** As it stands there. */
  value: string | null;
  remark: string;
  /** The key under which the value is kept, or `comment`; null where it is not. */
  kept: string | null;
}

/** A comment in their frontmatter. */
export interface Comment {
  /** Without the `#`. */
  text: string;
  start: number;
  /** Pointer of the key before it; undefined on a line of its own. */
  behind: string | undefined;
}

/** Markdown with frontmatter that is a map of whatever keys. */
export interface ForeignRecord {
  path: string;
  text: string;
  root: MapNode;
  comments: readonly Comment[];
  bodyStart: number;
  /** What is wrong with the body. */
  remarks: readonly Remark[];
}

/**
 * Reads a file of other origin; where its frontmatter cannot be trusted, what is wrong with it and nothing else. A file
 * that begins with none is all body where it is optional.
 */
export function readForeign(
  path: string,
  whole: string,
  { isFrontOptional }: { isFrontOptional: boolean },
): ForeignRecord | { remarks: readonly Remark[] } {
  const isBare = isFrontOptional && !/^\ufeff?---/.test(whole);
  const text = isBare ? whole.replace(/^\ufeff/, '') : whole;
  const { record, problems } = parseRecord({ path, kind: 'incident', text });
  const { bodyStart, start, end, problems: split } = splitFrontmatter(text);
  const wrong = problems
    .filter(({ rule, message }) => rule === 'frontmatter' && !(isBare && message === split[0]?.message))
    .map((problem) => ({ problem, place: placeOf(text, record?.root, problem) }));
  const remarks = wrong.map(({ problem, place }): Remark => {
    const source = place.source.trim();
    return {
      ...nothing,
      path,
      line: place.line,
      value: source === '' ? null : shortened(source),
      remark: problem.message,
    };
  });
  if (isBare) {
    const root: MapNode = { kind: 'map', pairs: [], flow: false, start: 0, end: 0 };
    return { path, text, root, comments: [], bodyStart, remarks };
  }
  const isInFront = wrong.map(({ problem }) => bodyStart === 0 || (problem.start ?? 0) < bodyStart);
  if (isInFront.includes(true)) return { remarks: remarks.filter((_, i) => isInFront[i]) };
  // Of a frontmatter without any field the parser says nothing where the body is at fault too.
  if (record === undefined)
    return { remarks: [{ ...nothing, path, line: 1, remark: 'Unexpected frontmatter of nothing, expected fields' }] };
  return { path, text, root: record.root, comments: commentsIn(text, start, end, record.root), bodyStart, remarks };
}

const nothing = { field: null, value: null, kept: null };

/** A remark at an offset of the file's text. */
export function remarkAt({ path, text }: ForeignRecord, offset: number, remark: string): Remark {
  return { ...nothing, path, line: lineColumn(text, offset).line, remark };
}

/** A pointer as people write it: `dates.start`. */
export function fieldAt(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A remark on one of their values. */
export function remarkOn(
  foreign: ForeignRecord,
  pointer: string,
  node: Node,
  remark: string,
  kept: string | null,
): Remark {
  const field = fieldAt(pointer);
  const value = shortened(foreign.text.slice(node.start, node.end));
  return { ...remarkAt(foreign, node.start, remark), field, value, kept };
}

/** A value as it stands in a file, for a remark. */
export function shortened(source: string): string {
  return source.length > 200 ? `${source.slice(0, 200)}…` : source;
}

/** What stands behind a `#` outside keys and values, in order. */
function commentsIn(text: string, start: number, end: number, root: MapNode): Comment[] {
  if (!text.slice(start, end).includes('#')) return [];
  const words: (readonly [from: number, to: number])[] = [];
  const keys: { pointer: string; start: number }[] = [];
  const visit = (node: Node, pointer: string): void => {
    if (node.kind === 'scalar') words.push([node.start, node.end]);
    else if (node.kind === 'list') for (const item of node.items) visit(item, pointer);
    else
      for (const pair of node.pairs) {
        const at = pointer + pointerStep(pair.key);
        words.push([pair.keyStart, pair.keyEnd]);
        keys.push({ pointer: at, start: pair.keyStart });
        visit(pair.value, at);
      }
  };
  visit(root, '');
  const comments: Comment[] = [];
  for (const match of withoutWords(text, start, end, words).matchAll(/(?:^|[ \t])#[^\r\n]*/gm)) {
    const at = start + match.index + match[0].indexOf('#');
    const isOwn = text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === '';
    const behind = isOwn ? undefined : keys.findLast((key) => key.start < at)?.pointer;
    comments.push({ text: text.slice(at + 1, lineEnd(text, at)), start: at, behind });
  }
  return comments;
}

/** The text between two offsets, with another letter for each of keys and values. */
function withoutWords(
  text: string,
  start: number,
  end: number,
  words: readonly (readonly [from: number, to: number])[],
): string {
  const parts: string[] = [];
  let at = start;
  for (const [from, to] of words) {
    if (from < at) continue;
    parts.push(text.slice(at, from), text.slice(from, to).replace(/[^\r\n]/g, 'x'));
    at = to;
  }
  return parts.join('') + text.slice(at, end);
}
