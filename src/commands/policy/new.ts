import { keyOrder } from '../../core/record/key-order.ts';
import { kindOf } from '../../core/record/kinds.ts';
import { scaffoldRecord } from '../../core/record/scaffold.ts';
import { slugOf } from '../../core/record/slug.ts';
import type { Writable } from '../../core/record/yaml-text.ts';
import type { PlannedFile, Report } from '../../core/report.ts';
import { addMonths } from '../../core/time.ts';
import { UserError, type World } from '../../world/world.ts';
import { changeRecords } from '../change-records.ts';
import type { Command, Request } from '../command.ts';
import { idOf } from '../edit-record.ts';
import { whyNoTitle } from '../new/draft.ts';
import { takenNames } from '../new/plan.ts';
import { readRecords } from '../read-records.ts';
import { openRepository, type Repository } from '../repository.ts';
import { dayFlag } from './days.ts';

export const command: Command = {
  arguments: [{ name: 'TITLE', about: 'its name, in a few words' }],
  options: [
    { name: 'owner', value: 'O', about: 'who keeps it: a handle (@name), an e-mail or team:name', isRequired: true },
    { name: 'reviewer', value: 'WHO', about: 'who is asked to approve each version', isMany: true },
    { name: 'audience', value: 'WHO', about: 'who has to accept it: @handle, an e-mail or team:name', isMany: true },
    { name: 'control', value: 'C', about: 'a control that it serves, as iso27001:A.8.32', isMany: true },
    { name: 'review-by', value: 'D', about: 'the day by which it is looked at again (default in a year)' },
    { name: 'id', value: 'ID', about: 'the id; default words of the title' },
    { name: 'template', value: 'NAME', about: 'a file of .pir/templates; default policy' },
    { name: 'commit', about: 'commit the file, with your hooks' },
    { name: 'dry-run', about: 'write nothing; print the file' },
  ],
  examples: [
    [
      'pir policy new "Change management" --owner @sre-lead --reviewer @cto --audience team:payments',
      'a draft to write, policies/change-management.md',
    ],
  ],
  about:
    'A draft binds nobody. Once its text stands, pir policy release makes it a version. .pir/templates/policy.md takes the place of the text that pir begins with.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openRepository(request, world);
  const title = (request.argument('TITLE') ?? '').trim();
  const why = whyNoTitle(title);
  if (why !== undefined) throw new UserError(why, 'Name the policy in one line.');
  const id = await freeId(request.text('id') ?? slugOf(title), repository, world);
  const file = planFile(id, title, request, repository, world);
  const report = await changeRecords(request, repository, world, {
    command: 'policy new',
    changes: [],
    made: { file, kind: 'policy' },
    did: `${id}: begin a policy`,
    notes: [],
    tables: [],
    next: [`When its text stands: pir policy release ${id} --summary "first version"`],
  });
  if (!request.isDryRun || report.failed) return report;
  return { ...report, page: [{ block: 'code', text: file.text, language: 'markdown' }] };
}

async function freeId(id: string, repository: Repository, world: World): Promise<string> {
  const { id: pattern, idWords } = kindOf('policy');
  if (pattern?.test(id) !== true)
    throw new UserError(`Unexpected id "${id}", expected ${idWords}`, 'Say another with --id, as change-management.');
  const { records } = await readRecords(['policy'], repository);
  if (takenNames(repository, world).has(id) || records.some((record) => idOf(record) === id))
    throw new UserError(
      `Unexpected id "${id}", which a record has already`,
      `To change that policy, edit its text, then: pir policy release ${id} --summary "…". Another one needs another --id.`,
    );
  return id;
}

function planFile(id: string, title: string, request: Request, repository: Repository, world: World): PlannedFile {
  const { config, root, zone, asOf } = repository;
  const list = (name: string) => (request.many(name).length === 0 ? undefined : [...new Set(request.many(name))]);
  const known: { readonly [key: string]: Writable | undefined } = {
    schema: 'pir/policy@1',
    version: '1',
    owner: request.text('owner') ?? '',
    status: 'draft',
    controls: list('control'),
    review_by: dayFlag('review-by', request) ?? addMonths(zone.dayOf(asOf), 12),
    reviewers: list('reviewer'),
    audience: list('audience'),
  };
  const facts = Object.fromEntries(keyOrder('policy', '').map((key) => [key, { ...known, id, title }[key]]));
  const text = scaffoldRecord(templateText(request.text('template') ?? 'policy', repository, world), {
    ...facts,
    id,
    title,
  });
  if (text === undefined)
    throw new UserError(
      'Unexpected template without {{frontmatter}} alone on a line between its fences',
      'Put it there: `---`, `{{frontmatter}}`, `---`. .pir/README.md says more.',
    );
  const absolutePath = world.files.join(root.folder, config.places.policy, `${id}.md`);
  return { absolutePath, path: world.files.relative(root.top, absolutePath), action: 'create', text };
}

/** A team's own template of that name, else the one that pir ships. */
function templateText(name: string, { root }: Repository, world: World): string {
  const isName = /^[a-z0-9][a-z0-9._-]*$/i.test(name);
  const own = isName ? world.files.readText(world.files.join(root.folder, '.pir/templates', `${name}.md`)) : undefined;
  if (own !== undefined) return own;
  if (name === 'policy') return world.shipped('templates/policy.md');
  throw new UserError(
    `Unexpected template "${name}", expected policy or a file of .pir/templates`,
    isName ? `Write .pir/templates/${name}.md, or leave it out.` : 'Name it without folder and ending.',
  );
}
