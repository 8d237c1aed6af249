import type { SpawnGit } from './git-spawn.ts';

export interface GitObject {
  id: string;
  type: string;
  bytes: Buffer;
}

/** One process that hands over objects as they are asked for. */
export interface ObjectReader {
  /** Objects by any name that git knows, in their order; undefined for what it does not, and for all once git gave up. */
  ask(names: readonly string[]): readonly Promise<GitObject | undefined>[];
  close(): void;
}

/** A larger one is for those who ask first how large it is. */
const LARGEST = 16 * 1024 * 1024;

/** Starts reading. Names must not hold a line break. */
export function readObjects(spawn: SpawnGit, top: string): ObjectReader {
  /** Of the names that were asked for and not answered yet, in order. */
  const waiting: ((object: GitObject | undefined) => void)[] = [];
  let header = '';
  let open: { id: string; type: string; left: number; size: number; parts: Buffer[] } | undefined;
  const child = spawn({ cwd: top, args: ['cat-file', '--batch'] });
  let isOpen = true;
  for (const stream of [child, child.stdin, child.stdout, child.stderr]) stream.on('error', close);
  child.stdout.on('data', take).on('end', close);
  // What it complains of, git is asked again, and says then.
  child.stderr.resume();
  return {
    ask(names) {
      if (!isOpen || names.length === 0) return names.map(() => Promise.resolve(undefined));
      child.stdin.write(`${names.join('\n')}\n`);
      return names.map(() => new Promise<GitObject | undefined>((resolve) => waiting.push(resolve)));
    },
    close,
  };

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    child.kill();
    // It is gone when it is: ending with it would take ten milliseconds more of a large repository.
    child.unref();
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
    for (const resolve of waiting.splice(0)) resolve(undefined);
  }

  /** `<id> <type> <size>`, the bytes, and a line end after each; `<name> missing` or `ambiguous`. */
  function take(chunk: Buffer): void {
    for (let at = 0; isOpen && at < chunk.length; ) {
      if (open === undefined) {
        const end = chunk.indexOf(10, at);
        header += chunk.toString('latin1', at, end < 0 ? chunk.length : end);
        if (end < 0) return;
        const [, id = '', type = '', length] = /^([0-9a-f]{40,64}) ([a-z]+) (\d+)$/.exec(header) ?? [];
        header = '';
        at = end + 1;
        const size = Number(length);
        if (length === undefined) waiting.shift()?.(undefined);
        else if (size > LARGEST) close();
        else open = { id, type, left: size + 1, size, parts: [] };
        continue;
      }
      const part = chunk.subarray(at, at + open.left);
      at += part.length;
      open.left -= part.length;
      open.parts.push(part);
      if (open.left > 0) return;
      const { id, type, size, parts } = open;
      const [only = part] = parts;
      const bytes = parts.length > 1 ? Buffer.concat(parts, size) : only.subarray(0, size);
      open = undefined;
      waiting.shift()?.({ id, type, bytes });
    }
  }
}
