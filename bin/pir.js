#!/usr/bin/env node
import * as node from 'node:module';

// Node 22 and later keep compiled code between runs; 20 has no such thing.
node.enableCompileCache?.();
const { main } = await import('../dist/main.js');
const { realWorld } = await import('../dist/world.js');
process.exitCode = await main(process.argv.slice(2), realWorld());
