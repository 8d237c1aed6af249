import path from 'node:path';
import type { FsCalls } from './fs-calls.ts';
import { outputOf, type RunGit } from './git-spawn.ts';
import type { Git } from './world.ts';

/** See `Git.version`. */
export function gitVersion(run: RunGit): string | undefined {
  const { status, stdout } = run({ cwd: '.', args: ['--version'] });
  return status === 0 ? /\d+(?:\.\d+)+/.exec(stdout.toString('utf8'))?.[0] : undefined;
}

/** See `Git.storage`. Of borrowed objects nothing is known. */
export function storageOf(run: RunGit, fs: FsCalls, top: string, gitFolder: string): ReturnType<Git['storage']> {
  const output = outputOf(run({ cwd: top, args: ['count-objects', '-v'] }), 'count the objects').toString('utf8');
  const count = (name: string) => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const graphs = ['objects/info/commit-graph', 'objects/info/commit-graphs/commit-graph-chain'];
  return {
    looseObjects: count('count'),
    packedObjects: count('in-pack'),
    packs: count('packs'),
    hasCommitGraph: graphs.some((name) => {
      return fs.lstatSync(path.join(gitFolder, name), { throwIfNoEntry: false }) !== undefined;
    }),
  };
}
