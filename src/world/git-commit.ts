import path from 'node:path';
import { type SimpleGitOptions, simpleGit } from 'simple-git';
import type { Env } from './git-spawn.ts';
import { UserError } from './user-error.ts';

/** What points git at another repository or index: a commit that pir makes goes into the one it stands in. */
const elsewhere = /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|NAMESPACE|PREFIX|.*_PATHSPECS)$/i;

/**
 * simple-git refuses environments and settings that make git run commands. Here they are the user's own, whose hooks,
 * signing and credentials a commit is meant to use; none of them comes from pir.
 */
const unsafe: NonNullable<SimpleGitOptions['unsafe']> = {
  allowUnsafeAlias: true,
  allowUnsafeAskPass: true,
  allowUnsafeCommandBinaries: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeDiffTextConv: true,
  allowUnsafeEditor: true,
  allowUnsafeExec: true,
  allowUnsafeFilter: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeGitProxy: true,
  allowUnsafeGpgProgram: true,
  allowUnsafeHooksPath: true,
  allowUnsafeInclude: true,
  allowUnsafeMergeDriver: true,
  allowUnsafePack: true,
  allowUnsafePager: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
  allowUnsafeSubmodule: true,
  allowUnsafeTemplateDir: true,
  allowUnsafeUrlRewrite: true,
};

/** Stages those paths and commits them alone, with the user's hooks. UserError with git's words when one refuses. */
export async function commitPaths(top: string, paths: readonly string[], message: string, env: Env): Promise<void> {
  const own: { [name: string]: string } = { GIT_LITERAL_PATHSPECS: '1' };
  for (const [name, value] of Object.entries(env)) if (value !== undefined && !elsewhere.test(name)) own[name] = value;
  const git = simpleGit({ baseDir: top, unsafe, allowEnvironment: Object.keys(own), trimmed: true }).env(own);
  const names = paths.map((name) => path.relative(top, path.resolve(top, name)));
  try {
    await git.raw(['add', '--', ...names]);
    await git.raw(['commit', '--quiet', '--cleanup=whitespace', `--message=${message}`, '--only', '--', ...names]);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `Git did not commit: ${said.trim()}`,
      'The files are written; commit them when that is mended.',
    );
  }
}
