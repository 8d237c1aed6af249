import { hash, randomBytes } from 'node:crypto';
import { hasCache, openCache, readCache, writeCache } from './cache.ts';
import { descriptors } from './descriptors.ts';
import { filesOn } from './files.ts';
import { realFs } from './fs-calls.ts';
import { gitOn } from './git.ts';
import type { Env } from './git-spawn.ts';
import { promptOn } from './prompt.ts';
import { findSecrets } from './secrets.ts';
import { shipped } from './shipped.ts';
import { sshOn } from './ssh-signature.ts';
import { terminalOn } from './terminal.ts';
import type { World } from './world.ts';

/** The world as it is. Making it does nothing yet; what costs time is loaded when it is first asked for. */
export function realWorld(env: Env = process.env): World {
  const git = gitOn(realFs, env);
  const cacheFolder = (top: string) => git.cacheFolder(top);
  const opened: number[] = [];
  return {
    cwd: process.cwd(),
    env,
    nodeVersion: process.versions.node,
    now: () => Date.now() / 1000,
    sha256,
    files: filesOn(realFs, () => process.stdin),
    git,
    ssh: sshOn(env),
    randomHex: (bytes) => randomBytes(bytes).toString('hex'),
    prompt: promptOn(
      {
        get input() {
          return process.stdin;
        },
        get output() {
          return process.stderr;
        },
      },
      env,
    ),
    terminal: terminalOn(
      {
        get out() {
          return process.stdout;
        },
        get err() {
          return process.stderr;
        },
      },
      env,
      descriptors,
    ),
    cache: {
      has(top, name) {
        const folder = cacheFolder(top);
        return folder !== undefined && hasCache(realFs, folder, name);
      },
      read(top, name) {
        const folder = cacheFolder(top);
        return folder === undefined ? undefined : readCache(realFs, folder, name);
      },
      open(top, name) {
        const folder = cacheFolder(top);
        return folder === undefined ? undefined : openCache(realFs, folder, name, opened);
      },
      write(top, name, data) {
        const folder = cacheFolder(top);
        if (folder !== undefined) writeCache(realFs, folder, name, data);
      },
      close() {
        for (const fd of opened.splice(0)) realFs.closeSync(fd);
      },
    },
    get build() {
      return import.meta.url.endsWith('.ts') ? undefined : shipped('dist/build.txt');
    },
    shipped,
    findSecrets,
  };
}

const sha256 = (data: string | Uint8Array): string => hash('sha256', data, 'hex');
