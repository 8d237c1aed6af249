import type { Config } from '../../core/config.ts';
import { strayDefaults } from '../../core/config-names.ts';
import { placesOf } from '../../core/record/places.ts';
import { countOf } from '../../core/words.ts';
import type { World } from '../../world/world.ts';
import type { Repository } from '../repository.ts';
import { advice, type Condition, ok } from './condition.ts';

/** Settings, people, and where records lie. What is wrong in these files is told before anything else runs. */
export function recordConditions(repository: Repository, world: World): readonly Condition[] {
  const { config, configText, people } = repository;
  return [
    configText === ''
      ? advice('config', 'none: the defaults of the profile scaleup hold, and days are in UTC', 'Run pir init.')
      : configCondition(config),
    people === undefined
      ? advice(
          'people',
          'no people.yaml: whether an owner is a person who still works here cannot be judged',
          'Write people.yaml, one line a person, as - { handle: "@you", emails: [you@example.com] }; pir schema people says what else.',
        )
      : ok('people', countOf(people.all.length, 'person', 'people')),
    placeCondition(repository, world),
    folderCondition(repository, world),
  ];
}

/** Who renames severities has to say of each setting again what it asks of them: defaults know only their own. */
function configCondition(config: Config): Condition {
  const stray = strayDefaults(config);
  const found = `profile ${config.profile}, days in ${config.timezone}`;
  if (stray.length === 0) return ok('config', found);
  return advice(
    'config',
    `${found}; ${stray.join(', ')} ${stray.length === 1 ? 'names' : 'name'} other severities or priorities than there are here, and so ${stray.length === 1 ? 'asks' : 'ask'} nothing`,
    'Set them in pir.config.yaml with your own names.',
  );
}

function placeCondition({ config, root, places }: Repository, { files }: World): Condition {
  const stands = (folder: string) => files.look(files.join(root.folder, folder)) === 'folder';
  const present = placesOf(config.places).filter(({ folder }) => stands(folder));
  if (!present.some(({ kind }) => kind === 'incident'))
    return advice('places', `no folder ${config.places.incident} for incidents`, 'Run pir init, or pir new.');
  const missing = places.filter((place) => !present.some(({ kind }) => kind === place.kind));
  const not = missing.length === 0 ? '' : `; not in use: ${missing.map(({ folder }) => folder).join(', ')}`;
  return ok('places', `${present.map(({ folder }) => folder).join(', ')}${not}`);
}

/** Git compares folders entry by entry: history over one of 10,000 files takes ten times as long as by months. */
const MANY_FILES = 2_000;

function folderCondition({ root, places }: Repository, { files }: World): Condition {
  const counts = new Map<string, number>();
  let all = 0;
  const note = (path: string) => {
    const folder = path.slice(0, path.lastIndexOf('/'));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
    all++;
    return true;
  };
  // Only what is no regular file is handed over; a folder that cannot be read is for pir check to tell.
  const deep = places.filter(({ isDeep }) => isDeep);
  for (const _ of files.readRecords(root, deep, note)) all++;
  const [folder, most] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  if (most > MANY_FILES)
    return advice(
      'folders',
      `${folder} holds ${most} records: history over it is slow`,
      `Move them into a folder a month, as ${folder}/01.`,
    );
  return ok('folders', `${countOf(all, 'file')} in ${countOf(counts.size, 'folder')}`);
}
