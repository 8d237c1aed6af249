import type { Period } from '../../measure/period.ts';
import { toJson } from '../../show-text.ts';
import type { SignatureCoverage } from './events-file.ts';
import type { EvidenceRow } from './evidence.ts';
import type { ManifestFile } from './files.ts';
import type { Counts, Population } from './population.ts';

/** What may be packaged although it is not as it should be, with what each means. */
export const allowances = {
  dirty: 'changes that are not committed, of which the package knows nothing',
  frontmatter: 'records whose frontmatter cannot be read',
  schema: 'records with values of another shape',
  'record-id': 'records whose id is not their own',
  reference: 'names that lead nowhere',
  'time-order': 'times in an order that cannot be',
  'approval-stale': 'sign-offs of another text',
} as const;

export type Allowance = keyof typeof allowances;

/** The rules of which no finding may stand, since figures would rest on it. */
export const integrityRules = Object.keys(allowances).filter((name) => name !== 'dirty') as readonly Exclude<
  Allowance,
  'dirty'
>[];

/** `manifest.json`, which `schemas/manifest.schema.json` describes. */
export interface Manifest {
  version: 1;
  tool: { name: 'pir'; version: string };
  schemas: Readonly<{ [name: string]: string }>;
  control: string;
  as_of: string;
  period: Period & { timezone: string };
  repository: {
    name: string;
    commit: string;
    tree: string;
    /** First commits of the history. */
    roots: readonly string[];
    /** Commits of the history, the packaged one included. */
    commits: number;
    branch: string;
    /** When the config's epoch was, before which history proves nothing; null for none. */
    epoch_at: string | null;
    /** Folder of the config below git's top level; '' for the top. */
    root: string;
    object_format: 'sha1' | 'sha256';
  };
  records: Counts;
  population: Population & {
    /** The last comparison with the pager's or ticket system's own list, as the repository keeps it; null for none. */
    reconciliation: unknown;
  };
  integrity: readonly { rule: string; level: string; errors: number; waived: number }[];
  allowed: readonly { what: string; means: string }[];
  redactions: readonly Redaction[];
  /** Tells the holder of the key that it is the right one; null without redactions. */
  redaction_key: string | null;
  signatures: SignatureCoverage;
  evidence: readonly EvidenceRow[];
  /** What stands in a record's place and is no readable record. */
  unreadable: readonly { source: string; why: string }[];
  /** Other files that could be here and are not, each with why. */
  left_out: readonly string[];
  /** Whether `repository.bundle` is here, and a signature. */
  bundle: boolean;
  signed: boolean;
  files: readonly ManifestFile[];
}

export interface Redaction {
  field: string;
  /** Records of the package in which it stood. */
  records: number;
  values: number;
}

/** The manifest's text: the same for the same facts. */
export const manifestText = (manifest: Manifest): string => `${toJson(manifest, 2)}\n`;
