// The program as CommonJS, in as few files as its uses are: before the first line of an ES module runs, Node's loader has
// spent 6 ms (`node -e 0` is 26), and each file costs a third of a millisecond more.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/** Files for what is mostly run, each with all that its sources import and no file before it has. */
const files = {
  start: ['src/main.ts', 'src/world/index.ts'],
  program: ['src/program.ts'],
  check: ['src/commands/check.ts', 'src/reporters/human.ts'],
};

/**
 * Writes `start.cjs`, which exports main and realWorld, and beside it what it loads. Gives the paths of the sources in
 * them. First everything is bundled and split as ES modules; then the pieces of a file are bundled again, into one scope.
 */
export async function writeProgram(root, out, shared, plugins) {
  const split = await mkdtemp(join(root, '.dist-split-'));
  try {
    const { metafile } = await build({
      ...shared,
      entryPoints: { main: 'src/main.ts', world: 'src/world/index.ts' },
      outdir: split,
      outExtension: { '.js': '.cjs' },
      splitting: true,
      chunkNames: 'piece-[name]-[hash]',
      plugins,
      metafile: true,
      legalComments: 'none',
    });
    const placed = placePieces(metafile.outputs);
    for (const file of new Set(placed.values()))
      await writeFile(join(out, file), await bundled(file, placed, split, shared));
    return Object.keys(metafile.inputs);
  } finally {
    await rm(split, { recursive: true, force: true });
  }
}

/** The file that each piece goes into: one of those above, else one of its own. */
function placePieces(outputs) {
  const placed = new Map();
  const add = (path, file) => {
    if (placed.has(basename(path))) return;
    placed.set(basename(path), file);
    for (const { path: next, kind, external } of outputs[path].imports)
      if (kind === 'import-statement' && !external) add(next, file);
  };
  for (const [file, sources] of Object.entries(files))
    for (const [path, { entryPoint }] of Object.entries(outputs))
      if (sources.includes(entryPoint)) add(path, `${file}.cjs`);
  for (const path of Object.keys(outputs)) if (!placed.has(basename(path))) placed.set(basename(path), basename(path));
  return placed;
}

/** The text of a file with those pieces; the others find each of them by its name. */
async function bundled(file, placed, split, shared) {
  const own = [...placed].flatMap(([piece, place]) => (place === file ? [piece] : []));
  const list = own.map((piece) => `${JSON.stringify(piece)}: () => require('./${piece}')`);
  const contents = `export const pieces = { ${list.join(', ')} };\n`;
  const start =
    file === 'start.cjs' ? "export { main } from './main.cjs';\nexport { realWorld } from './world.cjs';\n" : '';
  const pieces = {
    name: 'pieces',
    setup(build) {
      build.onResolve({ filter: /^\.\/[^/]+\.cjs$/ }, ({ path, namespace }) => {
        if (namespace === 'elsewhere') return { path, external: true };
        const name = path.slice(2);
        return placed.get(name) === file ? { path: join(split, name) } : { path: name, namespace: 'elsewhere' };
      });
      build.onLoad({ filter: /./, namespace: 'elsewhere' }, ({ path }) => ({
        contents: `module.exports = require('./${placed.get(path)}').pieces['${path}']();`,
      }));
      // They are ES modules, whatever they are called.
      build.onLoad({ filter: /\.cjs$/, namespace: 'file' }, async ({ path }) => ({
        contents: await readFile(path, 'utf8'),
      }));
    },
  };
  const { outputFiles } = await build({
    ...shared,
    // Its name is another one each time, and would stand in the text.
    absWorkingDir: split,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'urlOfThisFile' },
    stdin: { contents: start + contents, resolveDir: split },
    plugins: [pieces],
    write: false,
  });
  // By their places here: the package's table of imports would look for them in dist/, also while this is being built.
  const text = outputFiles[0].text.replace(/(["'])#lazy\/([\w-]+)\1/g, '$1./lazy/$2.cjs$1');
  // As ES modules they would be strict, and know where they are.
  const here = text.includes('urlOfThisFile')
    ? "const urlOfThisFile=require('node:url').pathToFileURL(__filename).href;"
    : '';
  return `'use strict';${here}${text}`;
}
