import { spawn } from 'node:child_process';
import type { Env } from './git-spawn.ts';

/**
 * Hands a text to the person's pager and waits until they leave it. PIR_PAGER, else PAGER, else less; never what the
 * repository's config names. False where there is none, or none is wanted (an empty one, or cat): nothing was shown.
 */
export function showPaged(text: string, env: Env): Promise<boolean> {
  const [command, ...args] = (env.PIR_PAGER ?? env.PAGER ?? 'less').trim().split(/\s+/);
  if (command === undefined || command === '' || command === 'cat') return Promise.resolve(false);
  return new Promise((resolve) => {
    // less ends by itself at a text that fits, keeps colours, and leaves the text on the screen.
    const child = spawn(command, args, {
      stdio: ['pipe', 'inherit', 'inherit'],
      env: { LESS: 'FRX', ...env } as NodeJS.ProcessEnv,
    });
    // Ctrl-C is the pager's: ending here would leave it without a terminal.
    const stay = () => {};
    process.on('SIGINT', stay);
    const leave = (wasShown: boolean) => {
      process.off('SIGINT', stay);
      resolve(wasShown);
    };
    child.once('error', () => leave(false));
    child.once('close', () => leave(true));
    // Left before the end.
    child.stdin.on('error', () => {});
    child.stdin.end(text);
  });
}
