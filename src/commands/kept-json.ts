import type { World } from '../world/world.ts';

// With a checksum, so that whatever became of the file on the disk is no verdict.
function headOf(text: string, key: string, { sha256 }: World): string {
  return JSON.stringify({ key, rows: sha256(text) });
}

/** Data as it is kept in git's own folder, under a key that says what it depends on. */
export function asKept(data: unknown, key: string, world: World): string {
  const text = JSON.stringify(data);
  return `${headOf(text, key, world)}\n${text}`;
}

/** The data of such a text; undefined for another key, and for a text that is not as it was written. */
export function readKept<T>(text: string | undefined, key: string, world: World): T | undefined {
  if (text === undefined) return undefined;
  const newline = text.indexOf('\n');
  const head = text.slice(0, newline);
  // Another pir, config or choice of rules is told without looking at the rest.
  if (!head.startsWith(`{"key":"${key}"`)) return undefined;
  const data = text.slice(newline + 1);
  return head === headOf(data, key, world) ? JSON.parse(data) : undefined;
}
