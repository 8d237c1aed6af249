import type { World } from '../world/world.ts';

// With a checksum, so that whatever became of the file on the disk is no verdict.
function headOf(text: string, key: string, { sha256 }: World): string {
  return JSON.stringify({ key, rows: sha256(text) });
}

/** A text as it is kept in git's own folder, under a key that says what it depends on: two texts to be written as one. */
export function asKeptText(text: string, key: string, world: World): readonly string[] {
  return [`${headOf(text, key, world)}\n`, text];
}

/** The text that was kept so; undefined for another key, and for one that is not as it was written. */
export function readKeptText(kept: string | undefined, key: string, world: World): string | undefined {
  if (kept === undefined) return undefined;
  const newline = kept.indexOf('\n');
  const head = kept.slice(0, newline);
  // Another pir, config or choice of rules is told without looking at the rest.
  if (!head.startsWith(`{"key":"${key}"`)) return undefined;
  const text = kept.slice(newline + 1);
  return head === headOf(text, key, world) ? text : undefined;
}

/** The same of data. */
export function asKept(data: unknown, key: string, world: World): readonly string[] {
  return asKeptText(JSON.stringify(data), key, world);
}

/** Data that was kept so. */
export function readKept<T>(kept: string | undefined, key: string, world: World): T | undefined {
  const text = readKeptText(kept, key, world);
  return text === undefined ? undefined : JSON.parse(text);
}
