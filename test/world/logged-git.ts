import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../repository.ts';

/** An environment in which every git that is run is written down; `read` gives their commands since it was last called. */
export function logged(): { env: { PATH: string }; read(): string[] } {
  const folder = makeFolder();
  const log = path.join(folder, 'log');
  const git = spawnSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).stdout.trim();
  const skipping = 'while [ "$1" = -c ]; do shift 2; done';
  const script = `#!/bin/sh\n(shift; ${skipping}; echo "$1" >> '${log}')\nexec '${git}' "$@"\n`;
  writeFileSync(path.join(folder, 'git'), script);
  chmodSync(path.join(folder, 'git'), 0o755);
  return {
    env: { PATH: `${folder}:${process.env.PATH}` },
    read() {
      const lines = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
      rmSync(log, { force: true });
      return lines;
    },
  };
}
