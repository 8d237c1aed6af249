import { compareText } from '../../finding.ts';
import { idOf } from '../../record/id-of.ts';
import { actionsOf, each, type ParsedRecord } from '../../record/record.ts';

/** A place in a record that names something to look at. */
export interface Cited {
  record: string;
  /** `E1` of the record's own list, else the action and what it shows: `A1 done`. */
  cited: string;
  ref: string;
  /** The checksum that is written beside it. */
  declared: string | null;
}

/** What became of a piece of evidence in a package. */
export interface EvidenceRow extends Cited {
  carried: boolean;
  /** In the package. */
  path: string | null;
  sha256: string | null;
  /** Why it is not carried; null for what is. */
  why: string | null;
}

/** Everything that records name as evidence, each place once; ids of a record's own list are told by that list. */
export function citedEvidence(records: readonly ParsedRecord[]): Cited[] {
  const all: Cited[] = [];
  for (const record of records) {
    const id = idOf(record);
    const own = new Set<string>();
    if (record.kind === 'incident')
      for (const [i, { id: name, ref, sha256 }] of each(record.data.evidence)) {
        if (name !== undefined) own.add(name);
        if (ref !== undefined)
          all.push({ record: id, cited: name ?? `evidence ${i + 1}`, ref, declared: sha256?.toLowerCase() ?? null });
      }
    for (const [, action] of actionsOf(record)) {
      const shown = [
        ['done', action.done?.evidence],
        ['verified', action.verified?.evidence],
      ] as const;
      for (const [what, refs] of shown)
        for (const [, ref] of each(refs))
          if (!own.has(ref))
            all.push({ record: id, cited: `${action.id ?? 'an action'} ${what}`, ref, declared: null });
    }
  }
  return all.sort(
    (a, b) => compareText(a.record, b.record) || compareText(a.cited, b.cited) || compareText(a.ref, b.ref),
  );
}

/** The path that a piece of evidence names, below the root; undefined for what is no file of the repository. */
export function evidencePath(ref: string): string | undefined {
  if (!ref.startsWith('file:')) return undefined;
  const path = ref.slice(5);
  const isBelow =
    path !== '' &&
    !/^[/~]|^[A-Za-z]:|[\\\0]/.test(path) &&
    !path.split('/').some((part) => part === '' || part === '.' || part === '..');
  return isBelow ? path : undefined;
}

/** Why something that is no file is not carried. */
export function whyRemote(ref: string, isCommit: (hash: string) => boolean): string {
  if (/^https?:\/\//.test(ref)) return 'an address: nothing is fetched';
  if (!ref.startsWith('commit:')) return 'neither a file nor an address';
  return isCommit(ref.slice(7).toLowerCase())
    ? 'a commit of the packaged history'
    : 'no commit of the packaged history';
}
