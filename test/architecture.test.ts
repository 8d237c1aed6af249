import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** The one table of doors: which files import which third-party package. */
const doors: { [name: string]: readonly string[] } = {
  '@secretlint/core': ['src/world/secrets.ts'],
  '@secretlint/secretlint-rule-preset-recommend': ['src/world/secrets.ts'],
  canonicalize: ['src/core/record/fingerprint.ts'],
  chalk: ['src/reporters/paint.ts'],
  'cli-table3': ['src/reporters/grid.ts'],
  commander: ['src/program.ts'],
  'csv-parse': ['src/interop/read-csv.ts'],
  'csv-stringify': ['src/core/csv-text.ts'],
  'fastest-levenshtein': ['src/core/nearest.ts'],
  'gray-matter': ['src/core/record/frontmatter.ts'],
  'hyparquet-writer': ['src/interop/parquet.ts'],
  inquirer: ['src/world/prompt.ts'],
  minisearch: ['src/core/measure/similar.ts'],
  'rehype-sanitize': ['src/reporters/html/prose.ts'],
  'rehype-stringify': ['src/reporters/html/prose.ts'],
  remark: ['src/core/record/body-tree.ts'],
  'remark-frontmatter': ['src/core/record/body-tree.ts'],
  'remark-gfm': ['src/core/record/body-tree.ts'],
  'remark-rehype': ['src/reporters/html/prose.ts'],
  'simple-git': ['src/world/git-commit.ts'],
  'string-width': ['src/reporters/width.ts'],
  'temporal-polyfill': ['src/core/zone.ts'],
  unified: ['src/core/record/body-tree.ts', 'src/reporters/html/prose.ts'],
  vega: ['src/reporters/html/draw.ts'],
  'vega-lite': ['src/reporters/html/draw.ts'],
  uuid: ['src/interop/stable-uuid.ts'],
  yaml: ['src/core/record/yaml-document.ts'],
};

/** The rooms of core from the ground up: each may import those before it, and all of core that has no room. */
const floors = ['record', 'policy', 'risk', 'history', 'measure', 'check', 'facts', 'audit', 'manage', 'explain'];

/** Who may import whom; `types` means types only. */
function isAllowed(from: string, to: string, isTypeOnly: boolean): boolean {
  const room = roomOf(from);
  const target = roomOf(to);
  if (room === 'bin') return to === 'src/main.ts' || to === 'src/world/index.ts';
  if (room === 'main') return to !== 'src/world/index.ts';
  if (room === 'core') return target === 'core';
  if (room === 'reporters' || room === 'interop') return target === room || target === 'core';
  if (room === 'world') return target === 'world' || (target === 'core' && isTypeOnly);
  return target === 'commands' || target === 'core' || target === 'interop' || to === 'src/world/world.ts';
}

function roomOf(file: string): string {
  const [top, folder, more] = file.split('/');
  if (top === 'bin') return 'bin';
  return more === undefined ? 'main' : (folder as string);
}

interface Import {
  from: string;
  to: string;
  isTypeOnly: boolean;
  /** Loaded in the middle of a run: `commands/index.ts` loads each command so. */
  isDynamic: boolean;
}

const pattern =
  /^\s*(import|export)\s+(type\s+)?(?:([^'"]*?)\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|require\(\s*['"]([^'"]+)['"]\s*\)/gm;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  return [...text.matchAll(pattern)].map((match) => {
    const to = match[4] ?? match[5] ?? match[6] ?? '';
    const named = match[3] ?? '';
    const isTypeOnly =
      match[2] !== undefined ||
      (/^\{[\s\S]*\}$/.test(named.trim()) &&
        named
          .replace(/[{}]/g, '')
          .split(',')
          .every((name) => name.trim() === '' || name.trim().startsWith('type ')));
    return {
      from: file,
      to: to.startsWith('.') ? relative(root, resolve(root, dirname(file), to)) : to,
      isTypeOnly,
      isDynamic: match[5] !== undefined,
    };
  });
}

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => `src/${file}`)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .sort();
const imports = files.flatMap(importsOf);
const own = imports.filter(({ to }) => to.startsWith('src/'));
const packages = imports.filter(
  ({ to }) => !to.startsWith('src/') && !to.startsWith('node:') && !to.startsWith('#') && !to.endsWith('package.json'),
);
const nameOf = (to: string) =>
  to
    .split('/')
    .slice(0, to.startsWith('@') ? 2 : 1)
    .join('/');

