import { describe } from '../../core/measure/described.ts';
import { incidentMoment } from '../../core/measure/incident-moment.ts';
import type { Incident } from '../../core/record/shapes.ts';
import { showText } from '../../core/show-text.ts';
import type { World } from '../../world/world.ts';
import { idOf } from '../edit-record.ts';
import { readRecords } from '../read-records.ts';
import type { Repository } from '../repository.ts';

/** Shows the earlier incidents that a title is most like, and gives their ids; nothing where there is none. */
export async function saySimilar(title: string, repository: Repository, world: World): Promise<readonly string[]> {
  const { records } = await readRecords(['incident'], repository);
  const earlier = records.flatMap((record) => {
    if (record.data.status === 'withdrawn') return [];
    const at = incidentMoment(record.data);
    const day = at === undefined ? '' : `${repository.zone.dayOf(at)}  `;
    return [{ ...describe(record), id: idOf(record), day }];
  });
  if (earlier.length === 0) return [];
  const { similarTo } = await import('../../core/measure/similar.ts');
  const found = similarTo(title, earlier);
  if (found.length === 0) return [];
  world.prompt.say('  Seen before?');
  for (const { id, title: name, day } of found) {
    world.prompt.say(`    ${day}${shortened(showText(name), day.length + 4, world)}`);
    world.prompt.say(`    ${' '.repeat(day.length)}${showText(id)}`);
  }
  return found.map(({ id }) => id);
}

/** Asks which of them the new one has to do with, and how; what it is again nobody has to know yet. */
export async function askLinks(
  ids: readonly string[],
  { prompt }: World,
): Promise<Pick<Incident, 'repeat_of' | 'related'>> {
  if (ids.length === 0) return {};
  const chosen = await prompt.chooseMany({
    message: 'Has it to do with any of them? (space marks, Enter goes on)',
    choices: ids.map((value) => ({ value, name: showText(value) })),
  });
  const links: { [how in 'repeat_of' | 'related']: string[] } = { repeat_of: [], related: [] };
  for (const id of chosen) {
    const how = await prompt.choose({
      message: `${showText(id)} is`,
      choices: [
        { value: 'repeat_of', name: 'the same thing, which happened again' },
        { value: 'related', name: 'another thing that has to do with it' },
      ],
    });
    links[how === 'repeat_of' ? how : 'related'].push(id);
  }
  const { repeat_of, related } = links;
  return { ...(repeat_of.length > 0 && { repeat_of }), ...(related.length > 0 && { related }) };
}

function shortened(text: string, used: number, { terminal }: World): string {
  const room = Math.max(20, (terminal.columns ?? 80) - used - 1);
  const letters = [...text];
  return letters.length <= room ? text : `${letters.slice(0, room - 1).join('')}…`;
}
