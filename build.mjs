// Builds dist/: the validators and schemas first, because the program is bundled with them, then the program.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _ } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { writeProgram } from './build/program.mjs';

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
  // The one for Node waits for a package that measures text, should it lie somewhere near: then charts would differ.
  alias: { 'vega-canvas': './node_modules/vega-canvas/build/vega-canvas.browser.js' },
};

/** Schemas of what pir prints and writes, which it does not read by them. */
const outputs = new Set(['control-map', 'events', 'facts', 'manifest', 'report', 'reconciliation']);

async function readSchemas() {
  const names = (await readdir(join(root, 'schemas'))).filter((name) => name.endsWith('.schema.json')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(root, 'schemas', name), 'utf8')));
  const written = names.map((name, i) => [name.replace('.schema.json', ''), JSON.parse(texts[i])]);
  return Object.fromEntries(written.filter(([name]) => !outputs.has(name)));
}

/**
 * The schema without what only people read, which ajv would copy into its code, and with `additionalProperties` for
 * `unevaluatedProperties`, which means the same where no schemas are combined and is looked up instead of compared with
 * one name after the other.
 */
function bare(schema) {
  const parts = (value) => Object.fromEntries(Object.entries(value).map(([key, part]) => [key, bare(part)]));
  if (typeof schema !== 'object') return schema;
  const { description, examples, default: _default, title, unevaluatedProperties, ...rest } = schema;
  if (unevaluatedProperties !== undefined) {
    const combined = ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'dependentSchemas', 'additionalProperties'];
    const found = combined.find((key) => key in schema && !(key === 'if' && namesOwn(schema)));
    if (found) throw new Error(`unevaluatedProperties beside ${found} does not mean additionalProperties`);
    rest.additionalProperties = unevaluatedProperties;
  }
  // Otherwise ajv would have to ask of every value whether it is the object's own.
  for (const name of Object.keys(schema.properties ?? {}))
    if (name in Object.prototype) throw new Error(`every object has something called ${name}: choose another name`);
  for (const key of ['properties', 'patternProperties', '$defs']) if (rest[key]) rest[key] = parts(rest[key]);
  for (const key of ['items', 'additionalProperties', 'not']) if (rest[key]) rest[key] = bare(rest[key]);
  return rest;
}

/** Whether what a condition asks for is all named beside it: then it evaluates nothing that the schema does not. */
function namesOwn({ properties = {}, if: test = {}, then = {}, else: otherwise = {} }) {
  return [test, then, otherwise].every((part) => Object.keys(part.properties ?? {}).every((key) => key in properties));
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
    messages: false,
    formats: { 'pir-time': unused, 'pir-day': unused, 'pir-held': unused },
    code: { source: true, esm: true, formats: _`require("./src/core/record/formats.ts").formats` },
  });
  const compiled = standaloneCode(ajv, Object.fromEntries(names.map((name, i) => [`v${i}`, schemas[name].$id])));
  const table = `export const validators = { ${names.map((name, i) => `${JSON.stringify(name)}: v${i}`).join(', ')} };`;
  // ajv copies the errors of all items before an item for each that is wrong: of 5,000 items that was a second.
  const gathering = compiled.replaceAll(/vErrors\.concat\((\w+\.errors)\)/g, 'gathered(vErrors, $1)');
  const contents = `${gathering.replaceAll('export const v', 'const v')}\n${table}
function gathered(errors, more) {
  for (const error of more) errors.push(error);
  return errors;
}`;
  const stdin = { contents, resolveDir: root };
  const options = { ...shared, stdin, minifyIdentifiers: true };
  await build({ ...options, outfile: join(out, 'validators.js') });
  await build({ ...options, format: 'cjs', outfile: join(out, 'lazy', 'validators.cjs') });
}

