// `npm run update`: rewrites what is committed and held to the code by a test: shapes, scenarios, golden files, reference.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { shapes, shapesPath } from './update/shapes.mjs';

writeFileSync(shapesPath, await shapes());
execFileSync(
  'npx',
  [
    'vitest',
    'run',
    'test/scenarios.test.ts',
    'test/reference.test.ts',
    'test/readme.test.ts',
    'test/examples.test.ts',
    'test/commands/report.test.ts',
    'test/reporters',
    // Last: it would take the name after it for its value.
    '--update',
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, PIR_UPDATE: '1' },
  },
);
