import type { Problem } from '../problem.ts';
import { type Body, bodyProblem, scanBody } from './body.ts';
import { characterProblems } from './characters.ts';
import { isSplitAlike, type Split, splitFrontmatter } from './frontmatter.ts';
import { kindOf } from './kinds.ts';
import { isLongerThan, limits } from './limits.ts';
import type { MapNode, Node } from './node.ts';
import { toData } from './node.ts';
import { readPlain } from './plain-yaml.ts';
import type { ParsedRecord, RecordText } from './record.ts';
import { pointerAt, refusedPointers } from './refused.ts';
import { judgeShape, prune } from './schema.ts';
import { lineProblems } from './text-lines.ts';
import type { SchemaName } from './validators.d.ts';
import { readYaml } from './yaml-document.ts';
import type { Mask } from './yaml-faults.ts';

/** A problem of reading, with the rule that it belongs to. */
export type ReadingProblem = Problem & { rule: 'frontmatter' | 'schema' };

export interface Parsing {
  /** Undefined only where the frontmatter is no map that could be read. */
  record: ParsedRecord | undefined;
  problems: ReadingProblem[];
  /** Pointers of values that were refused: each has its problem, so no rule needs to say that something is missing there. */
  refused: readonly string[];
  /** False when the record was read by `yaml` itself; `--debug` counts these. */
  usedPlainReader: boolean;
}

interface Reading {
  root: Node | undefined;
  data: unknown;
  problems: ReadingProblem[];
  refused: readonly string[];
  usedPlainReader: boolean;
}

/** Reads one record. Bad input gives problems; nothing throws. */
export function parseRecord(file: RecordText): Parsing {
  const { text, kind } = file;
  const isMarkdown = kindOf(kind).format === 'markdown';
  const split = isMarkdown ? splitFrontmatter(text) : wholeOf(text);
  const { root, data, problems, refused, usedPlainReader } = read(text, split, kind, true);
  if (root?.kind !== 'map') {
    if (problems.length === 0) problems.push(noMap(root, split));
    return { record: undefined, problems, refused, usedPlainReader };
  }
  const record = recordOf(file, root, data, problems.length === 0, isMarkdown ? split.bodyStart : text.length);
  return { record, problems, refused, usedPlainReader };
}

/** Reads a YAML file that is no record. Without any content, data is null and root undefined. */
export function parseYaml(
  text: string,
  schema: SchemaName,
): { data: unknown; root: Node | undefined; problems: ReadingProblem[] } {
  const { root, data, problems } = read(text, wholeOf(text), schema, false);
  return { data: root === undefined ? null : data, root, problems };
}

function recordOf(file: RecordText, root: MapNode, data: unknown, isSound: boolean, bodyStart: number): ParsedRecord {
  const { path, kind, text } = file;
  let body: Body | undefined;
  const record = {
    path,
    kind,
    text,
    root,
    data,
    isSound,
    bodyStart,
    get body(): Body {
      body ??= scanBody(text, bodyStart);
      return body;
    },
  };
  // The schema that pruned `data` is the one of this kind.
  return record as ParsedRecord;
}

function wholeOf(text: string): Split {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return { isFound: true, start, end: text.length, bodyStart: text.length, problems: [], masks: [] };
}

function noMap(root: Node | undefined, split: Split): ReadingProblem {
  const found = root === undefined ? 'nothing' : root.kind === 'list' ? 'a list' : 'a single value';
  return {
    rule: 'frontmatter',
    message: `Unexpected frontmatter of ${found}, expected a map of \`key: value\` lines`,
    hint: 'Write the facts as `key: value`, one a line; `pir new` makes such a file.',
    start: root?.start ?? 0,
    end: root?.start ?? Math.min(3, split.end),
  };
}

function tooLong(what: string, bytes: number, start: number): Problem {
  const message = `Unexpected ${what} of over ${bytes / 1024} KiB, expected less`;
  return { message, hint: 'Move logs and data into files of their own and name them as evidence.', start, end: start };
}

function read(text: string, split: Split, schema: SchemaName, isRecord: boolean): Reading {
  const none = { root: undefined, data: undefined, refused: [], usedPlainReader: true };
  const { start, end, bodyStart } = split;
  if (isLongerThan(text, limits.record))
    return { ...none, problems: [asFrontmatter(tooLong('record', limits.record, 0))] };
  const hidden = characterProblems(text, split.isFound ? bodyStart : 0, limits.findings);
  const lines = lineProblems(text, bodyStart);
  const problems = [...split.problems, ...hidden, ...lines.problems].map(asFrontmatter);
  if (!split.isFound) return { ...none, problems };
  const body = bodyStart > end ? bodyProblem(text, bodyStart) : undefined;
  if (body !== undefined) problems.push(asFrontmatter(body));
  if (end - start > limits.frontmatter / 3 && isLongerThan(text.slice(start, end), limits.frontmatter))
    return { ...none, problems: [...problems, asFrontmatter(tooLong('frontmatter', limits.frontmatter, start))] };
  if (problems.length === 0) {
    const root = readPlain(text, start, end);
    if (root !== undefined) {
      const data = toData(root);
      // Whoever has a finding is read by the reader that defines the meaning.
      if (judgeShape(schema, data, new Set()).problems.length === 0)
        return { root, data, problems, refused: [], usedPlainReader: true };
    }
  }
  const known: Mask[] = [
    ...split.masks,
    ...lines.masks,
    ...hidden.flatMap(({ start: from = 0, end: to = 0 }): Mask[] =>
      from >= start && from < end ? [{ start: from, end: Math.min(to, end), fill: 'x' }] : [],
    ),
  ];
  const yaml = readYaml(text, start, end, known);
  problems.push(...yaml.problems.map(asFrontmatter));
  if (split.bodyStart > end && split.problems.length === 0 && !isSplitAlike(text, split))
    problems.push(asFrontmatter(unlike(start)));
  return withShape(text, yaml.root, yaml.refused, problems, schema, isRecord, end);
}

function withShape(
  text: string,
  root: Node | undefined,
  ranges: ReadonlyArray<readonly [number, number]>,
  problems: ReadingProblem[],
  schema: SchemaName,
  isRecord: boolean,
  frontmatterEnd: number,
): Reading {
  if (root === undefined || (root.kind !== 'map' && isRecord))
    return { root, data: undefined, problems, refused: [], usedPlainReader: false };
  const absent = refusedPointers(text, root, ranges);
  for (const problem of problems)
    if (problem.start !== undefined && problem.start >= root.start && problem.start < frontmatterEnd)
      problem.pointer = pointerAt(root, problem.start);
  const whole = prune(toData(root), absent);
  const shape = judgeShape(schema, whole, new Set(absent));
  for (const problem of shape.problems) problems.push({ rule: 'schema', ...problem });
  const refused = [...absent, ...shape.refused];
  const data = prune(whole, shape.refused);
  return { root, data, problems: problems.slice(0, limits.findings), refused, usedPlainReader: false };
}

function unlike(start: number): Problem {
  return {
    message: 'Unexpected fences, which other readers of frontmatter take otherwise, expected clear ones',
    hint: 'Write `---` alone on the first line and alone on the line below the last fact.',
    start: 0,
    end: start,
  };
}

const asFrontmatter = (problem: Problem): ReadingProblem => ({ rule: 'frontmatter', ...problem });
