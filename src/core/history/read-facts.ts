import { splitFrontmatter } from '../record/frontmatter.ts';
import { kindOf, type RecordKind } from '../record/kinds.ts';
import { isLongerThan, limits } from '../record/limits.ts';
import { parseRecord } from '../record/parse.ts';
import { readPlain } from '../record/plain-yaml.ts';
import { type Facts, factsOf } from './facts.ts';

// What the plain reader would take as it stands and `parseRecord` looks at twice: what nobody sees, and conflict markers.
const doubtful =
  /[\0-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]|^(?:<<<<<<<|>>>>>>>|\|{7})/m;

/**
 * What a version of a record says; null for one that cannot be read or names no id. It is what `parseRecord` reads, a third
 * of the time: old versions are judged by nobody, so neither schema nor prose is looked at.
 */
export function readFacts(text: string, kind: RecordKind, sha256: (text: string) => string): Facts | null {
  return plainFacts(text, kind, sha256) ?? parsedFacts(text, kind, sha256);
}

function plainFacts(text: string, kind: RecordKind, sha256: (text: string) => string): Facts | undefined {
  if (kindOf(kind).format !== 'markdown' || isLongerThan(text, limits.record)) return undefined;
  const { isFound, problems, start, end, bodyStart } = splitFrontmatter(text);
  if (!isFound || problems.length > 0 || doubtful.test(text.slice(0, end))) return undefined;
  const root = readPlain(text, start, end);
  return root?.kind === 'map' ? factsOf({ kind, text, root, bodyStart }, sha256) : undefined;
}

function parsedFacts(text: string, kind: RecordKind, sha256: (text: string) => string): Facts | null {
  const { record } = parseRecord({ path: '', kind, text });
  return record === undefined ? null : (factsOf(record, sha256) ?? null);
}
