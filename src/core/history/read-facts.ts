import { kindOf, type RecordKind } from '../record/kinds.ts';
import { isLongerThan, limits } from '../record/limits.ts';
import { parseRecord } from '../record/parse.ts';
import { readPlain } from '../record/plain-yaml.ts';
import { unshared } from '../unshared.ts';
import { bodyOf, type Facts, factsOf, listsIn, signatureOf } from './facts.ts';
import { isFence } from './frontmatter-parts.ts';
import { FENCE, type Part, partsReader } from './read-parts.ts';
import { sharedWith } from './share-facts.ts';

/** Of so many records the version read last is remembered: of those that were in work at the same time. */
const MOST_RECORDS = 2_000;

/** A version as it was read; without parts where the whole reader had to. */
interface Version {
  parts: readonly Part[];
  /** The prose as written, for telling whether another is the same. */
  prose: string | undefined;
  facts: Facts;
}

type Sha256 = (text: string) => string;

interface Reading {
  sha256: Sha256;
  readParts: ReturnType<typeof partsReader>;
}

/** What a version of a record says; null for one that cannot be read or names no id. */
export type FactsReader = (text: string, kind: RecordKind) => Facts | null;

/**
 * What a version of a record says; null for one that cannot be read or names no id. It is what `parseRecord` reads, a third
 * of the time: old versions are judged by nobody, so neither schema nor prose is looked at.
 */
export function readFacts(text: string, kind: RecordKind, sha256: Sha256): Facts | null {
  return (
    (
      plainVersion(text, kind, undefined, { sha256, readParts: partsReader(sha256) }) ??
      parsedVersion(text, kind, undefined, sha256)
    )?.facts ?? null
  );
}

/**
 * The same for many versions, one after the other. A version mostly differs from the next in a line or two: what it says
 * as the one of that record said it that was read before is not read again, and shared, so that sixty thousand versions
 * take little more room than their changes, and what is the same object needs no comparing.
 */
export function factsReader(sha256: Sha256): FactsReader {
  const latest = new Map<string, Version>();
  const reading = { sha256, readParts: partsReader(sha256) };
  return (text, kind) => {
    const line = idLine(text);
    const found = latest.get(line);
    const known = found?.facts.kind === kind ? found : undefined;
    const version = plainVersion(text, kind, known, reading) ?? parsedVersion(text, kind, known, sha256);
    if (version === undefined) return null;
    if (found !== undefined) latest.delete(line);
    else if (latest.size >= MOST_RECORDS) latest.delete(latest.keys().next().value as string);
    latest.set(unshared(line), version);
    return version.facts;
  };
}

/** By which the versions of a record find each other, mostly; where they do not, that costs time. */
function idLine(text: string): string {
  const at = text.indexOf('\nid:') + 4;
  return at < 4 ? '' : text.slice(at, text.indexOf('\n', at));
}

function plainVersion(
  text: string,
  kind: RecordKind,
  known: Version | undefined,
  { sha256, readParts }: Reading,
): Version | undefined {
  if (kindOf(kind).format !== 'markdown' || isLongerThan(text, limits.record) || !isFence(text, 0)) return undefined;
  const read = readParts(text, known?.parts ?? []);
  const id = read?.parts.find((part) => part.id !== undefined)?.id;
  if (read === undefined || id === undefined) return undefined;
  const { parts, end } = read;
  const bodyStart = Math.min(text.length, end + FENCE);
  const own = text.slice(bodyStart);
  const isSameProse = known?.prose === own;
  const said = parts.map((part) => part.said);
  const body = isSameProse ? known.facts.body : bodyOf({ text, bodyStart }, sha256);
  const lists = listsIn(said);
  let fingerprint: string | null = null;
  if (lists.approvals !== undefined) {
    if (isSameProse && isSame(parts, known.parts)) fingerprint = known.facts.fingerprint;
    else {
      const root = readPlain(text, FENCE, end);
      if (root?.kind !== 'map') return undefined;
      fingerprint = signatureOf({ kind, text, root, bodyStart }, sha256);
    }
  }
  return {
    parts,
    prose: isSameProse ? known.prose : unshared(own),
    facts: { kind, id, said, lists, body, fingerprint },
  };
}

const isSame = (parts: readonly Part[], known: readonly Part[]): boolean =>
  parts.length === known.length && parts.every((part, i) => part === known[i]);

function parsedVersion(
  text: string,
  kind: RecordKind,
  known: Version | undefined,
  sha256: Sha256,
): Version | undefined {
  const { record } = parseRecord({ path: '', kind, text });
  const facts = record === undefined ? undefined : factsOf(record, sha256);
  if (facts === undefined) return undefined;
  const said = known === undefined ? facts.said : sharedWith(known.facts.said, facts.said);
  return { parts: [], prose: undefined, facts: { ...facts, said, lists: listsIn(said) } };
}
