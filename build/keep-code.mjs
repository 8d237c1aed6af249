// Writes dist/code/<Node's version>: what V8 compiled of dist/*.cjs while a few commands ran, for bin/pir.js to hand it
// back. It is as good as the sources that it is of, and goes where they go; V8 refuses what another V8 or other flags made.
//
//   node build/keep-code.mjs DIST    in a folder with records, of which the last commit changed some
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

const commands = [
  ['--version'],
  ['--help'],
  ['check'],
  ['check', '--base', 'HEAD~1'],
  ['log'],
  ['list'],
  ['metrics'],
  ['actions'],
];
const dist = process.argv[2];
const require = createRequire(join(dist, 'start.cjs'));
const scripts = new Map();

// Word for word as in bin/pir.js: V8 takes code back for the same text alone.
require.extensions['.cjs'] = (module, filename) => {
  const script = new Script(Module.wrap(readFileSync(filename, 'latin1')), { filename });
  scripts.set(filename, script);
  const { exports } = module;
  script.runInThisContext().call(exports, exports, createRequire(filename), module, filename, dirname(filename));
};

const { main, realWorld } = require(join(dist, 'start.cjs'));
// This build has no name yet, which is made of its files.
const world = Object.defineProperty(realWorld(), 'build', { value: 'new' });
for (const argv of commands) await main(argv, world);
// What was told to V8 while they ran is taken back in the next turn; it would not take code of other flags.
await new Promise(setImmediate);
const folder = join(dist, 'code', `${process.version}-${process.arch}`);
mkdirSync(folder, { recursive: true });
for (const [filename, script] of scripts) writeFileSync(join(folder, basename(filename)), script.createCachedData());
