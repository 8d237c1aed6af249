import { acknowledgementPath } from '../../../core/policy/acknowledgement-file.ts';
import type { PlannedFile } from '../../../core/report.ts';
import type { World } from '../../../world/world.ts';
import type { Repository } from '../../repository.ts';

/** The new file of one person's acceptance. */
export function planAcknowledgement(
  policy: string,
  version: string,
  person: string,
  text: string,
  { config, root }: Repository,
  { files }: World,
): PlannedFile {
  const absolutePath = files.join(
    root.folder,
    config.places.acknowledgement,
    acknowledgementPath(policy, version, person),
  );
  return { absolutePath, path: files.relative(root.top, absolutePath), action: 'create', text };
}
