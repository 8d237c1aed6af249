import { keyOrder } from '../../core/record/key-order.ts';
import { scaffoldRecord } from '../../core/record/scaffold.ts';
import type { Risk } from '../../core/record/shapes.ts';
import { slugOf } from '../../core/record/slug.ts';
import type { Writable } from '../../core/record/yaml-text.ts';
import type { PlannedFile } from '../../core/report.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Repository } from '../repository.ts';

/** The file of a new risk under the next free id; where that is taken when it is written, under the one after. */
export function planRisk(draft: Risk & { title: string }, repository: Repository, world: World): PlannedFile {
  const { config, root } = repository;
  const folder = world.files.join(root.folder, config.places.risk);
  const template =
    world.files.readText(world.files.join(root.folder, '.pir/templates/risk.md')) ?? world.shipped('templates/risk.md');
  const words = slugOf(draft.title, '');
  const numbered = (number: number, width: number): PlannedFile => {
    const id = `R-${String(number).padStart(width, '0')}`;
    const text = scaffoldRecord(template, factsOf(draft, id));
    if (text === undefined)
      throw new UserError(
        'Unexpected template without {{frontmatter}} alone on a line between its fences',
        'Put it there: `---`, `{{frontmatter}}`, `---`. .pir/README.md says more.',
      );
    const absolutePath = world.files.join(folder, `${id}${words === '' ? '' : `-${words}`}.md`);
    const claim = world.files.join(folder, `${id}.md`);
    return {
      absolutePath,
      path: world.files.relative(root.top, absolutePath),
      action: 'create',
      text,
      claim: {
        absolutePath: claim,
        isFree: () => !namesIn(folder, world).some((name) => name !== `${id}.md` && numberIn(name) === number),
      },
      next: () => numbered(nextNumber(folder, world), width),
    };
  };
  const widest = namesIn(folder, world).map((name) => /^R-(\d+)/i.exec(name)?.[1]?.length ?? 0);
  return numbered(nextNumber(folder, world), Math.max(3, ...widest));
}

/** The id that a planned file's record has. */
export function idIn({ absolutePath }: PlannedFile): string {
  return /(?:^|[/\\])(R-\d+)[^/\\]*$/.exec(absolutePath)?.[1] ?? '';
}

const namesIn = (folder: string, { files }: World): readonly string[] =>
  files.list(folder).filter((name) => numberIn(name) !== undefined);

function numberIn(name: string): number | undefined {
  const digits = /^R-(\d{1,9})(?:-.*)?\.md$/i.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** One more than the greatest: a number that was given back is not given again. */
function nextNumber(folder: string, world: World): number {
  return namesIn(folder, world).reduce((most, name) => Math.max(most, numberIn(name) ?? 0), 0) + 1;
}

/** In the order of the schema. */
function factsOf(draft: Risk & { title: string }, id: string) {
  const known: { [key: string]: Writable | undefined } = {
    ...(draft as object),
    schema: 'pir/risk@1',
    id,
    status: 'open',
  };
  const facts = Object.fromEntries(keyOrder('risk', '').map((key) => [key, known[key]]));
  return { ...facts, id, title: draft.title };
}
