import { type Control, controlMap, controlOf } from '../../../core/audit/control-map.ts';
import { MANIFEST, SUMS } from '../../../core/audit/package/files.ts';
import { type Allowance, allowances } from '../../../core/audit/package/manifest.ts';
import type { RedactionAsked } from '../../../core/audit/redact/redactor.ts';
import type { Period } from '../../../core/measure/period.ts';
import { nearest } from '../../../core/nearest.ts';
import { isRepositoryName } from '../../../core/repository-name.ts';
import { parseDay } from '../../../core/time.ts';
import { someOf } from '../../../core/words.ts';
import { UserError, type World } from '../../../world/world.ts';
import { openAsOf } from '../../as-of.ts';
import type { Request } from '../../command.ts';
import { findRoot } from '../../repository.ts';

/** What a package is asked to be: with the commit, all that its bytes depend on. */
export interface PackageAsked {
  /** Git's top level. */
  top: string;
  /** Full hash. */
  commit: string;
  control: Control;
  period: Period;
  allowed: readonly Allowance[];
  /** What OSCAL calls the repository; undefined for a name made of its first commit. */
  name: string | undefined;
  hasBundle: boolean;
  /** What is kept out of it; undefined for nothing. */
  redaction: RedactionAsked | undefined;
}

/** What the command line asks for, with the commit that it means. UserError for what it cannot mean. */
export function readAsked(request: Request, world: World): Omit<PackageAsked, 'redaction'> {
  const control = controlAsked(request.text('control') ?? '');
  const period = periodAsked(request);
  const allowed = request.many('allow').map(allowanceAsked);
  const name = request.text('repository');
  if (name !== undefined && !isRepositoryName(name))
    throw new UserError(
      `Unexpected --repository "${name}", expected a name such as payments or village/shops`,
      'Letters, digits, dots, hyphens and underscores, with slashes between.',
    );
  const { top, commit } = commitAsked(request, allowed, world);
  return { top, commit, control, period, allowed, name, hasBundle: request.isOn('with-bundle') };
}

function controlAsked(asked: string): Control {
  const found = controlOf(asked);
  if (found !== undefined) return found;
  const ids = controlMap.map(({ id }) => id);
  const guess = nearest(asked, ids);
  throw new UserError(
    `Unexpected control "${asked}", which pir has nothing to say about`,
    guess === undefined ? `Name one of ${ids.join(', ')}.` : `Did you mean ${guess}? There are ${ids.join(', ')}.`,
  );
}

function periodAsked(request: Request): Period {
  const [from = '', to = ''] = (['from', 'to'] as const).map((flag) => {
    const day = request.text(flag) ?? '';
    if (parseDay(day) !== undefined) return day;
    throw new UserError(`Unexpected --${flag} "${day}", expected a day`, 'Write it like 2026-11-20.');
  });
  if (from > to) throw new UserError(`Unexpected --from ${from} after --to ${to}`, 'Name the earlier day with --from.');
  return { from, to };
}

function allowanceAsked(asked: string): Allowance {
  if (Object.hasOwn(allowances, asked)) return asked as Allowance;
  throw new UserError(
    `Unexpected --allow "${asked}", expected one of ${Object.keys(allowances).join(', ')}`,
    'What is not among them is packaged anyway: findings of other rules are content.',
  );
}

/** The commit that HEAD names in a clean tree, or that --as-of leads to. */
function commitAsked(
  request: Request,
  allowed: readonly Allowance[],
  world: World,
): Pick<PackageAsked, 'top' | 'commit'> {
  if (request.hasAsOfFlag) {
    const { root, origin } = openAsOf(request, world);
    const commit = origin.tree?.commit;
    if (commit) return { top: root.top, commit };
    throw new UserError(
      `Unexpected --as-of ${request.asOf}, at which there was nothing to package`,
      'Name a commit, or a day on which there were records.',
    );
  }
  const root = findRoot(request.cwd, world);
  if (!root.isGit)
    throw new UserError(
      `There is no git repository around ${root.folder}, and so no history that could prove anything`,
      'Run it in a clone.',
    );
  const { commit, dirty } = world.git.state(root.top);
  if (commit === null)
    throw new UserError('Nothing is committed yet, so there is nothing to package', 'Commit the records first.');
  const changes = dirty && !allowed.includes('dirty') ? changesIn(root.top, world) : [];
  if (changes.length > 0)
    throw new UserError(
      `Unexpected changes that are not committed, expected a clean tree: ${someOf(changes, 3)}`,
      'A package is made of a commit: commit them, or let --allow dirty say in it that it knows nothing of them.',
    );
  return { top: root.top, commit };
}

/** What is not committed, but for packages that were made here before. */
function changesIn(top: string, { git, files }: World): readonly string[] {
  const isPackage = (path: string) =>
    path.endsWith('/') && [MANIFEST, SUMS].every((name) => files.look(files.join(top, path, name)) === 'file');
  return git.uncommitted(top).filter((path) => !isPackage(path));
}
