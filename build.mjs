// Builds dist/: the validators and schemas first, because the program is bundled with them, then the program.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _ } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));
// Built aside and renamed, so that two builds at once, or a test run beside one, never see half of it.
const out = join(root, `.dist-${process.pid}`);

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.17',
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
};

async function readSchemas() {
  const names = (await readdir(join(root, 'schemas'))).filter((name) => name.endsWith('.schema.json')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(root, 'schemas', name), 'utf8')));
  const written = names.map((name, i) => [name.replace('.schema.json', ''), JSON.parse(texts[i])]);
  // report.schema.json describes what pir prints, not what it reads.
  return Object.fromEntries(written.filter(([name]) => name !== 'report'));
}

/** The schema without what only people read, which ajv would copy into its code. */
function bare(schema) {
  const parts = (value) => Object.fromEntries(Object.entries(value).map(([key, part]) => [key, bare(part)]));
  if (typeof schema !== 'object') return schema;
  const { description, examples, default: _default, title, ...rest } = schema;
  for (const key of ['properties', 'patternProperties', '$defs']) if (rest[key]) rest[key] = parts(rest[key]);
  for (const key of ['items', 'additionalProperties', 'not']) if (rest[key]) rest[key] = bare(rest[key]);
  return rest;
}

/** One schema of all `$defs`, which are the same in every file, and the files pointing there: each is compiled once. */
function withSharedParts(schemas) {
  const $defs = Object.assign({}, ...schemas.map((schema) => schema.$defs));
  const pointing = schemas.map(({ $defs: _own, ...rest }) => rest);
  const text = JSON.stringify([...pointing, { $id: 'urn:pir:parts', $defs }]);
  return JSON.parse(text.replaceAll('"#/$defs/', '"urn:pir:parts#/$defs/'));
}

/** One module without imports that applies each schema, errors without words. */
async function writeValidators(schemas) {
  const names = Object.keys(schemas);
  const unused = () => true;
  const ajv = new Ajv2020({
    schemas: withSharedParts(Object.values(schemas).map(bare)),
    strict: true,
    allErrors: true,
    ownProperties: true,
    messages: false,
    formats: { 'pir-time': unused, 'pir-day': unused, 'pir-held': unused },
    code: { source: true, esm: true, formats: _`require("./src/core/record/formats.ts").formats` },
  });
  const compiled = standaloneCode(ajv, Object.fromEntries(names.map((name, i) => [`v${i}`, schemas[name].$id])));
  const table = `export const validators = { ${names.map((name, i) => `${JSON.stringify(name)}: v${i}`).join(', ')} };`;
  const contents = `${compiled.replaceAll('export const v', 'const v')}\n${table}`;
  const stdin = { contents, resolveDir: root };
  await build({ ...shared, stdin, minifyIdentifiers: true, outfile: join(out, 'validators.js') });
}

async function writeSchemas(schemas) {
  const freeze = `const freeze = (value) => {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(Object.freeze(value))) freeze(part);
  return value;
};`;
  const text = `export const schemas = freeze(JSON.parse(${JSON.stringify(JSON.stringify(schemas))}));\n`;
  await writeFile(join(out, 'schemas.js'), `${freeze}\n${text}`);
}

const generated = {
  name: 'generated',
  setup(build) {
    build.onResolve({ filter: /^#(validators|schemas)$/ }, ({ path }) => ({ path: join(out, `${path.slice(1)}.js`) }));
  },
};

async function writeProgram() {
  const entries = { main: 'src/main.ts', world: 'src/world/index.ts', index: 'src/index.ts' };
  const entryPoints = Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(join(root, path))));
  if (Object.keys(entryPoints).length === 0) return;
  const { metafile } = await build({
    ...shared,
    entryPoints,
    outdir: out,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [generated],
    metafile: true,
    legalComments: 'none',
    // Packages in CommonJS ask for Node's own modules by require, which an ES module does not have.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
  });
  await writeFile(join(out, 'LICENSES.txt'), await licences(Object.keys(metafile.inputs)));
}

/** The licence texts of the packages that are in the bundle: most ask to go wherever their code goes. */
async function licences(inputs) {
  const folders = inputs.map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean);
  const texts = [...new Set(folders)].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    const file = (await readdir(join(root, folder))).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? '' : await readFile(join(root, folder, file), 'utf8');
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
}

/** Puts the folder in the place of dist/; when another build comes between, the later one stays. */
async function swap() {
  const dist = join(root, 'dist');
  const old = `${out}-old`;
  for (let tries = 0; ; tries++) {
    await rename(dist, old).catch(() => {});
    try {
      await rename(out, dist);
      break;
    } catch (error) {
      if (tries === 20) throw error;
    }
    await rm(old, { recursive: true, force: true });
  }
  await rm(old, { recursive: true, force: true });
}

await mkdir(out);
try {
  const schemas = await readSchemas();
  await Promise.all([writeValidators(schemas), writeSchemas(schemas)]);
  await writeProgram();
  await swap();
} catch (error) {
  // esbuild has said already what is wrong with which file.
  if (error.errors === undefined) throw error;
  process.exitCode = 1;
} finally {
  await rm(out, { recursive: true, force: true });
}
