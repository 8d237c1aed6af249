import { splitFrontmatter } from '../core/record/frontmatter.ts';
import type { MapNode, Node } from '../core/record/node.ts';
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
  /** The key on whose line it stands; undefined on a line of its own. */
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

/** Reads a file of other origin; where its frontmatter cannot be trusted, what is wrong with it and nothing else. */
export function readForeign(path: string, text: string): ForeignRecord | { remarks: readonly Remark[] } {
  const { record, problems } = parseRecord({ path, kind: 'incident', text });
  const { bodyStart, start, end } = splitFrontmatter(text);
  const wrong = problems
    .filter(({ rule }) => rule === 'frontmatter')
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

/** A remark on one of their values. */
export function remarkOn(
  foreign: ForeignRecord,
  pointer: string,
  node: Node,
  remark: string,
  kept: string | null,
): Remark {
  const field = pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
  const value = shortened(foreign.text.slice(node.start, node.end));
  return { ...remarkAt(foreign, node.start, remark), field, value, kept };
}

/** A value as it stands in a file, for a remark. */
export function shortened(source: string): string {
  return source.length > 200 ? `${source.slice(0, 200)}…` : source;
}

/** What stands behind a `#` outside keys and values, in order. */
function commentsIn(text: string, start: number, end: number, root: MapNode): Comment[] {
  const keys: { key: string; line: number }[] = [];
  let bare = text.slice(start, end);
  if (!bare.includes('#')) return [];
  const blank = (from: number, to: number): void => {
    if (to > from)
      bare =
        bare.slice(0, from - start) +
        bare.slice(from - start, to - start).replace(/[^\r\n]/g, 'x') +
        bare.slice(to - start);
  };
  const visit = (node: Node): void => {
    if (node.kind === 'scalar') blank(node.start, node.end);
    else if (node.kind === 'list') for (const item of node.items) visit(item);
    else
      for (const pair of node.pairs) {
        blank(pair.keyStart, pair.keyEnd);
        keys.push({ key: pair.key, line: lineColumn(text, pair.keyStart).line });
        visit(pair.value);
      }
  };
  visit(root);
  return [...bare.matchAll(/(?<=^|[ \t])#/gm)].flatMap(({ index }) => {
    const at = start + index;
    const lineStart = text.lastIndexOf('\n', at) + 1;
    // Only the first # of a line begins a comment; the others are in it.
    if (/(?:^|[ \t])#/.test(bare.slice(lineStart - start, index))) return [];
    const { line } = lineColumn(text, at);
    const isOwn = text.slice(lineStart, at).trim() === '';
    const behind = isOwn ? undefined : keys.findLast((key) => key.line <= line)?.key;
    return [{ text: text.slice(at + 1, lineEnd(text, at)), start: at, behind }];
  });
}
