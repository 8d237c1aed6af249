import type { Reconciliation } from '../../../core/audit/reconcile.ts';
import { RECONCILIATION, writeReconciliation } from '../../../core/audit/reconciliation-file.ts';
import type { PlannedFile } from '../../../core/report.ts';
import type { ForeignIncidents } from '../../../interop/foreign-incidents.ts';
import type { World } from '../../../world/world.ts';
import type { Request } from '../../command.ts';
import { dayOf, writerOf } from '../../edit-record.ts';
import type { Repository } from '../../repository.ts';

/** What is to be kept of a reconciliation. */
export interface Kept {
  found: Reconciliation;
  read: ForeignIncidents;
  name: string;
  text: string;
  system: string;
}

/** The file of the last reconciliation, over the one before. */
export function planFile(
  { found, read, name, text, system }: Kept,
  request: Request,
  repository: Repository,
  world: World,
): PlannedFile {
  const { root, origin } = repository;
  const { files, sha256 } = world;
  const state = root.isGit ? origin.state() : null;
  const content = writeReconciliation(
    {
      system,
      file: name,
      sha256: sha256(text),
      on: dayOf(request, repository),
      by: writerOf(request, repository, world),
      commit: state?.commit ?? null,
      dirty: state?.dirty ?? false,
      theirs: read.rows.length,
      unreadable: read.problems.map(({ line, problem }) => ({ line, problem })),
    },
    found,
  );
  const absolutePath = files.join(root.folder, RECONCILIATION);
  const path = files.relative(root.top, absolutePath);
  const before = files.readText(absolutePath);
  if (before === undefined) return { absolutePath, path, action: 'create', text: content };
  return { absolutePath, path, action: before === content ? 'keep' : 'update', text: content, before };
}
