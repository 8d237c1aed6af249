import type { PlannedFile, Report } from '../core/report.ts';
import type { World } from '../world/world.ts';
import type { Command, Request } from './command.ts';
import { askSettings } from './init/ask.ts';
import { planFiles } from './init/plan.ts';
import { forges, profiles, type Settings, saidSettings, usualSettings } from './init/settings.ts';
import { openRepository, startReport } from './repository.ts';

export const command: Command = {
  arguments: [],
  options: [
    {
      name: 'profile',
      value: 'P',
      about: 'how much is asked for (default scaleup)',
      choices: Object.keys(profiles),
    },
    { name: 'ci', value: 'CI', about: 'whose CI checks the records (default: the one in use here)', choices: forges },
    { name: 'timezone', value: 'Z', about: 'the zone in which days are meant, as Europe/Berlin (default UTC)' },
    { name: 'owner', value: 'O', about: 'who owns the incident response plan (default: you, as git knows you)' },
    { name: 'yes', about: 'ask nothing, take the defaults' },
    { name: 'dry-run', about: 'write nothing' },
  ],
  examples: [
    ['pir init', 'asks four questions, on a terminal'],
    ['pir init --profile scaleup --ci github --yes', 'asks nothing'],
  ],
  about: 'What stands already is never changed, so it can be run again: it adds what is missing.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openRepository(request, world);
  const said = saidSettings(request, repository);
  const usual = usualSettings(repository, world);
  const isAsking = request.mayAsk && !request.isOn('yes');
  const settings = isAsking ? await askSettings(said, usual, repository, world) : { ...usual, ...said };
  const { files, notes } = planFiles(settings, repository, world);
  const isFresh = files.some(({ action }) => action === 'create');
  return {
    ...startReport('init', repository, request),
    files,
    notes: [...notes, ...(repository.root.isGit ? [] : ['no git repository here: git init makes one'])],
    ...(isFresh && !request.isDryRun && { next: nextSteps(settings, files) }),
  };
}

function nextSteps({ ci }: Settings, files: readonly PlannedFile[]): readonly string[] {
  const plan = files.find(({ path, action }) => action === 'create' && path.endsWith('incident-response-plan.md'));
  return [
    '',
    'Next:',
    '  pir new        begins the record of an incident',
    '  pir check      judges every record, as CI will',
    ...(plan === undefined
      ? []
      : [
          `  ${plan.path} is a draft: fill in what is in [brackets],`,
          '  then: pir policy release incident-response-plan --summary "first version"',
          '    --reviewer @handle --audience @handle   who approves it, who accepts it',
        ]),
    ...(ci === 'none' ? [] : ['  In the CI file, set PIR_PACKAGE to a tarball until pir is published']),
    ...(ci === 'github' ? ['  On GitHub, make the job "records" a required check'] : []),
    ...(ci === 'gitlab' ? ['  On GitLab, add the weekly schedule that the CI file describes'] : []),
    ...(ci === 'none' ? ['  pir init --ci github (or gitlab) adds the check to CI'] : []),
  ];
}