/** What is left of the files when those that import none of the others, or that none imports, are taken away again and again. */
function circular(edges: readonly Pick<Import, 'from' | 'to'>[]): string[] {
  let left = edges;
  for (let before = 0; before !== left.length; ) {
    before = left.length;
    const [from, to] = [new Set(left.map((edge) => edge.from)), new Set(left.map((edge) => edge.to))];
    left = left.filter((edge) => to.has(edge.from) && from.has(edge.to));
  }
  return [...new Set(left.map(({ from }) => from))].sort();
}

describe('the house', () => {
  it('has files at all', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(own.length).toBeGreaterThan(100);
  });

  it('keeps its layers', () => {
    expect(
      own
        .filter(({ from, to, isTypeOnly }) => !isAllowed(from, to, isTypeOnly))
        .map(({ from, to }) => `${from} → ${to}`),
    ).toEqual([]);
  });

  it('builds each room of core on those below it', () => {
    const roomIn = (file: string) => (file.startsWith('src/core/') ? file.split('/').at(2) : undefined) ?? '';
    const floorOf = (file: string) => floors.indexOf(roomIn(file));
    const rooms = new Set(files.flatMap((file) => (file.split('/').length > 3 ? roomIn(file) : [])).filter(Boolean));
    expect([...rooms].sort()).toEqual(floors.toSorted());
    const upward = own.filter(({ from, to }) => floorOf(from) >= 0 && floorOf(to) > floorOf(from));
    expect(upward.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('has no two files that import each other, directly or through others', () => {
    const made = ['ab', 'bc', 'cb', 'cd'].map(([from, to]) => ({ from, to }) as Pick<Import, 'from' | 'to'>);
    expect(circular(made)).toEqual(['b', 'c']);
    expect(circular(own.filter(({ isDynamic }) => !isDynamic))).toEqual([]);
  });

  it('imports files that exist', () => {
    expect(own.filter(({ to }) => !existsSync(join(root, to))).map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('lets node in through world, main and version only', () => {
    const strays = imports.filter(({ from, to }) => to.startsWith('node:') && roomOf(from) !== 'world');
    expect(strays.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('has one door a package', () => {
    const strays = packages.filter(({ from, to }) => !doors[nameOf(to)]?.includes(from));
    expect(strays.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('has no door that leads nowhere', () => {
    for (const [name, places] of Object.entries(doors)) {
      for (const place of places)
        expect(
          packages.some(({ from, to }) => from === place && nameOf(to) === name),
          `${place} imports ${name}`,
        ).toBe(true);
    }
  });

  it('keeps core pure: no clock, no process, no randomness', () => {
    const impure =
      /\bprocess\.|\bDate\.now\b|\bnew Date\b|\bMath\.random\b|\bglobalThis\b|\bfetch\(|\bsetTimeout\b|\bperformance\.|\bcrypto\./;
    for (const file of files.filter(
      (each) => roomOf(each) === 'core' || roomOf(each) === 'reporters' || roomOf(each) === 'interop',
    )) {
      const code = readFileSync(join(root, file), 'utf8')
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
        .replace(/(['"`])(?:\\.|(?!\1)[^\\])*\1/g, "''");
      expect(impure.exec(code)?.[0], file).toBeUndefined();
    }
  });

  it('prints and exits in one place', () => {
    for (const file of files.filter((each) => roomOf(each) !== 'world')) {
      expect(
        /\bconsole\.|process\.exit|process\.std/.exec(readFileSync(join(root, file), 'utf8'))?.[0],
        file,
      ).toBeUndefined();
    }
  });

  it('names files in kebab-case, and for nothing vague', () => {
    for (const file of files) {
      const name = file.slice(file.lastIndexOf('/') + 1, -3);
      expect(name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(name).not.toMatch(/util|helper|manager|handler|^service|misc|common/);
    }
  });

  it('lets a file over 200 lines say why', () => {
    for (const file of files) {
      const text = readFileSync(join(root, file), 'utf8');
      if (text.split('\n').length > 201) expect(text.slice(0, 600), file).toMatch(/Over 200 lines|enerated/);
    }
  });
});
