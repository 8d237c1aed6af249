import type { Facts } from '../../core/history/facts.ts';
import type { Root, World } from '../../world/world.ts';

/** What versions of records say, by the kind and blob that said it; null for one that cannot be read. */
export interface FactsCache {
  has(key: string): boolean;
  /** Undefined for what is not there, or is no facts though it stands in its place. */
  find(key: string): Facts | null | undefined;
  keep(key: string, facts: Facts | null): void;
  save(): void;
}

const NAME = 'facts.jsonl';
/** Bump with every change of what `Facts` are. */
const FORMAT = 2;
/** Fewer new ones are read again sooner than a large file is written. */
const FEWEST_TO_SAVE = 200;

/** Versions parsed at one time: one commit's and its neighbours'. All of them would take ten times their lines' room. */
const MOST_PARSED = 2000;

/**
 * Facts kept in git's own folder: a line each, so that only what is asked for is parsed. What a blob says never changes,
 * so they hold as long as this build of pir reads records; from its sources nothing is kept. A file that was cut off, or
 * written by another build, is as good as none. `isForFew`: of few versions, which are parsed sooner than a large file is
 * read.
 */
export function openFactsCache({ top, isGit }: Root, world: World, { isForFew = false } = {}): FactsCache {
  const { build } = world;
  const isKept = isGit && build !== undefined && !isForFew;
  const head = JSON.stringify({ format: FORMAT, build });
  const lines = isKept ? linesIn(world.cache.read(top, NAME), head) : new Map<string, string>();
  const parsed = new Map<string, Facts | null>();
  let added = 0;
  return {
    has: (key) => lines.has(key),
    find(key) {
      const known = parsed.get(key);
      if (known !== undefined) return known;
      const line = lines.get(key);
      const facts = line === undefined ? undefined : parseLine(line);
      if (facts === undefined) return undefined;
      if (parsed.size >= MOST_PARSED) parsed.clear();
      parsed.set(key, facts);
      return facts;
    },
    keep(key, facts) {
      // A text of its own: parts of the record's text would keep all of it in memory.
      lines.set(key, JSON.stringify(facts));
      added++;
    },
    save() {
      if (!isKept || added < Math.min(FEWEST_TO_SAVE, lines.size)) return;
      const text = [...lines].map(([key, line]) => `${key}\t${line}\n`).join('');
      world.cache.write(top, NAME, `${head}\n${text}`);
    },
  };
}

function linesIn(text: string | undefined, head: string): Map<string, string> {
  const lines = new Map<string, string>();
  if (text === undefined || !text.startsWith(`${head}\n`)) return lines;
  let at = head.length + 1;
  for (let end = text.indexOf('\n', at); end >= 0; end = text.indexOf('\n', at)) {
    const tab = text.indexOf('\t', at);
    const line = text.slice(tab + 1, end);
    // A line that was cut or mixed up is asked for again.
    if (tab > at && tab < end && (line === 'null' || (line.startsWith('{') && line.endsWith('}'))))
      lines.set(text.slice(at, tab), line);
    at = end + 1;
  }
  return lines;
}

/** Undefined for what has another shape; what is in the shape is the user's own word. */
function parseLine(line: string): Facts | null | undefined {
  try {
    const read: unknown = JSON.parse(line);
    if (read === null) return null;
    const { id, fields, lists } = read as Partial<Facts>;
    const isFacts = typeof id === 'string' && typeof fields === 'object' && typeof lists === 'object';
    return isFacts ? (read as Facts) : undefined;
  } catch {
    return undefined;
  }
}
