import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Edit, type EditSurroundings, editText } from '../../../src/core/record/edit.ts';
import { keyOrder } from '../../../src/core/record/key-order.ts';
import { parseRecord } from '../../../src/core/record/parse.ts';
import type { Writable } from '../../../src/core/record/yaml-text.ts';

const around: EditSurroundings = {
  read: (text) => {
    const { record, problems } = parseRecord({ path: 'incidents/x.md', kind: 'incident', text });
    return problems.some(({ rule }) => rule === 'frontmatter') ? undefined : record?.root;
  },
  orderAt: (pointer) => keyOrder('incident', pointer),
};

const fenced = (lines: string) => `---\n${lines}\n---\n\n# Title\n\nText: with colons\n`;
const body = (text: string | undefined) => text?.replace(/^---\r?\n/, '').replace(/\r?\n---\r?\n[\s\S]*$/, '');
const set = (pointer: string, value: Writable): Edit => ({ edit: 'set', pointer, value });
const append = (pointer: string, value: Writable): Edit => ({ edit: 'append', pointer, value });
const remove = (pointer: string): Edit => ({ edit: 'remove', pointer });

const cases: [name: string, before: string, edit: Edit, after: string][] = [
  ['a plain value', 'status: draft', set('/status', 'in_review'), 'status: in_review'],
  ['a value before a comment', 'status: draft   # a # b', set('/status', 'closed'), 'status: closed   # a # b'],
  ['a quoted value stays quoted', 'version: "3"', set('/version', '4'), 'version: "4"'],
  ['in single quotes', "title: 'it''s'", set('/title', "it isn't"), "title: it isn't"],
  ['a value that needs quotes', 'owner: bob', set('/owner', '@bob'), 'owner: "@bob"'],
  ['an empty value', 'owner:\ntitle: x', set('/owner', 'a@b.example'), 'owner: a@b.example\ntitle: x'],
  ['an empty value with a comment', 'owner: # who', set('/owner', '@bob'), 'owner: "@bob" # who'],
  ['an empty value with spaces', 'owner:  \ntitle: x', set('/owner', '@bob'), 'owner: "@bob"  \ntitle: x'],
  ['null', 'owner: null', set('/owner', '@bob'), 'owner: "@bob"'],
  ['a tilde', 'owner: ~ # nobody', set('/owner', '@bob'), 'owner: "@bob" # nobody'],
  ['a value under a quoted key', '"owner" : x', set('/owner', 'bob'), '"owner" : bob'],
  ['a value of many lines', 'title: one\n  two\n  three # c\nid: x', set('/title', 'x'), 'title: x # c\nid: x'],
  ['a block of text', 'title: | # c\n  a\n\n  # b\n\nid: x', set('/title', 'one'), 'title: one # c\n\nid: x'],
  ['a folded block at the end', 'id: x\ntitle: >-\n  a\n  b', set('/title', 'c'), 'id: x\ntitle: c'],
  [
    'a value in a flow map',
    'times: {started: a,  closed: b}',
    set('/times/started', 'c'),
    'times: {started: c,  closed: b}',
  ],
  ['an empty value in a flow map', 'done: { on: , by: "@a" }', set('/done/on', 'x'), 'done: { on: x , by: "@a" }'],
  ['a flow map', 'done: { on: x }  # c', set('/done', { on: 'z z' }), 'done: { on: z z }  # c'],
  ['an item of a flow list', 'tags: [a, b, c]', set('/tags/1', 'x, y'), 'tags: [a, "x, y", c]'],
  ['an item of a block list', 'tags:\n- a # c\n- b', set('/tags/0', 'x, y'), 'tags:\n- x, y # c\n- b'],
  ['a null item', 'tags:\n  -\n  - b', set('/tags/0', 'x'), 'tags:\n  - x\n  - b'],
  ['a value that stands there already', 'due: 2026-12-01', set('/due', '2026-12-01'), 'due: 2026-12-01'],
  ['a list over a scalar', 'tags: x # c\nid: y', set('/tags', ['a', 'b']), 'tags: [a, b] # c\nid: y'],
  [
    'a list of lines over an empty one',
    'reopened: []   # { on, by }\nid: y',
    set('/reopened', ['one two']),
    'reopened:   # { on, by }\n  - one two\nid: y',
  ],
  [
    'a block list over a block list',
    'tags: # c\n  # d\n  - a\n  - b\nid: y',
    set('/tags', ['a b']),
    'tags: # c\n  - a b\nid: y',
  ],
  ['a flow list over a block list', 'tags: # c\n- a\n- b\nid: y', set('/tags', ['a']), 'tags: [a] # c\nid: y'],
  [
    'a new key goes where the schema has it',
    'schema: x\nid: y # c\nstatus: draft\nx_own: 1',
    set('/title', 'One: two'),
    'schema: x\nid: y # c\ntitle: "One: two"\nstatus: draft\nx_own: 1',
  ],
  [
    'a new key behind the block that comes before it',
    'times:\n  started: a\n  # unknown yet\n# outside\nowner: b',
    set('/impact', { summary: 'x' }),
    'times:\n  started: a\n  # unknown yet\nimpact: { summary: x }\n# outside\nowner: b',
  ],
  [
    'a new key behind a block of text',
    'title: |\n  a\n\n  b\n\nx: 1',
    set('/type', 'privacy'),
    'title: |\n  a\n\n  b\ntype: privacy\n\nx: 1',
  ],
  [
    'a new key in a flow map',
    'times: { started: a } # c',
    set('/times/closed', 'b'),
    'times: { started: a, closed: b } # c',
  ],
  ['a new key in an empty flow map', 'within: {} # c', set('/within/started', '30m'), 'within: { started: 30m } # c'],
  ['a new key in a null map', 'times: # c\nid: x', set('/times/closed', 'b'), 'times: { closed: b } # c\nid: x'],
  ['a new key in a missing map', 'id: x', set('/times/closed', 'b'), 'id: x\ntimes: { closed: b }'],
  [
    'a new key between others, four spaces deep',
    'times:\n    started: a   # s\n    resolved: d   # r\nowner: b',
    set('/times/detected', 'c'),
    'times:\n    started: a   # s\n    detected: c\n    resolved: d   # r\nowner: b',
  ],
  [
    'a new key in an item that is a map',
    'actions:\n  -   id: A1 # c\n      status: open\n  - id: A2',
    set('/actions/0/owner', '@bob'),
    'actions:\n  -   id: A1 # c\n      owner: "@bob"\n      status: open\n  - id: A2',
  ],
  [
    'a map of lines in an item, indented as the file is',
    'times:\n    started: a\nactions:\n- id: A1\n- id: A2',
    set('/actions/0/x_deep', { a: ['b c'] }),
    'times:\n    started: a\nactions:\n- id: A1\n  x_deep:\n      a:\n      - b c\n- id: A2',
  ],
  [
    'the first action, above the commented example',
    'owner: a\n## Facts to add\n# causes:\n#   - id: C1\n# actions:\n#   - id: A1',
    append('/actions', { id: 'A1', title: 'Do', kind: 'prevent', due: '2026-12-01' }),
    'owner: a\nactions:\n  - id: A1\n    title: Do\n    kind: prevent\n    due: "2026-12-01"\n## Facts to add\n# causes:\n#   - id: C1\n# actions:\n#   - id: A1',
  ],
  ['an item in an empty list', 'tags: [] # c\nid: x', append('/tags', 'a'), 'tags: [a] # c\nid: x'],
  ['an item in a null list', 'tags: # c\nid: x', append('/tags', 'a'), 'tags: [a] # c\nid: x'],
  ['an item in a flow list', 'tags: [a,\n  b, # c\n]\nid: x', append('/tags', 'd'), 'tags: [a,\n  b, d, # c\n]\nid: x'],
  ['an item in an unindented list', 'tags:\n- a # c\nid: x', append('/tags', 'b'), 'tags:\n- a # c\n- b\nid: x'],
  [
    'an item behind a block of text and a comment of its own',
    'causes:\n  # a - b\n  - id: C1\n    statement: >\n      folded\n\n    # about C1\n  # about the next\nid: x',
    append('/causes', { id: 'C2' }),
    'causes:\n  # a - b\n  - id: C1\n    statement: >\n      folded\n  - id: C2\n\n    # about C1\n  # about the next\nid: x',
  ],
  [
    'a short item after maps on one line',
    'reviews:\n  - { stage: full }\nid: x',
    append('/reviews', { stage: 'hotwash', participants: [{ who: '@a', role: 'responder' }] }),
    'reviews:\n  - { stage: full }\n  - { stage: hotwash, participants: [{ who: "@a", role: responder }] }\nid: x',
  ],
  [
    'an item of a list in an item',
    'causes:\n  - id: C1\n    whys:\n    - a b\n  - id: C2',
    append('/causes/0/whys', 'c: d'),
    'causes:\n  - id: C1\n    whys:\n    - a b\n    - "c: d"\n  - id: C2',
  ],
  [
    'a first item of a list that an item lacks',
    'actions:\n  - { id: A1, owner: "@a" }',
    append('/actions/0/reassigned', { from: '@a', to: '@b' }),
    'actions:\n  - { id: A1, owner: "@a", reassigned: [{ from: "@a", to: "@b" }] }',
  ],
  [
    'a key taken out',
    'times:\n  started: a\n  closed: b # c\n  # d\nid: x',
    remove('/times/closed'),
    'times:\n  started: a\n  # d\nid: x',
  ],
  ['a key of many lines taken out', 'id: x\ntimes:\n  a: 1\n  b: 2\ntags: []', remove('/times'), 'id: x\ntags: []'],
  ['a key taken out of a flow map', 'times: { a: 1, b: 2, c: 3 }', remove('/times/b'), 'times: { a: 1, c: 3 }'],
  ['the first key of a flow map', 'times: { a: 1, b: 2 }', remove('/times/a'), 'times: { b: 2 }'],
  ['a key with a slash and a tilde', 'x_a/b~: 1', set('/x_a~1b~0', 2), 'x_a/b~: 2'],
  ['a new odd key', 'id: x', set('/x_a: b', 'no'), 'id: x\n"x_a: b": "no"'],
];

