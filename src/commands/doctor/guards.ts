import { type OwnerLine, ownerLines } from '../../core/code-owners.ts';
import type { World } from '../../world/world.ts';
import type { Repository } from '../repository.ts';
import { advice, type Condition, ok } from './condition.ts';

/** What keeps unfit records, and waivers that nobody else has seen, from the main branch. */
export function guardConditions(repository: Repository, world: World): readonly Condition[] {
  return [ciCondition(repository, world), hookCondition(repository, world), ownerCondition(repository, world)];
}

/** On a line, and not in a comment. */
const callsPir = /^[^\n#]*\bpir\b[^\n#]*\bcheck\b/m;

/** The first of those files (relative to the top) of which the text says that pir checks. */
function fileThatChecks(names: readonly string[], { root }: Repository, { files }: World): string | undefined {
  return names.find((name) => {
    const path = files.join(root.top, name);
    return files.look(path) === 'file' && callsPir.test(files.readText(path) ?? '');
  });
}

function ciCondition(repository: Repository, world: World): Condition {
  const { files } = world;
  const inFolder = (folder: string) =>
    files.list(files.join(repository.root.top, folder)).flatMap((name) => {
      return /\.ya?ml$/.test(name) ? [`${folder}/${name}`] : [];
    });
  const others = [
    '.gitlab-ci.yml',
    'azure-pipelines.yml',
    'bitbucket-pipelines.yml',
    '.circleci/config.yml',
    'Jenkinsfile',
  ];
  const names = [...inFolder('.github/workflows'), ...inFolder('.gitlab'), ...inFolder('.gitlab/ci'), ...others];
  const found = fileThatChecks(names, repository, world);
  if (found !== undefined) return ok('ci', found);
  return advice(
    'ci',
    'no CI file runs pir check: nothing blocks what must be blocked',
    'Run pir init --ci github, or gitlab.',
  );
}

function hookCondition(repository: Repository, world: World): Condition {
  const { root } = repository;
  const { files, git } = world;
  const own = git.cacheFolder(root.top);
  const hooks = own === undefined ? [] : [files.relative(root.top, files.join(own, '../hooks/pre-commit'))];
  const names = [...hooks, '.husky/pre-commit', 'lefthook.yml', '.pre-commit-config.yaml', 'package.json'];
  const found = fileThatChecks(names, repository, world);
  if (found !== undefined) return ok('hook', found);
  return advice(
    'hook',
    'no hook runs pir check before a commit: problems are first seen in CI',
    'If you like: run pir check --staged in a pre-commit hook.',
  );
}

function ownerCondition({ config, root }: Repository, { files }: World): Condition {
  const name = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'].find((each) => {
    return files.look(files.join(root.top, each)) === 'file';
  });
  if (name === undefined)
    return advice(
      'code owners',
      'no CODEOWNERS: whoever writes a record can waive its findings',
      'Give .pir/ and pir.config.yaml owners who write no reviews; .pir/README.md shows how.',
    );
  const text = files.readText(files.join(root.top, name)) ?? '';
  const prefix = files.relative(root.top, root.folder);
  const linesFor = (path: string) => ownerLines(text, prefix === '' ? path : `${prefix}/${path}`);
  const waivers = linesFor('.pir/waivers.yaml');
  const records = linesFor(`${config.places.incident}/2000/2000-01-01-record.md`);
  const uncovered = [
    ...(isOwned(records) ? [] : [`${config.places.incident}/`]),
    ...['.pir/waivers.yaml', 'pir.config.yaml', 'people.yaml'].filter((path) => !isOwned(linesFor(path))),
  ];
  const last = waivers.at(-1);
  const narrower = waivers.findLast(({ pattern }) => pattern.length > (last?.pattern.length ?? 0));
  if (last !== undefined && narrower !== undefined)
    return advice(
      'code owners',
      `${name}:${last.line} \`${last.pattern}\` comes after line ${narrower.line} \`${narrower.pattern}\` and so decides about .pir/waivers.yaml`,
      'Move the general line up: the last line that matches decides.',
    );
  if (uncovered.length > 0)
    return advice('code owners', `${name} gives no owner to ${uncovered.join(', ')}`, 'Add lines for them at its end.');
  if (last?.owners.join(' ') === records.at(-1)?.owners.join(' '))
    return advice(
      'code owners',
      `records and their waivers have the same owners: ${last?.owners.join(' ')}`,
      'Give .pir/ owners who write no reviews, at the end of the file.',
    );
  return ok('code owners', `${name}: ${last?.owners.join(' ')} for waivers`);
}

const isOwned = (lines: readonly OwnerLine[]): boolean => (lines.at(-1)?.owners.length ?? 0) > 0;
