import { spawn, spawnSync } from 'node:child_process';
import { parse } from 'node:path';
import type { Env } from './git-spawn.ts';
import { UserError } from './user-error.ts';

/** Opens the user's editor on a file and waits until it is closed. On a terminal only. */
export async function editFile(file: string, env: Env): Promise<void> {
  const editor = editorOf(file, env);
  const code = await new Promise<number | null>((resolve, reject) => {
    // A report may be piped away: the editor draws on the terminal that the prompts are on.
    const stdio: [number, number, number] = [0, 2, 2];
    const child =
      process.platform === 'win32'
        ? spawn(`${editor} "${file}"`, { shell: true, stdio, env })
        : spawn('sh', ['-c', `${editor} "$@"`, editor, file], { stdio, env });
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) {
    throw new UserError(
      `The editor (${editor}) ended with ${code === null ? 'a signal' : `code ${code}`}`,
      `${file} is written; open it by hand, or set VISUAL or EDITOR.`,
    );
  }
}

/** A command line, as git runs it. Asked outside of the repository, whose config may name any command. */
function editorOf(file: string, env: Env): string {
  const named = env.VISUAL || env.EDITOR;
  if (named) return named;
  const { stdout } = spawnSync('git', ['var', 'GIT_EDITOR'], { cwd: parse(file).root || '/', env, encoding: 'utf8' });
  return stdout?.trim() || (process.platform === 'win32' ? 'notepad' : 'vi');
}