describe('what changes is what was asked for, and nothing beside it', () => {
  test.each(cases)('%s', (_, before, edit, after) => {
    expect(body(editText(fenced(before), [edit], around))).toBe(after);
    expect(editText(fenced(before), [edit], around)).toBe(fenced(after));
  });

  test.each(cases)('%s, with CRLF', (_, before, edit, after) => {
    const crlf = (text: string) => fenced(text).replaceAll('\n', '\r\n');
    expect(editText(crlf(before), [edit], around)).toBe(crlf(after));
  });
});

test('a YAML file without a last line break keeps having none', () => {
  const read = (text: string) => parseRecord({ path: 'a.yaml', kind: 'acknowledgement', text }).record?.root;
  const edits = [set('/method', 'imported'), set('/x_note', 'a')];
  expect(editText('schema: x\nby: y', edits, { read, orderAt: () => [] })).toBe(
    'schema: x\nby: y\nmethod: imported\nx_note: a',
  );
});

test('edits follow on one another', () => {
  const edits = [append('/tags', 'a'), append('/tags', 'b'), set('/tags/0', 'c'), set('/times/started', 'x')];
  expect(body(editText(fenced('id: x'), edits, around))).toBe('id: x\ntags: [c, b]\ntimes: { started: x }');
});

test.each<[name: string, before: string, edit: Edit]>([
  ['a key below a scalar', 'title: x', set('/title/deep', 1)],
  ['an item below a scalar', 'title: x', append('/title', 1)],
  ['an item in a map', 'times: { a: 1 }', append('/times', 1)],
  ['an item that is not there', 'tags: [a]', set('/tags/1', 'b')],
  ['an item of many lines', 'actions:\n  - id: A1\n    x: 1', set('/actions/0', 'b')],
  ['a key without a colon', 'done: { on, by: x }', set('/done/on', 'b')],
  ['a value behind an explicit key', '? id\n: x', set('/id', 'y')],
  ['a number that is none', 'id: x', set('/x_n', Number.NaN)],
  ['a reserved key', 'id: x', set('/__proto__', { polluted: true })],
  ['a reserved key further down', 'id: x', set('/__proto__/polluted', true)],
  ['the only key of a map', 'times:\n  started: a\nid: x', remove('/times/started')],
  ['the first key of an item', 'actions:\n  - id: A1\n    x: 1', remove('/actions/0/id')],
  ['a key that is not there', 'id: x', remove('/times')],
  ['what hangs on an anchor', 'id: &a x\ntitle: *a', set('/id', 'y')],
  ['the whole', 'id: x', set('', 'y')],
])('%s: no edit, rather than a wrong one', (_, before, edit) => {
  expect(editText(fenced(before), [edit], around)).toBeUndefined();
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('a text without frontmatter has nothing to be edited', () => {
  expect(editText('# Title\n', [set('/id', 'x')], around)).toBeUndefined();
});

// Random records in random layouts, and an edit at a random place of each.

type Tree =
  | { is: 'scalar'; value: string | number | boolean | null; style: number }
  | { is: 'list'; items: Tree[]; isFlow: boolean; isCommented: boolean }
  | { is: 'map'; pairs: { key: string; value: Tree }[]; isFlow: boolean; isCommented: boolean };

interface Layout {
  map: number;
  list: number;
  afterDash: number;
  newline: string;
}

const words = fc.constantFrom(
  'draft',
  'two words',
  '@alice',
  'a: b',
  'no',
  '2026-11-20',
  "it's",
  'q"q',
  'a\nb\n',
  '',
  'ü🔥',
);
const scalar = fc.record({
  is: fc.constant('scalar' as const),
  value: fc.oneof(words, fc.integer(), fc.boolean(), fc.constant(null)),
  style: fc.nat(3),
});
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalar,
    fc.record({
      is: fc.constant('list' as const),
      items: fc.array(tie('tree'), { maxLength: 3 }),
      isFlow: fc.boolean(),
      isCommented: fc.boolean(),
    }),
    fc.record({
      is: fc.constant('map' as const),
      pairs: fc.uniqueArray(
        fc.record({ key: fc.constantFrom('a', 'on', 'x y', 'k:k', '"', 'é', '#'), value: tie('tree') }),
        { maxLength: 3, selector: ({ key }) => key },
      ),
      isFlow: fc.boolean(),
      isCommented: fc.boolean(),
    }),
  ),
}));
const layouts = fc.record({
  map: fc.constantFrom(1, 2, 4),
  list: fc.constantFrom(0, 1, 2, 4),
  afterDash: fc.constantFrom(1, 3),
  newline: fc.constantFrom('\n', '\r\n'),
});

