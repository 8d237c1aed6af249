// Over 200 lines: the one door of `yaml`, from its tokens to our tree, so that nothing else knows its shapes.
import { Composer, type CST, isMap, isSeq, Lexer, type ParsedNode, Parser, type Scalar } from 'yaml';
import type { Problem } from '../problem.ts';
import { hiddenCharacter } from './characters.ts';
import { limits } from './limits.ts';
import type { Node, Pair } from './node.ts';
import { explain, type Fault, type Landmarks, lineAt, type Mask, masked, widerMask } from './yaml-faults.ts';

/** What `yaml`, which defines the meaning, reads in a text. */
export interface YamlReading {
  /** Undefined where nothing could be read, a limit was passed, or too much is at fault. */
  root: Node | undefined;
  problems: Problem[];
  /** Offsets of what was set aside to read the rest: nothing that stands there has a value. */
  refused: Array<readonly [start: number, end: number]>;
}

const options = {
  version: '1.2',
  schema: 'core',
  // Judged in toMap: the built-in comparison of every key with every other takes 25 s on 400 KB.
  uniqueKeys: false,
  stringKeys: true,
  merge: false,
  strict: true,
  prettyErrors: false,
  logLevel: 'error',
} as const;

/** Reading again costs, so a text of many faults is not read again for each. */
const MOST_ROUNDS = 32;
const MOST_REREAD = 64 * 1024;
const MOST_FAULTS = 200;

/**
 * Reads the YAML between two offsets of a text; all places are offsets into that text. What is at fault is reported,
 * overwritten with its length kept, and the rest read again: one wrong value is one problem, and the others are still
 * judged. `known` is what has a problem already. Never throws.
 */
export function readYaml(text: string, start: number, end: number, known: readonly Mask[] = []): YamlReading {
  const reading: YamlReading = { root: undefined, problems: [], refused: [] };
  const tries = new Map<number, number>();
  const here = known.map((mask) => ({ ...mask, start: mask.start - start, end: mask.end - start }));
  let source = masked(text.slice(start, end), here);
  for (const mask of here) {
    reading.refused.push([mask.start + start, mask.end + start]);
    tries.set(lineAt(source, mask.start).start, 1);
  }
  const rounds = Math.min(MOST_ROUNDS, 1 + Math.floor(MOST_REREAD / (source.length + 1)));
  for (let round = 0; round < rounds; round++) {
    const tokens = tokensOf(source);
    if (!Array.isArray(tokens)) {
      reading.problems.push(shifted(tokens, start));
      return reading;
    }
    const { faults, ...landmarks } = walk(source, tokens);
    if (faults.length === 1 && faults[0]?.isLast) {
      reading.problems.push(shifted(faults[0].problem, start));
      return reading;
    }
    if (faults.length === 0) {
      const [contents, errors] = compose(tokens, source);
      if (errors.length === 0) {
        if (contents !== null) reading.root = toNode(contents, { source, text, start, reading });
        return reading;
      }
      faults.push(explain(source, errors, landmarks));
    }
    const masks = faults.map((fault) => {
      const line = lineAt(source, fault.problem.start).start;
      const times = tries.get(line) ?? 0;
      tries.set(line, times + 1);
      if (times === 0 && reading.problems.length < limits.findings)
        reading.problems.push(shifted(fault.problem, start));
      const mask = times === 0 ? fault.mask : widerMask(source, fault, times);
      const [from, to] = fault.refused ?? [mask.start, mask.end];
      reading.refused.push([from + start, to + start]);
      return mask;
    });
    source = masked(source, masks);
  }
  return reading;
}

function shifted(problem: Problem & { start: number; end: number }, by: number): Problem {
  return { ...problem, start: problem.start + by, end: problem.end + by };
}

// Tokens one by one, so that depth is judged before anything nests: closing 30,000 open lists overflows the stack.
function tokensOf(source: string): CST.Token[] | Fault['problem'] {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(source)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > limits.depth + 1 && depthOf(parser.stack) > limits.depth) {
      return {
        message: `Unexpected nesting over ${limits.depth} levels deep, expected a few`,
        hint: 'Write it flat, or move it out of the frontmatter.',
        start: parser.offset - lexeme.length,
        end: parser.offset,
      };
    }
  }
  tokens.push(...parser.end());
  return tokens;
}

function depthOf(stack: readonly CST.Token[]): number {
  return stack.filter((token) => /^(?:block-map|block-seq|flow-collection)$/.test(token.type)).length;
}

const refusals: { readonly [type: string]: readonly [what: string, hint: string] } = {
  anchor: ['anchor', 'Quote the value if the `&` belongs to it; write a repeated value out.'],
  alias: ['alias', 'Quote the value if the `*` belongs to it; write a repeated value out.'],
  tag: ['tag', 'Quote the value if the `!` belongs to it; types need no tags here.'],
};

