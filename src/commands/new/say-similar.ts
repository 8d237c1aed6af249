import { incidentMoment } from '../../core/measure/incident-moment.ts';
import { each } from '../../core/record/record.ts';
import { showText } from '../../core/show-text.ts';
import type { World } from '../../world/world.ts';
import { idOf } from '../edit-record.ts';
import { readRecords } from '../read-records.ts';
import type { Repository } from '../repository.ts';

/** Shows the earlier incidents that a title is most like; nothing where there is none. */
export async function saySimilar(title: string, repository: Repository, world: World): Promise<void> {
  const { records } = await readRecords(['incident'], repository);
  const earlier = records.flatMap((record) => {
    const { data } = record;
    if (data.status === 'withdrawn') return [];
    const causes = [...each(data.causes)].flatMap(([, { statement }]) => statement ?? []);
    const at = incidentMoment(data);
    const day = at === undefined ? '' : `${repository.zone.dayOf(at)}  `;
    return [
      { id: idOf(record), title: data.title ?? '', more: [data.impact?.summary ?? '', ...causes].join('. '), day },
    ];
  });
  if (earlier.length === 0) return;
  const { similarTo } = await import('../../core/measure/similar.ts');
  const found = similarTo(title, earlier);
  if (found.length === 0) return;
  world.prompt.say('  Seen before?');
  for (const { id, title: name, day } of found) {
    world.prompt.say(`    ${day}${shortened(showText(name), day.length + 4, world)}`);
    world.prompt.say(`    ${' '.repeat(day.length)}${showText(id)}`);
  }
}

function shortened(text: string, used: number, { terminal }: World): string {
  const room = Math.max(20, (terminal.columns ?? 80) - used - 1);
  const letters = [...text];
  return letters.length <= room ? text : `${letters.slice(0, room - 1).join('')}…`;
}
