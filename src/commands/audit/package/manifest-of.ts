import type { SignatureCoverage } from '../../../core/audit/package/events-file.ts';
import type { EvidenceRow } from '../../../core/audit/package/evidence.ts';
import { bytesOf, type PackageFile } from '../../../core/audit/package/files.ts';
import { allowances, type Manifest } from '../../../core/audit/package/manifest.ts';
import { countBy, populationOf } from '../../../core/audit/package/population.ts';
import { compareText } from '../../../core/finding.ts';
import { kinds } from '../../../core/record/kinds.ts';
import { formatInstant } from '../../../core/time.ts';
import { epochMoment } from '../../epoch-moment.ts';
import type { Integrity } from './judge-integrity.ts';
import type { Opened } from './open-package.ts';

interface Found {
  integrity: readonly Integrity[];
  excerpt: readonly PackageFile[];
  signatures: SignatureCoverage;
  evidence: readonly EvidenceRow[];
  unreadable: Manifest['unreadable'];
  leftOut: readonly string[];
  isSigned: boolean;
  /** Of pir. */
  version: string;
}

/** The manifest but for the list of files, which it is listed with. */
export function manifestOf(opened: Opened, found: Found): Manifest {
  const { asked, still, redactor, repository, gathered, actions, ledger } = opened;
  const { top, commit, control, period, allowed } = asked;
  const { config, zone, asOf, root } = repository;
  const { records } = gathered;
  const epoch = epochMoment(repository, still).at;
  return {
    version: 1,
    tool: { name: 'pir', version: found.version },
    schemas: {
      manifest: 'urn:pir:schema:manifest@1',
      events: 'urn:pir:schema:events@1',
      'control-map': 'urn:pir:schema:control-map@1',
      report: 'urn:pir:schema:report@1',
      ...Object.fromEntries(kinds.map(({ kind }) => [kind, `pir/${kind}@1`])),
    },
    control: control.id,
    as_of: formatInstant(asOf),
    period: { ...period, timezone: config.timezone },
    repository: {
      name: gathered.name,
      commit,
      tree: still.git.treeOf(top, commit),
      roots: opened.roots,
      commits: opened.commits,
      branch: config.branch,
      epoch_at: epoch === undefined ? null : formatInstant(epoch),
      root: still.files.relative(top, root.folder),
      object_format: commit.length === 64 ? 'sha256' : 'sha1',
    },
    records: countBy(records.map(({ kind }) => kind)),
    population: {
      ...populationOf({ records, actions, ledger, period, config, zone }),
      reconciliation: reconciliationIn(found.excerpt),
    },
    integrity: found.integrity,
    allowed: [...new Set(allowed)].sort(compareText).map((what) => ({ what, means: allowances[what] })),
    redactions: redactor?.found ?? [],
    redaction_key: redactor?.check ?? null,
    signatures: found.signatures,
    evidence: found.evidence,
    unreadable: found.unreadable,
    left_out: found.leftOut,
    bundle: asked.hasBundle,
    signed: found.isSigned,
    files: [],
  };
}

/** What the repository keeps of the last comparison with another system's list; null for none, or for no JSON. */
function reconciliationIn(excerpt: readonly PackageFile[]): unknown {
  const file = excerpt.find(({ path }) => path === 'excerpt/reconciliation.json');
  if (file === undefined) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytesOf(file.data)));
  } catch {
    return null;
  }
}
