import { type Config, resolveConfig } from '../../core/config.ts';
import { fillTemplate } from '../../core/fill-template.ts';
import { kinds } from '../../core/record/kinds.ts';
import type { ConfigFile } from '../../core/record/shapes.ts';
import { scalarText } from '../../core/record/yaml-text.ts';
import type { PlannedFile } from '../../core/report.ts';
import { addMonths } from '../../core/time.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Repository } from '../repository.ts';
import { actionTerms, reviewTerms, type Settings } from './settings.ts';

export interface Plan {
  files: readonly PlannedFile[];
  notes: readonly string[];
}

const CONFIG = 'pir.config.yaml';
/** Of the files that people edit by hand. */
const schemas = ['config', 'people', 'waivers'];

/** Every file of a fresh start; what stands there already is kept as it is. */
export function planFiles(settings: Settings, repository: Repository, world: World): Plan {
  const { root } = repository;
  const notes: string[] = [];
  const stands = (folder: string, name: string) => world.files.look(world.files.join(folder, name)) !== 'none';
  const plan = (name: string, text: string, folder = root.folder): PlannedFile => {
    const absolutePath = world.files.join(folder, name);
    const path = world.files.relative(root.top, absolutePath);
    return { absolutePath, path, action: stands(folder, name) ? 'keep' : 'create', text };
  };
  const hasConfig = stands(root.folder, CONFIG);
  const config = hasConfig
    ? repository.config
    : resolveConfig({ profile: settings.profile, timezone: settings.timezone } as ConfigFile);
  if (hasConfig && config.profile !== settings.profile)
    notes.push(`${CONFIG} stands already, with the profile ${config.profile}: change it there`);
  const files = [
    plan(CONFIG, configText(settings, world)),
    ...schemas.map((name) => plan(`.pir/schemas/${name}.schema.json`, world.shipped(`schemas/${name}.schema.json`))),
    plan('.pir/README.md', world.shipped('templates/pir-folder/README.md')),
    ...kinds.map(({ kind }) => plan(`${config.places[kind]}/README.md`, world.shipped(`templates/places/${kind}.md`))),
    planPolicy(settings, config, repository, world, plan, notes),
    ...planCi(settings, repository, world, plan, notes),
  ];
  return { files, notes };
}

type PlanFile = (name: string, text: string, folder?: string) => PlannedFile;

function configText({ profile, timezone, branch }: Settings, world: World): string {
  return fillTemplate(world.shipped(`templates/${CONFIG}`), {
    schema: '.pir/schemas/config.schema.json',
    profile,
    timezone: scalarText(timezone, false),
    branch: scalarText(branch, false),
  });
}

/** Without an owner the plan is kept under a name that is no record's: nobody is made one, and nothing is lost. */
function planPolicy(
  { owner }: Settings,
  config: Config,
  { zone, asOf }: Repository,
  world: World,
  plan: PlanFile,
  notes: string[],
): PlannedFile {
  const today = zone.dayOf(asOf);
  const text = fillTemplate(world.shipped('templates/incident-response-plan.md'), {
    owner: scalarText(owner ?? '', false),
    effective: scalarText(today, false),
    review_by: scalarText(addMonths(today, 12), false),
    review_sla: reviewTerms(config),
    action_sla: actionTerms(config),
  });
  const name = 'incident-response-plan.md';
  const whole = plan(`${config.places.policy}/${name}`, text);
  const unowned = plan(`${config.places.policy}/_${name}`, text);
  if (whole.action === 'keep' || (owner !== undefined && unowned.action === 'create')) return whole;
  notes.push(
    `${unowned.path} is no record yet, because nobody is known to own it: write its owner, and take the "_" off its name`,
  );
  return unowned;
}

function planCi(
  { ci, branch }: Settings,
  { root }: Repository,
  world: World,
  plan: PlanFile,
  notes: string[],
): readonly PlannedFile[] {
  if (ci === 'none') return [];
  const below = world.files.relative(root.top, root.folder);
  // It stands between double quotes in a shell, in YAML.
  if (!/^[\p{L}\p{N}/._ -]*$/u.test(below))
    throw new UserError(
      `Unexpected folder name "${below}", which cannot be written into a CI file as it is`,
      'Use --ci none, and write the job by hand.',
    );
  const text = fillTemplate(world.shipped(`templates/ci/${ci}.yml`), {
    branch: scalarText(branch, false),
    folder: below === '' ? '' : `/${below}`,
  });
  if (ci === 'github') return [plan('.github/workflows/pir.yml', text, root.top)];
  const whole = plan('.gitlab-ci.yml', text, root.top);
  if (whole.action === 'create') return [whole];
  const present = world.files.readText(whole.absolutePath) ?? '';
  const beside = plan('.gitlab/pir.gitlab-ci.yml', text, root.top);
  if (present.includes('PIR_PACKAGE')) return [whole];
  if (!present.includes(beside.path))
    notes.push(`.gitlab-ci.yml stands already; to run pir from it, add: include: [{ local: /${beside.path} }]`);
  return [whole, beside];
}
