import { templateFor, templateNames } from '../../core/record/incident-types.ts';
import { keyOrder } from '../../core/record/key-order.ts';
import { kindOf } from '../../core/record/kinds.ts';
import { kindAt } from '../../core/record/places.ts';
import { type Facts, scaffoldRecord } from '../../core/record/scaffold.ts';
import type { Incident } from '../../core/record/shapes.ts';
import { slugOf } from '../../core/record/slug.ts';
import type { Writable } from '../../core/record/yaml-text.ts';
import type { PlannedFile } from '../../core/report.ts';
import { parseInstant } from '../../core/time.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Repository } from '../repository.ts';

/** The file of a new record; where its name is taken, now or when it is written, the next number's. */
export function planRecord(
  draft: Incident,
  template: string | undefined,
  repository: Repository,
  world: World,
): PlannedFile {
  const { config, root } = repository;
  const day = dayOf(draft, repository);
  const { title = '' } = draft;
  const text = templateText(template ?? templateFor(draft, config.profile), repository, world);
  const taken = takenNames(repository, world);
  const fileFor = (id: string): Omit<PlannedFile, 'next'> => {
    const absolutePath = world.files.join(root.folder, config.places.incident, day.slice(0, 4), `${id}.md`);
    const record = scaffoldRecord(text, factsOf({ ...draft, title }, id));
    if (record === undefined)
      throw new UserError(
        'Unexpected template without {{frontmatter}} alone on a line between its fences',
        'Put it there: `---`, `{{frontmatter}}`, `---`. .pir/README.md says more.',
      );
    return { absolutePath, path: world.files.relative(root.top, absolutePath), action: 'create', text: record };
  };
  if (draft.id !== undefined) {
    mustBeFree(draft.id, taken, repository);
    return fileFor(draft.id);
  }
  const base = plainName(draft, repository);
  const numbered = (number: number): PlannedFile => {
    let free = number;
    while (taken.has(nameFor(base, free))) free++;
    return { ...fileFor(nameFor(base, free)), next: () => numbered(free + 1) };
  };
  return numbered(1);
}

/** What a record is called where no other of its day is called so. */
export function plainName(draft: Incident, repository: Repository): string {
  return `${dayOf(draft, repository)}-${slugOf(draft.title ?? '')}`;
}

function dayOf({ times }: Incident, { zone, asOf }: Repository): string {
  return zone.dayOf(parseInstant(times?.detected ?? times?.started ?? '') ?? asOf);
}

/** The name of so many records of the same day and title: `base`, `base-2`, … */
export const nameFor = (base: string, number: number): string => (number === 1 ? base : `${base}-${number}`);

/** In the order of the schema, with what every new record has. */
function factsOf(draft: Incident & { title: string }, id: string): Facts {
  const known: { [key: string]: Writable | undefined } = {
    ...(draft as object),
    schema: 'pir/incident@1',
    id,
    status: draft.status ?? 'draft',
  };
  const keys = keyOrder('incident', '');
  const own = Object.keys(known).filter((key) => !keys.includes(key));
  const facts = Object.fromEntries([...keys, ...own].map((key) => [key, known[key]]));
  return { ...facts, id, title: draft.title };
}

/** The names of all records, whatever their kind, folder or case: an id leads to one of them. */
export function takenNames({ root, places }: Repository, world: World): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (path: string) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    names.add(name.slice(0, name.lastIndexOf('.')).normalize('NFC').toLowerCase());
    return true;
  };
  for (const file of world.files.readRecords(root, places, note)) note(file.path);
  return names;
}

function mustBeFree(id: string, taken: ReadonlySet<string>, { config, places }: Repository): void {
  const { id: pattern, idWords } = kindOf('incident');
  const isPlace = kindAt(`${config.places.incident}/2000/${id}.md`, places) === 'incident';
  if (pattern?.test(id) !== true || !isPlace)
    throw new UserError(
      `Unexpected id "${id}", expected ${idWords}`,
      'Write it like 2026-11-20-checkout-500s, or leave it out.',
    );
  if (taken.has(id))
    throw new UserError(`Unexpected id "${id}", which a record has already`, 'Choose another, or leave --id out.');
}

/** A team's own template of that name, else the one that pir ships. */
function templateText(name: string, { root }: Repository, world: World): string {
  const isName = /^[a-z0-9][a-z0-9._-]*$/i.test(name);
  const own = isName ? world.files.readText(world.files.join(root.folder, '.pir/templates', `${name}.md`)) : undefined;
  if (own !== undefined) return own;
  if ((templateNames as readonly string[]).includes(name)) return world.shipped(`templates/${name}.md`);
  throw new UserError(
    `Unexpected template "${name}", expected one of ${templateNames.join(', ')}, or of .pir/templates`,
    isName ? `Name one of these, or write .pir/templates/${name}.md.` : 'Name it without folder and ending.',
  );
}