/** Each schema is read when it is first asked for: most runs only apply one, and need no words of any. */
async function writeSchemas(schemas) {
  const bareOnes = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, bare(schema)]));
  for (const [file, name, texts, parsed] of [
    ['schemas', 'schemas', schemas, 'freeze(JSON.parse(text))'],
    // Of which functions are made, and nothing is kept.
    ['bare-schemas', 'bareSchemas', bareOnes, 'JSON.parse(text)'],
  ]) {
    const text = `const freeze = (value) => {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(Object.freeze(value))) freeze(part);
  return value;
};
const read = {};
const once = (name, text) => (read[name] ??= ${parsed});
export const ${name} = Object.freeze({
${Object.entries(texts).map(schemaGetter).join('\n')}
});
`;
    await writeFile(join(out, `${file}.js`), text);
  }
  const stdin = { contents: "export { schemas } from './schemas.js';", resolveDir: out };
  await build({ ...shared, format: 'cjs', stdin, outfile: join(out, 'lazy', 'schemas.cjs') });
}

function schemaGetter([name, schema]) {
  const key = JSON.stringify(name);
  return `  get ${key}() { return once(${key}, ${JSON.stringify(JSON.stringify(schema))}); },`;
}

const generated = {
  name: 'generated',
  setup(build) {
    // By a name that is the same in every build, since it stands in what is built.
    build.onResolve({ filter: /^#(validators|schemas|bare-schemas)$/ }, ({ path }) => ({
      path,
      namespace: 'generated',
    }));
    build.onLoad({ filter: /^#bare-schemas$/, namespace: 'generated' }, async () => ({
      contents: await readFile(join(out, 'bare-schemas.js'), 'utf8'),
    }));
    // Both are for those who find something wrong, and a third of a megabyte.
    build.onLoad({ filter: /^#validators$/, namespace: 'generated' }, () => ({
      contents: `import { standIn } from 'stand-in';
        let loaded;
        export const validators = standIn(() => (loaded ??= require('#lazy/validators')).validators);`,
    }));
    // Whoever explains a field goes through them by name, so the names are there.
    build.onLoad({ filter: /^#schemas$/, namespace: 'generated' }, async () => {
      const members = Object.keys(await readSchemas()).map((name) => {
        const key = JSON.stringify(name);
        return `get ${key}() { return load()[${key}]; }`;
      });
      return {
        contents: `let loaded;
          const load = () => (loaded ??= require('#lazy/schemas')).schemas;
          export const schemas = { ${members.join(', ')} };`,
      };
    });
  },
};

/**
 * What most runs never use, though what they use imports it: packages, and parts of Node. Of these the program gets
 * stand-ins, and the thing itself when one of them is first called, since loading them all takes longer than a check.
 */
const lazyPackages = ['chalk', 'cli-table3', 'gray-matter', 'minisearch', 'string-width', 'temporal-polyfill', 'yaml'];
const lazyBuiltins = ['node:child_process', 'node:crypto', 'node:tty', 'node:v8'];

/** What a package exports, by name. From Node 23 on CommonJS has a whole one beside it, which is called by no identifier. */
const exportsOf = async (name) => Object.entries(await import(name)).filter(([key]) => key !== 'module.exports');

const lazy = {
  name: 'lazy',
  setup(build) {
    const names = new RegExp(`^(?:${[...lazyPackages, ...lazyBuiltins].join('|')})$`);
    build.onResolve({ filter: names }, ({ path, importer }) =>
      // commander starts other programs for subcommands of a sort that pir has none of.
      importer.startsWith(join(root, 'src')) || importer.includes('/node_modules/commander/')
        ? { path, namespace: 'lazy', sideEffects: false }
        : undefined,
    );
    build.onResolve({ filter: /^#lazy\// }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /./, namespace: 'lazy' }, async ({ path }) => {
      const from = path.startsWith('node:') ? path : `#lazy/${path}`;
      const standIns = (await exportsOf(path)).map(([name, thing]) => {
        const it = `load().${name}`;
        const isPlain = typeof thing === 'function' && !/^class\b/.test(String(thing)) && name !== 'default';
        if (isPlain) return `export function ${name}(...given) { return ${it}(...given); }`;
        return `${name === 'default' ? 'export default' : `export const ${name} =`} /* @__PURE__ */ standIn(() => ${it});`;
      });
      const helpers = `import { standIn } from 'stand-in'; let loaded; const load = () => (loaded ??= require('${from}'));`;
      return { contents: [helpers, ...standIns].join('\n'), resolveDir: root };
    });
    build.onResolve({ filter: /^stand-in$/ }, ({ path }) => ({ path, namespace: 'stand-in' }));
    build.onLoad({ filter: /./, namespace: 'stand-in' }, () => ({
      contents: `export const standIn = (thing) => new Proxy(function () {}, {
  apply: (_, self, given) => Reflect.apply(thing(), self, given),
  construct: (_, given) => Reflect.construct(thing(), given),
  get: (_, key) => Reflect.get(thing(), key),
});`,
    }));
  },
};

