// The words in which history.mjs tells what a commit changed. Only the end of each file is stored, so each change is
// kept with what is needed to undo it: `changes` takes a tree (path → text) one step back.
//
// A place is a key (`causes`), a key below one (`times.closed`), an action or cause (`A1`) or a key of it (`A1.done`),
// an item of a list by words that stand in it (`reviews[stage: full]`), or a section (`## Lessons learned`).

/** The file appears. */
export const add = (path) => ['add', path];
/** The file gets another path. */
export const move = (from, to) => ['move', from, to];
/** What stands at these places at the end is written, all at once. */
export const fill = (path, ...places) => ['fill', path, ...places];
/** A value, as YAML, becomes another one. */
export const set = (path, place, from, to) => ['set', path, place, from, to];
/** Any text becomes another one. */
export const edit = (path, from, to) => ['edit', path, from, to];

export const changes = {
  add(tree, path) {
    textOf(tree, path);
    tree.delete(path);
  },
  move(tree, from, to) {
    tree.set(from, textOf(tree, to));
    tree.delete(to);
  },
  fill(tree, path, ...places) {
    for (const place of places) {
      const lines = textOf(tree, path).split('\n');
      const [start, end] = rangeOf(lines, place, path);
      lines.splice(start, end - start);
      tree.set(path, lines.join('\n'));
    }
  },
  set(tree, path, place, from, to) {
    const lines = textOf(tree, path).split('\n');
    const [start] = rangeOf(lines, place, path);
    const key = lines[start].slice(0, lines[start].indexOf(':') + 2);
    if (lines[start] !== `${key}${to}`)
      throw new Error(`${path} ${place} is ${lines[start].slice(key.length)}, not ${to}`);
    lines[start] = `${key}${from}`;
    tree.set(path, lines.join('\n'));
  },
  edit(tree, path, from, to) {
    const parts = textOf(tree, path).split(to);
    if (parts.length !== 2) throw new Error(`stands ${parts.length - 1} times in ${path}: ${to}`);
    tree.set(path, parts.join(from));
  },
};

function textOf(tree, path) {
  const text = tree.get(path);
  if (text === undefined) throw new Error(`there is no ${path}`);
  return text;
}

/** The lines of a place, the last one not included. */
function rangeOf(lines, place, path) {
  const [, whole, item, sub] = /^([^.[]+)(?:\[(.+)\])?(?:\.(\w+))?$/.exec(place) ?? [];
  let range;
  if (place.startsWith('## ')) range = sectionOf(lines, place);
  else if (/^[AC]\d+$/.test(whole)) range = blockOf(lines, [0, lines.length], new RegExp(`^  - id: ${whole}$`), 4);
  else range = blockOf(lines, [0, lines.length], new RegExp(`^${whole}:`), 2);
  if (item !== undefined) range = itemOf(lines, range, item);
  const depth = /^[AC]\d+$/.test(whole) ? 4 : 2;
  if (sub !== undefined) range = blockOf(lines, range, new RegExp(`^ {${depth}}${sub}:`), depth + 2);
  if (range === undefined) throw new Error(`there is no ${place} in ${path}`);
  return range;
}

/** From the first line in the range that matches, with all that is indented below it. */
function blockOf(lines, range, pattern, indent) {
  if (range === undefined) return undefined;
  const start = lines.findIndex((line, i) => i >= range[0] && i < range[1] && pattern.test(line));
  if (start < 0) return undefined;
  let end = start + 1;
  while (end < range[1] && lines[end].startsWith(' '.repeat(indent))) end++;
  return [start, end];
}

function itemOf(lines, range, words) {
  for (let start = (range?.[0] ?? 0) + 1; range !== undefined && start < range[1]; start++) {
    if (!lines[start].startsWith('  - ')) continue;
    const block = blockOf(lines, [start, range[1]], /^ {2}- /, 4);
    if (lines.slice(...block).some((line) => line.includes(words))) return block;
  }
  return undefined;
}

/** With the empty line before its heading, so that those around it stay a paragraph apart. */
function sectionOf(lines, heading) {
  const start = lines.indexOf(heading);
  if (start < 0) return undefined;
  const next = lines.findIndex((line, i) => i > start && line.startsWith('## '));
  return [start - 1, next < 0 ? lines.length - 1 : next - 1];
}