// An explicit stack: what is asked of it holds for any nesting.
function walk(source: string, tokens: readonly CST.Token[]): Landmarks & { faults: Fault[] } {
  const faults: Fault[] = [];
  const quotes = new Map<number, number>();
  const flows: Array<{ start: number; end: number; isOpen: boolean }> = [];
  const stack: Array<CST.Token | null | undefined> = [];
  let nodes = 0;
  let documents = 0;
  const refuse = (token: { type: string; offset: number; source: string }): void => {
    const [what, hint] = refusals[token.type] ?? ['', ''];
    const [start, end] = [token.offset, token.offset + token.source.length];
    const problem = {
      message: `Unexpected ${what} \`${token.source.slice(0, 40)}\`, expected the value itself`,
      hint,
      start,
      end,
    };
    const mask: Mask = { start, end, fill: token.type === 'alias' ? 'x' : ' ' };
    faults.push({ problem, mask, refused: [start, lineAt(source, start).end] });
  };
  const endHere = (token: { offset: number }, what: string): void => {
    const { start, end } = lineAt(source, token.offset);
    const hint = 'Keep one document: everything between the fences is one map.';
    const problem = { message: `Unexpected ${what}, expected one YAML document`, hint, start, end };
    faults.push({ problem, mask: { start, end: source.length, fill: ' ' } });
  };
  for (const token of tokens) {
    if (token.type === 'newline' || token.type === 'space' || token.type === 'comment') continue;
    if (token.type === 'directive') {
      const { start, end } = lineAt(source, token.offset);
      const problem = {
        message: 'Unexpected directive, expected plain YAML 1.2',
        hint: 'Delete the line.',
        start,
        end,
      };
      faults.push({ problem, mask: { start, end, fill: ' ' } });
    } else if (token.type === 'document' && ++documents > 1) {
      endHere(token, 'second document');
      break;
    } else if (token.type === 'doc-end') {
      endHere(token, 'end of document `...`');
      break;
    }
    stack.push(token);
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      if (top === null) continue;
      if (++nodes > limits.nodes) return { quotes, flows, faults: [tooMany(source, top.offset)] };
      if (top.type === 'alias' || top.type === 'anchor' || top.type === 'tag') refuse(top);
      if (top.type === 'single-quoted-scalar' || top.type === 'double-quoted-scalar')
        quotes.set(top.offset + top.source.length, top.offset);
      if (top.type === 'flow-collection') {
        const close = top.end.find((part) => part.type === 'flow-map-end' || part.type === 'flow-seq-end');
        flows.push({ start: top.offset, end: (close?.offset ?? source.length) + 1, isOpen: close === undefined });
      }
      if (top.type === 'block-scalar')
        stack.push(...top.props.filter(({ type }) => type === 'anchor' || type === 'tag'));
      // Put down last to first, so that they are taken up in the order of the text.
      if (top.type === 'document') stack.push(top.value ?? null, ...marks(top.start));
      if ('items' in top)
        for (const item of top.items.toReversed())
          stack.push(item.value ?? null, ...marks(item.sep), item.key ?? null, ...marks(item.start));
    }
  }
  faults.sort((a, b) => a.problem.start - b.problem.start);
  // Nobody wrote so many of them by mistake, and to read around each costs.
  if (faults[0] !== undefined && faults.length > MOST_FAULTS)
    return { quotes, flows, faults: [{ ...faults[0], isLast: true }] };
  return { quotes, flows, faults };
}

const marks = (tokens: readonly CST.SourceToken[] = []): CST.Token[] =>
  tokens.filter(({ type }) => type === 'anchor' || type === 'tag');

function tooMany(source: string, offset: number): Fault {
  const message = `Unexpected value number ${limits.nodes + 1}, expected at most ${limits.nodes}`;
  const problem = {
    message,
    hint: 'Move the data into a file of its own and name it as evidence.',
    start: offset,
    end: offset + 1,
  };
  return { problem, mask: { start: 0, end: source.length, fill: ' ' }, isLast: true };
}

function compose(
  tokens: readonly CST.Token[],
  source: string,
): readonly [ParsedNode | null, ReturnType<typeof asErrors>] {
  for (const document of new Composer(options).compose(tokens, true, source.length))
    return [document.contents as ParsedNode | null, asErrors([...document.errors, ...document.warnings])];
  return [null, []];
}

const asErrors = (errors: ReadonlyArray<{ code: string; message: string; pos: [number, number] }>) =>
  errors
    .map(({ code, message, pos }) => ({ code, message, start: pos[0], end: pos[1] }))
    .sort((a, b) => a.start - b.start);

interface Source {
  source: string;
  text: string;
  start: number;
  reading: YamlReading;
}