/** The packages behind the stand-ins, each by itself, in the format that can be loaded in the middle of a call. */
async function writeLazyPackages() {
  const written = lazyPackages.map(async (name) => {
    const stdin = {
      contents: `export { ${(await exportsOf(name)).map(([key]) => key).join(', ')} } from '${name}';`,
      resolveDir: root,
    };
    const outfile = join(out, 'lazy', `${name}.cjs`);
    const { metafile } = await build({
      ...shared,
      format: 'cjs',
      stdin,
      outfile,
      metafile: true,
      legalComments: 'none',
    });
    return Object.keys(metafile.inputs);
  });
  return (await Promise.all(written)).flat();
}

/** For those who import it: what `src/index.ts` exports, as ES modules. */
async function writeLibrary() {
  const { metafile } = await build({
    ...shared,
    entryPoints: { index: 'src/index.ts' },
    outdir: out,
    splitting: true,
    chunkNames: 'library/[name]-[hash]',
    plugins: [generated, lazy],
    metafile: true,
    legalComments: 'none',
    // Packages in CommonJS ask for Node's own modules by require, which an ES module does not have.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
  });
  return Object.keys(metafile.inputs);
}

async function writeAll() {
  const inputs = await Promise.all([
    writeProgram(root, out, shared, [generated, lazy]),
    writeLibrary(),
    writeLazyPackages(),
  ]);
  await writeFile(join(out, 'LICENSES.txt'), await licences(inputs.flat()));
  await writeFile(join(out, 'build.txt'), await sealed());
}

/** Makes the program's files ASCII, which is what is quickest to read, and gives a name that is theirs alone. */
async function sealed() {
  const hash = createHash('sha256');
  for (const name of (await readdir(out, { recursive: true })).sort()) {
    if (!name.endsWith('.cjs')) continue;
    const text = await readFile(join(out, name), 'utf8');
    // Those that esbuild leaves stand in regular expressions, where they may be written so as well.
    if (/\\[^\0-\x7f]/.test(text)) throw new Error(`${name} has a backslash before what is not ASCII`);
    const ascii = text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    await writeFile(join(out, name), ascii);
    hash.update(`${name}\n`).update(ascii);
  }
  return hash.digest('hex');
}

/** Runs the program on some records, to keep what was compiled of it. Without that all works, and starts slower. */
async function keepCode() {
  const cwd = await mkdtemp(join(tmpdir(), 'pir-build-'));
  try {
    const { writeCorpus } = await import('./test/bench/corpus.mjs');
    writeCorpus(cwd, { records: 100, isGit: true });
    changeSome(cwd);
    const args = [join(root, 'build', 'keep-code.mjs'), out];
    execFileSync(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  } catch (error) {
    console.error(`No compiled code was kept: ${error.message}`);
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** Commits a change of every tenth record, for what compares commits; one of them becomes wrong, for what says so. */
function changeSome(cwd) {
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x', ...args], { cwd }).toString();
  const paths = git('ls-files', 'incidents').trim().split('\n');
  for (const path of paths.filter((_, index) => index % 10 === 0)) {
    const file = join(cwd, path);
    const key = path === paths[0] ? 'unknown' : 'x_changed';
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^title: /m, `${key}: true\ntitle: `));
  }
  git('commit', '-q', '-a', '-m', 'Change some');
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
  await writeAll();
  await keepCode();
  await swap();
} catch (error) {
  // esbuild has said already what is wrong with which file.
  if (error.errors === undefined) throw error;
  process.exitCode = 1;
} finally {
  await rm(out, { recursive: true, force: true });
}
