import type { LookedAt } from '../../core/manage/looked-at.ts';
import type { ManagementReport } from '../../core/manage/management-report.ts';
import { reviewRecord } from '../../core/manage/review-record.ts';
import type { PlannedFile } from '../../core/report.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Repository } from '../repository.ts';

/** The record of the review that this report prepares, as a new file; a review that stands already is left to people. */
export function planReview(
  management: ManagementReport,
  at: LookedAt,
  { root, config, origin }: Repository,
  world: World,
): { file: PlannedFile; did: string; next: readonly string[] } {
  const { files } = world;
  const template =
    files.readText(files.join(root.folder, '.pir/templates/management-review.md')) ??
    world.shipped('templates/management-review.md');
  const { id, text } = reviewRecord(management, at, template, origin.state()?.commit ?? null);
  if (text === undefined)
    throw new UserError(
      'Unexpected template without {{frontmatter}} alone on a line between its fences',
      'Put it there: `---`, `{{frontmatter}}`, `---`. .pir/README.md says more.',
    );
  const absolutePath = files.join(root.folder, config.places['management-review'], `${id}.md`);
  const path = files.relative(root.top, absolutePath);
  if (files.look(absolutePath) !== 'none')
    throw new UserError(
      `Unexpected review ${id}, which stands already in ${path}`,
      `Nothing was written. Complete it with pir set ${id} and pir action add ${id}, or move it away.`,
    );
  return {
    file: { absolutePath, path, action: 'create', text },
    did: `prepare the management review ${id}`,
    next: [
      'In the meeting, say who came, and what is decided:',
      `  pir set ${id} attendees '[{ who: "@handle", role: top_management }]'`,
      `  pir action add ${id} --title "…" --owner @handle --kind prevent`,
      'Say where the inputs came from that are still to be supplied:',
      `  pir set ${id} inputs.9.3.2b "minutes of …"`,
      'When it was held:',
      `  pir set ${id} held YYYY-MM-DD`,
      `  pir set ${id} status held`,
    ],
  };
}
