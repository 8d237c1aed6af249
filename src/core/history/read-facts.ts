import { kindOf, type RecordKind } from '../record/kinds.ts';
import { isLongerThan, limits } from '../record/limits.ts';
import type { MapNode, Pair } from '../record/node.ts';
import { parseRecord } from '../record/parse.ts';
import { unshared } from '../unshared.ts';
import { bodyOf, type Facts, factsOf, listsIn, signatureOf } from './facts.ts';
import { isFence } from './frontmatter-parts.ts';
import { FENCE, type Frontmatter, type Part, pairsIn, partsReader } from './read-parts.ts';
import { partStart } from './same-parts.ts';
import { sharedWith } from './share-facts.ts';

/** Of so many records the version read last is remembered: of those that were in work at the same time. */
const MOST_RECORDS = 2_000;

/** A version as it was read; without a frontmatter where the whole reader had to. */
interface Version {
  front: Frontmatter | undefined;
  /** Its keys with their values, where an approval signs what they say. */
  pairs: readonly Pair[] | undefined;
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
  const front = readParts(text, known?.front);
  const id = front?.parts.find((part) => part.id !== undefined)?.id;
  if (front === undefined || id === undefined) return undefined;
  const { parts } = front;
  const bodyStart = Math.min(text.length, FENCE + front.text.length + FENCE);
  const own = text.slice(bodyStart);
  const isSameProse = known?.prose === own;
  const said = parts.map((part) => part.said);
  const body = isSameProse ? known.facts.body : bodyOf({ text, bodyStart }, sha256);
  const lists = listsIn(said);
  let fingerprint: string | null = null;
  let pairs: readonly Pair[] | undefined;
  if (lists.approvals !== undefined) {
    pairs = pairsOf(front, known);
    if (pairs === undefined) return undefined;
    // What is signed does not depend on where it stands.
    const root: MapNode = { kind: 'map', pairs: [...pairs], flow: false, start: FENCE, end: FENCE };
    fingerprint =
      isSameProse && front === known.front
        ? known.facts.fingerprint
        : signatureOf({ kind, text, root, bodyStart }, sha256);
  }
  return {
    front,
    pairs,
    prose: isSameProse ? known.prose : unshared(own),
    facts: { kind, id, said, lists, body, fingerprint },
  };
}

/** The keys with their values; those of parts that are as they were in `known` are as they were read there. */
function pairsOf(front: Frontmatter, known: Version | undefined): readonly Pair[] | undefined {
  if (known?.front === undefined || known.pairs === undefined) return pairsIn(front.text);
  if (front === known.front) return known.pairs;
  const pairs: Pair[] = [];
  for (let i = 0; i < front.parts.length; i++) {
    const place = known.front.parts.indexOf(front.parts[i] as Part);
    const own = place < 0 ? pairsIn(front.text.slice(partStart(front, i), front.ends[i])) : known.pairs;
    const pair = own?.[Math.max(0, place)];
    if (pair === undefined) return undefined;
    pairs.push(pair);
  }
  return pairs;
}

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
  return { front: undefined, pairs: undefined, prose: undefined, facts: { ...facts, said, lists: listsIn(said) } };
}
