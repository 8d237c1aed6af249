import type { World } from '../../world/world.ts';
import { broken } from '../new/ask.ts';
import type { Repository } from '../repository.ts';
import { type Forge, isZone, profiles, type Settings, whyNoOwner } from './settings.ts';

const forgeWords: { readonly [forge in Forge]: string } = {
  github: 'GitHub: a workflow for pull requests, the merge queue and every week',
  gitlab: 'GitLab: a job for merge requests, merge trains and every week',
  none: 'neither, or later',
};

/** Asks for what the flags do not say. What a config that stands already settles is not asked. */
export async function askSettings(
  said: Partial<Settings>,
  usual: Settings,
  repository: Repository,
  { prompt, files, terminal }: World,
): Promise<Settings> {
  const { root, config } = repository;
  const stands = (name: string) => files.look(files.join(root.folder, name)) !== 'none';
  const hasConfig = stands('pir.config.yaml');
  const hasPlan = stands(`${config.places.policy}/incident-response-plan.md`);
  const settings = { ...usual, ...said };
  prompt.say('Sets pir up here. What stands already is kept. Ctrl-C leaves, nothing written.');
  if (said.profile === undefined && !hasConfig)
    settings.profile = await prompt.choose({
      message: 'How much is asked for?',
      choices: Object.entries(profiles).map(([value, about]) => ({ value, about })),
      initial: usual.profile,
    });
  if (said.ci === undefined)
    settings.ci = (await prompt.choose({
      message: 'Which CI checks the records?',
      choices: Object.entries(forgeWords).map(([value, about]) => ({ value, about })),
      initial: usual.ci,
    })) as Forge;
  if (said.timezone === undefined && !hasConfig)
    settings.timezone = await prompt.text({
      message: 'In which time zone are days meant?',
      initial: usual.timezone,
      validate: (name) => isZone(name) || 'Write it like Europe/Berlin, or UTC',
    });
  if (said.owner === undefined && !hasPlan) {
    const owner = await prompt.text({
      message: 'Who owns the incident response plan (@handle or e-mail)?',
      ...(usual.owner !== undefined && { initial: usual.owner }),
      validate: (name) => {
        const why = whyNoOwner(name.trim(), repository);
        return why === undefined ? true : broken(why, terminal.columns ?? 80);
      },
    });
    settings.owner = owner.trim();
  }
  return settings;
}