function toNode(node: ParsedNode, at: Source): Node {
  if (isMap(node)) return toMap(node, at);
  const [from, to] = [node.range[0] + at.start, node.range[1] + at.start];
  if (!isSeq(node)) return toScalar(node as Scalar.Parsed, at);
  const items = node.items.map((item) => toNode(item as ParsedNode, at));
  const end = node.flow ? to : (items.at(-1)?.end ?? to);
  return { kind: 'list', items, flow: node.flow === true, start: from, end };
}

function toScalar(node: Scalar.Parsed, at: Source): Node {
  let [start, end] = [node.range[0], node.range[1]];
  // `yaml` puts an empty value behind the spaces after its colon or dash.
  if (node.type === 'PLAIN' && start === end) {
    while (start > 0 && (at.source[start - 1] === ' ' || at.source[start - 1] === '\t')) start--;
    end = start;
  }
  // The line end that closes a block of text is not part of what a person would replace.
  while (end > start && (at.source[end - 1] === '\n' || at.source[end - 1] === '\r')) end--;
  start += at.start;
  end += at.start;
  const raw = at.text.slice(start, end);
  const isRefused = at.reading.refused.some(([from, to]) => from < end && to > start);
  const value = isRefused ? raw : (node.value as string | number | boolean | null);
  if (!isRefused && typeof value === 'string') judgeValue(value, start, end, at.reading);
  if (typeof value === 'number' && !Number.isFinite(value)) refuseNumber(raw, start, end, at.reading);
  return { kind: 'scalar', value, start, end };
}

function judgeValue(value: string, start: number, end: number, reading: YamlReading): void {
  const name = hiddenCharacter(value);
  if (name === undefined || reading.problems.length >= limits.findings) return;
  const hint = 'Delete the escape: text must be what people see it to be.';
  reading.problems.push({ message: `Unexpected ${name} in a value, expected visible text`, hint, start, end });
  reading.refused.push([start, end]);
}

function refuseNumber(raw: string, start: number, end: number, reading: YamlReading): void {
  if (reading.problems.length >= limits.findings) return;
  const message = `Unexpected \`${raw.slice(0, 40)}\`, expected a finite number`;
  reading.problems.push({ message, hint: 'Write the number, or quote the text.', start, end });
  reading.refused.push([start, end]);
}

const reserved = new Set(['__proto__', 'constructor', 'prototype']);

function toMap(
  map: { items: readonly unknown[]; flow?: boolean; range: readonly [number, number, number] },
  at: Source,
): Node {
  const pairs: Pair[] = [];
  const seen = new Set<string>();
  for (const item of map.items as Array<{ key: Scalar.Parsed; value: ParsedNode | null }>) {
    const key = String(item.key.value);
    const keyStart = item.key.range[0] + at.start;
    const keyEnd = item.key.range[1] + at.start;
    const value = item.value === null ? emptyAt(keyEnd) : toNode(item.value, at);
    const wrong = wrongKey(key, seen, item.key.type === 'PLAIN');
    if (wrong !== undefined) {
      const problem = { ...wrong, start: keyStart, end: Math.max(keyEnd, keyStart + 1) };
      if (at.reading.problems.length < limits.findings) at.reading.problems.push(problem);
      continue;
    }
    seen.add(key);
    judgeValue(key, keyStart, keyEnd, at.reading);
    pairs.push({ key, keyStart, keyEnd, value });
  }
  const flow = map.flow === true;
  const start = flow ? map.range[0] + at.start : (pairs[0]?.keyStart ?? map.range[0] + at.start);
  const end = flow ? map.range[1] + at.start : (pairs.at(-1)?.value.end ?? start);
  return { kind: 'map', pairs, flow, start, end };
}

const emptyAt = (offset: number): Node => ({ kind: 'scalar', value: null, start: offset, end: offset });

// Null, true, false and numbers of the core schema of YAML 1.2: readers that take keys for values read another key there.
const literal =
  /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?\d+|0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

function wrongKey(
  key: string,
  seen: ReadonlySet<string>,
  isPlain: boolean,
): { message: string; hint: string } | undefined {
  if (key === '') return { message: 'Unexpected empty key, expected text', hint: 'Name the key before the colon.' };
  if (isPlain && literal.test(key)) {
    return {
      message: `Unexpected key \`${key.slice(0, 60)}\` that is no text, expected a word or quotes`,
      hint: 'Quote the key: other programs read a number, true or null there.',
    };
  }
  if (reserved.has(key))
    return { message: `Unexpected reserved key \`${key}\`, expected another name`, hint: 'Rename the key.' };
  if (!seen.has(key)) return undefined;
  return {
    message: `Unexpected second key \`${key.slice(0, 60)}\`, expected each key once`,
    hint: 'Delete one of them: only the first is read.',
  };
}
