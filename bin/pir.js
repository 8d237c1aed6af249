#!/usr/bin/env node
'use strict';
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const dist = path.join(__dirname, '..', 'dist');
const kept = path.join(dist, 'code', `${process.version}-${process.arch}`);

// With what the build kept of compiling them, the files of dist/ are loaded in a third of the time.
function loadWithKept(module, filename) {
  const { Script } = require('node:vm');
  const name = path.join(kept, path.basename(filename));
  const cachedData = fs.existsSync(name) ? fs.readFileSync(name) : undefined;
  const script = new Script(Module.wrap(fs.readFileSync(filename, 'latin1')), { filename, cachedData });
  const { exports } = module;
  script
    .runInThisContext()
    .call(exports, exports, Module.createRequire(filename), module, filename, path.dirname(filename));
}

if (fs.existsSync(kept)) require.extensions['.cjs'] = loadWithKept;
// Node 22 and later keep compiled code between runs by themselves.
else Module.enableCompileCache?.();

// Should nothing be left to wait for before main is done, that is a bug, and no success.
process.exitCode = 3;
const { main, realWorld } = require('../dist/start.cjs');
main(process.argv.slice(2), realWorld()).then((code) => {
  process.exitCode = code;
});