function flow(at: Tree): string {
  if (at.is === 'scalar') return at.value === null && at.style > 1 ? '~' : JSON.stringify(at.value);
  if (at.is === 'list') return `[${at.items.map(flow).join(',  ')}]`;
  return `{${at.pairs.map(({ key, value }) => `${JSON.stringify(key)}: ${flow(value)}`).join(', ')}}`;
}

let comments = 0;
const comment = () => `#c${++comments}.`;

/** What stands behind a key or a dash: words on its line, and lines below at that many spaces. */
function layOut(at: Tree, column: number, isItem: boolean, layout: Layout): { head: string; lines: string[] } {
  const isEmpty = at.is === 'scalar' || (at.is === 'list' ? at.items : at.pairs).length === 0;
  const isInFlow = at.is !== 'scalar' && (at.isFlow || isEmpty);
  if (at.is === 'scalar') {
    if (at.value === null && at.style === 0) return { head: '', lines: [] };
    if (typeof at.value === 'string' && at.value.endsWith('\n') && at.style < 2) {
      const pad = ' '.repeat(column + 1);
      return {
        head: '|',
        lines: at.value
          .trimEnd()
          .split('\n')
          .map((line) => pad + line),
      };
    }
    if (typeof at.value === 'string' && /^[a-z ]+$/.test(at.value) && at.value !== 'no') {
      return { head: [at.value, `'${at.value}'`, at.value, `"${at.value}"`][at.style] ?? '', lines: [] };
    }
  }
  if (at.is === 'scalar' || isInFlow)
    return { head: flow(at) + (at.is !== 'scalar' && at.isCommented ? ` ${comment()}` : ''), lines: [] };
  const below =
    at.is === 'list' ? column + (isItem ? 2 : layout.list) : column + (isItem ? 1 + layout.afterDash : layout.map);
  const pad = ' '.repeat(below);
  const lines = at.isCommented ? [pad + comment()] : [];
  const parts = at.is === 'list' ? at.items : at.pairs;
  for (const part of parts) {
    const value = 'key' in part ? part.value : part;
    const name = 'key' in part ? `${/^[aé]$|on/.test(part.key) ? part.key : JSON.stringify(part.key)}:` : '-';
    const inner = layOut(value, below, !('key' in part), layout);
    const isJoined =
      name === '-' && value.is === 'map' && inner.head === '' && inner.lines[0]?.trim().startsWith('#') === false;
    if (isJoined)
      lines.push(
        `${pad}-${' '.repeat(layout.afterDash)}${(inner.lines[0] as string).trimStart()}`,
        ...inner.lines.slice(1),
      );
    else lines.push(`${pad}${name}${inner.head === '' ? '' : ` ${inner.head}`}`, ...inner.lines);
    if (at.isCommented) lines.push(pad + comment());
  }
  return { head: '', lines };
}

