import type { World } from '../../world/world.ts';

/** On a terminal, what a long walk is at; nothing in its first second. */
export function progressOn({ terminal, now }: World): { say(commits: number): void; done(): void } {
  const start = now();
  let last = start;
  return {
    say(commits) {
      const at = now();
      if (!terminal.errIsTty || at - start < 1 || at - last < 0.2) return;
      last = at;
      terminal.err(`\rReading history: ${commits} commits that touch records`);
    },
    done() {
      if (last !== start) terminal.err('\r\u001b[K');
    },
  };
}
