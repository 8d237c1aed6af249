import { createHash } from 'node:crypto';
import type { CommitPerson, FileChange, InnerCommit, MainCommit, Trailer } from '../../../src/core/history/commit.ts';
import type { Event } from '../../../src/core/history/event.ts';
import { type Facts, factsOf } from '../../../src/core/history/facts.ts';
import { addCommit, emptyLedger, eventsOf, type Ledger } from '../../../src/core/history/ledger.ts';
import { parseRecord } from '../../../src/core/record/parse.ts';
import { kindAt, placesOf } from '../../../src/core/record/places.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const places = placesOf({
  incident: 'incidents',
  risk: 'risks',
  policy: 'policies',
  acknowledgement: 'acknowledgements',
  'management-review': 'management-reviews',
});

/** All files of a commit, path → text. */
export type Tree = Readonly<{ [path: string]: string }>;

export interface Made {
  tree: Tree;
  /** Commits of the branch that it merges, oldest first: each from the one before, the first from main. */
  branch?: readonly Made[];
  author?: string;
  committer?: string;
  /** UTC epoch seconds. */
  authored?: number;
  committed?: number;
  trailers?: readonly Trailer[];
}

const blobs = new Map<string, string>();

function blobOf(text: string): string {
  const id = createHash('sha1').update(text).digest('hex');
  blobs.set(id, text);
  return id;
}

function changesBetween(before: Tree, after: Tree): FileChange[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return paths.flatMap((path): FileChange[] => {
    const [old, now] = [before[path], after[path]];
    if (old === now) return [];
    return [
      {
        path,
        mode: now === undefined ? null : '100644',
        blob: now === undefined ? null : blobOf(now),
        before: old === undefined ? null : blobOf(old),
      },
    ];
  });
}

const person = (name: string, at: number): CommitPerson => ({ name, email: `${name.toLowerCase()}@shop.example`, at });

/** The commits of a main line, oldest first: `c0`, `c1`, …, those of merged branches `c1.0`, `c1.1`, …; an hour apart. */
export function lineOf(made: readonly Made[]): MainCommit[] {
  let tree: Tree = {};
  return made.map((each, i) => {
    const at = Date.UTC(2026, 0, 1) / 1000 + i * 3600;
    let from = tree;
    const inner = (each.branch ?? []).map((one, j): InnerCommit => {
      const commit = { ...commitOf(`c${i}.${j}`, one, at), changes: changesBetween(from, one.tree) };
      from = one.tree;
      return commit;
    });
    const parents = each.branch === undefined ? [`c${i - 1}`] : [`c${i - 1}`, inner.at(-1)?.hash ?? ''];
    const commit = { ...commitOf(`c${i}`, each, at), parents, changes: changesBetween(tree, each.tree), inner };
    tree = each.tree;
    return commit;
  });
}

function commitOf(
  hash: string,
  { author = 'Alice', committer = author, authored, committed, trailers = [] }: Made,
  at: number,
) {
  return {
    hash,
    parents: ['parent'],
    author: person(author, authored ?? at),
    committer: person(committer, committed ?? at),
    subject: '',
    trailers,
  };
}

const known = new Map<string, Facts | null>();

export function read(path: string, blob: string | null, mode: string | null): Facts | null | undefined {
  const kind = kindAt(path, places);
  if (kind === undefined || blob === null) return undefined;
  if (mode !== '100644') return null;
  const key = `${kind} ${blob}`;
  if (!known.has(key)) known.set(key, factsIn(blobs.get(blob) ?? '', kind) ?? null);
  return known.get(key);
}

export function factsIn(text: string, kind: Facts['kind'] = 'incident'): Facts | undefined {
  const { record } = parseRecord({ path: '', kind, text });
  return record === undefined ? undefined : factsOf(record, sha256);
}

export function ledgerOf(made: readonly Made[], epoch?: string): Ledger {
  const ledger = emptyLedger();
  const line = lineOf(made);
  const old = line.findIndex(({ hash }) => hash === epoch);
  for (const [i, commit] of line.entries())
    addCommit(ledger, commit, read, { severities: ['sev1', 'sev2', 'sev3'], isBeforeEpoch: () => i <= old });
  return ledger;
}

/** `commit record kind action field from → to`, what is null left out. */
export const say = ({ mark, record, kind, action, field, from, to }: Event): string =>
  `${[mark.commit, record, kind, action, field].filter((each) => each !== null).join(' ')}: ${from ?? ''} → ${to ?? ''}`;

export const told = (made: readonly Made[]): string[] => eventsOf(ledgerOf(made)).map(say);

/** An incident with those lines of YAML beside what every one has. */
export function incident(id: string, more = '', body = 'Text.'): string {
  return `---\nschema: pir/incident@1\nid: ${id}\ntitle: Down\n${more.startsWith('type:') ? '' : 'type: availability\n'}${more.includes('severity:') ? '' : 'severity: sev2\n'}owner: "@alice"\ntimes:\n  started: 2026-01-05T08:12:00Z\n${more}---\n\n${body}\n`;
}