const escaped = (step: string) => step.replaceAll('~', '~0').replaceAll('/', '~1');

function places(at: Tree, pointer = ''): { pointer: string; at: Tree }[] {
  const deeper =
    at.is === 'list'
      ? at.items.flatMap((item, i) => places(item, `${pointer}/${i}`))
      : at.is === 'map'
        ? at.pairs.flatMap(({ key, value }) => places(value, `${pointer}/${escaped(key)}`))
        : [];
  return [{ pointer, at }, ...deeper];
}

function plain(at: Tree): unknown {
  if (at.is === 'scalar') return at.value;
  if (at.is === 'list') return at.items.map(plain);
  return Object.fromEntries(at.pairs.map(({ key, value }) => [key, plain(value)]));
}

/** Changes plain data in place, by the book. */
function change(data: unknown, edit: Edit): unknown {
  const steps = edit.pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = steps.pop() as string;
  let at = data as { [key: string]: unknown };
  for (const step of steps) {
    at[step] ??= {};
    at = at[step] as { [key: string]: unknown };
  }
  if (edit.edit === 'remove') delete at[last];
  else if (edit.edit === 'set') at[last] = edit.value;
  else at[last] = [...((at[last] ?? []) as unknown[]), edit.value];
  return data;
}

function areIn(text: string, kept: readonly string[]): boolean {
  const lines = text.split('\n');
  let at = 0;
  for (const line of kept) {
    while (at < lines.length && lines[at] !== line) at++;
    if (at++ >= lines.length) return false;
  }
  return true;
}

