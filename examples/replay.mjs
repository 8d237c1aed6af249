import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { changes } from './change.mjs';
import { commits } from './history.mjs';

const organisation = join(import.meta.dirname, 'organisation');

/** The environment in which git knows nothing of the person who runs it. */
export const quietGit = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

/** The files of examples/organisation: path, with /, to text. */
export function readOrganisation() {
  const files = readdirSync(organisation, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return new Map(paths.map((path) => [relative(organisation, path).replaceAll(sep, '/'), readFileSync(path, 'utf8')]));
}

/**
 * What each commit writes, in the order of the history: `[{ commit, writes }]`, `writes` a map from path to
 * `{ before, after }`, null where there is no file. Found backwards, from the files as they stand at the end.
 */
export function versionsOf(files = readOrganisation()) {
  const tree = new Map(files);
  const versions = commits.map((commit) => ({ commit, writes: new Map() }));
  for (const { commit, writes } of versions.toReversed()) {
    const after = new Map(tree);
    for (const [kind, ...words] of (commit.change ?? []).toReversed()) {
      try {
        changes[kind](tree, ...words);
      } catch (error) {
        throw new Error(`${commit.date} ${commit.message}: ${error.message}`);
      }
    }
    for (const path of new Set([...after.keys(), ...tree.keys()])) {
      const [old, now] = [tree.get(path) ?? null, after.get(path) ?? null];
      if (old !== now) writes.set(path, { before: old, after: now });
    }
  }
  if (tree.size > 0) throw new Error(`no commit adds ${[...tree.keys()].join(', ')}`);
  return versions;
}

/** Makes a git repository of the history in that folder, which is new or empty, with its files checked out. */
export function replay(folder) {
  mkdirSync(folder, { recursive: true });
  git(folder, ['init', '--quiet', '--initial-branch=main', '--object-format=sha1', '--template=']);
  git(folder, ['fast-import', '--quiet'], stream());
  git(folder, ['reset', '--quiet', '--hard']);
}

/** The history as `git fast-import` reads it. Every commit names its parents, so one reference is enough for all. */
function stream() {
  const branches = new Map([['main', { mark: 0, tree: new Map(), written: new Set() }]]);
  let mark = 0;
  const parts = [];
  for (const { commit, writes } of versionsOf()) {
    const main = branches.get('main');
    const name = commit.branch ?? 'main';
    if (!branches.has(name)) branches.set(name, { mark: main.mark, tree: new Map(main.tree), written: new Set() });
    const on = branches.get(name);
    const merged = commit.merge === undefined ? undefined : branches.get(commit.merge);
    const written = [...(merged?.written ?? [])].map((path) => [path, merged.tree.get(path)]);
    for (const [path, { before, after }] of writes) {
      if ((on.tree.get(path) ?? null) !== before)
        throw new Error(`${commit.date} ${commit.message}: ${path} has changed elsewhere since its branch began`);
      written.push([path, after ?? undefined]);
    }
    parts.push(header(commit, ++mark, on.mark, merged?.mark));
    for (const [path, text] of written) {
      if (text === undefined) on.tree.delete(path);
      else on.tree.set(path, text);
      on.written.add(path);
      parts.push(text === undefined ? `D ${path}\n` : `M 100644 inline ${path}\n${data(text)}`);
    }
    on.mark = mark;
    if (merged) branches.delete(commit.merge);
  }
  return parts.join('');
}

function header({ date, author, committer = author, message }, mark, parent, merged) {
  const when = `${Date.parse(date) / 1000} ${date.slice(-6).replace(':', '')}`;
  return [
    `commit refs/heads/main\nmark :${mark}\n`,
    `author ${author} <${author}@example.com> ${when}\n`,
    `committer ${committer} <${committer}@example.com> ${when}\n`,
    data(`${message}\n`),
    parent > 0 ? `from :${parent}\n` : '',
    merged === undefined ? '' : `merge :${merged}\n`,
  ].join('');
}

function data(text) {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function git(cwd, args, input = '') {
  const { status, stderr, error } = spawnSync('git', args, { cwd, env: quietGit, input, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`git ${args[0]}: ${stderr}`);
}
