#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

enableCompileCache?.();
const { main } = await import('../dist/main.js');
const { realWorld } = await import('../dist/world.js');
process.exitCode = await main(process.argv.slice(2), realWorld());