const newValue = fc.oneof(
  words,
  fc.constantFrom<Writable>(7, true, null, ['a', 'b'], ['one two', 'x'], { by: '@bob', on: '2026-11-20' }, [], {}),
  fc.constant<Writable>({ id: 'A1', title: 'Do: it', list: ['one two'], map: { a: [{ b: 1 }] } }),
);

const verbs = fc.constantFrom('set', 'new', 'append', 'remove');

test('an edit of any record in any layout gives exactly the data wanted, and keeps every line that it need not touch', () => {
  let undone = 0;
  let done = 0;
  const root = tree.filter((at) => at.is === 'map' && !at.isFlow && at.pairs.length > 0);
  fc.assert(
    fc.property(root, layouts, newValue, fc.nat(), verbs, (made, layout, value, pick, what) => {
      comments = 0;
      const lines = layOut(made, -layout.map, false, layout).lines;
      const text = ['---', ...lines, '---', '', '# Body', ''].join(layout.newline);
      expect(parse(lines.join('\n'), { version: '1.2', schema: 'core' })).toEqual(plain(made));
      const all = places(made).filter(({ pointer, at }) =>
        what === 'new' ? at.is === 'map' : what === 'append' ? at.is === 'list' : pointer !== '',
      );
      const place = all[pick % Math.max(all.length, 1)];
      if (place === undefined) return;
      const edit: Edit =
        what === 'remove'
          ? remove(place.pointer)
          : what === 'append'
            ? append(place.pointer, value)
            : set(what === 'new' ? `${place.pointer}/x_new` : place.pointer, value);
      const next = editText(text, [edit], around);
      if (next === undefined) {
        undone++;
        return;
      }
      done++;
      const yaml = next.slice(3, next.indexOf(`${layout.newline}---`, 3) + layout.newline.length);
      expect(parse(yaml, { version: '1.2', schema: 'core' })).toEqual(change(plain(made), edit));
      expect(next.endsWith(['', '---', '', '# Body', ''].join(layout.newline))).toBe(true);
      expect(next.replaceAll(layout.newline, '')).not.toMatch(/[\r\n]/);
      if (what === 'new' || what === 'append') {
        // What is added is added at one place, or takes the place of an empty value.
        let start = 0;
        while (text[start] === next[start] && start < text.length) start++;
        let end = 0;
        while (end < text.length - start && text.at(-1 - end) === next.at(-1 - end)) end++;
        expect(text.slice(start, text.length - end)).toMatch(/^(?:null|[ ~[\]{}])*(?: #c\d+\.)?$/);
        for (let i = 1; i <= comments; i++) expect(next).toContain(`#c${i}.`);
      } else {
        const replaced = new Set(linesOf(edit, text));
        const kept = text.split('\n').filter((_, i) => !replaced.has(i));
        expect(areIn(next, kept)).toBe(true);
      }
    }),
    { numRuns: 1_500 },
  );
  // Whole items and the last key of a map are not replaced or removed; all else is.
  expect(done).toBeGreaterThan(500);
  expect(undone / (done + undone)).toBeLessThan(0.35);
});

/** The lines that a value and its key stand on. */
function linesOf(edit: Edit, text: string): number[] {
  const root = around.read(text);
  if (root === undefined) return [];
  let from = 0;
  let to = 0;
  const walk = (node: typeof root | (typeof root)['pairs'][number]['value'], pointer: string, start: number): void => {
    if (pointer === edit.pointer) [from, to] = [start, Math.max(start, node.end)];
    if (node.kind === 'list') for (const [i, item] of node.items.entries()) walk(item, `${pointer}/${i}`, item.start);
    if (node.kind === 'map')
      for (const pair of node.pairs) walk(pair.value, `${pointer}/${escaped(pair.key)}`, pair.keyStart);
  };
  walk(root, '', 0);
  const line = (offset: number) => text.slice(0, offset).split('\n').length - 1;
  return Array.from({ length: line(to) - line(from) + 1 }, (_, i) => line(from) + i);
}
