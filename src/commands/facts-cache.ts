import type { Facts } from '../core/history/facts.ts';
import type { Root, World } from '../world/world.ts';

/** What versions of records say, by the kind and blob that said it; null for one that cannot be read. */
export interface FactsCache {
  find(key: string): Facts | null | undefined;
  keep(key: string, facts: Facts | null): void;
  save(): void;
}

const NAME = 'facts.jsonl';
/** Bump with every change of what `Facts` are. */
const FORMAT = 1;
/** Fewer new ones are read again sooner than a large file is written. */
const FEWEST_TO_SAVE = 200;

/**
 * Facts kept in git's own folder: a line each, so that only what is asked for is parsed. What a blob says never changes,
 * so they hold as long as this build of pir reads records; from its sources nothing is kept. A file that was cut off, or
 * written by another build, is as good as none.
 */
export function openFactsCache({ top, isGit }: Root, world: World): FactsCache {
  const facts = new Map<string, Facts | null>();
  const lines = new Map<string, string>();
  const { build } = world;
  const head = JSON.stringify({ format: FORMAT, build });
  let added = 0;
  if (isGit && build !== undefined) {
    for (const line of readLines(world.cache.read(top, NAME), head)) {
      const tab = line.indexOf('\t');
      if (tab > 0) lines.set(line.slice(0, tab), line);
    }
  }
  return {
    find(key) {
      const known = facts.get(key);
      if (known !== undefined) return known;
      const line = lines.get(key);
      if (line === undefined) return undefined;
      try {
        const read: unknown = JSON.parse(line.slice(key.length + 1));
        if (!isFacts(read)) return undefined;
        facts.set(key, read);
        return read;
      } catch {
        return undefined;
      }
    },
    keep(key, read) {
      facts.set(key, read);
      added++;
      if (build !== undefined) lines.set(key, `${key}\t${JSON.stringify(read)}`);
    },
    save() {
      if (!isGit || build === undefined || added < Math.min(FEWEST_TO_SAVE, lines.size)) return;
      world.cache.write(top, NAME, `${head}\n${[...lines.values()].join('\n')}\n`);
    },
  };
}

/** A line that was cut or mixed up is no JSON, or another shape; what is in the shape is the user's own word. */
function isFacts(read: unknown): read is Facts | null {
  if (read === null) return true;
  const { id, fields, lists } = read as Partial<Facts>;
  return typeof id === 'string' && typeof fields === 'object' && typeof lists === 'object';
}

function readLines(text: string | undefined, head: string): string[] {
  if (text === undefined || !text.startsWith(`${head}\n`) || !text.endsWith('\n')) return [];
  return text.slice(head.length + 1, -1).split('\n');
}
