import { keyOrder } from '../../core/record/key-order.ts';
import { type Facts, factLines } from '../../core/record/scaffold.ts';
import { slugOf } from '../../core/record/slug.ts';
import type { Writable } from '../../core/record/yaml-text.ts';
import type { PlannedFile } from '../../core/report.ts';
import type { ImportedRecord } from '../../interop/import-record.ts';
import type { FactMap } from '../../interop/import-target.ts';
import type { World } from '../../world/world.ts';
import { nameFor } from '../new/plan.ts';
import type { Repository } from '../repository.ts';

/** The file of an imported record: a draft, under the first id that is not taken, which is taken then. */
export function writeRecord(
  { facts, title, at, comments, body }: ImportedRecord,
  taken: Set<string>,
  { config, root, zone }: Repository,
  { files }: World,
): { id: string; file: PlannedFile } {
  const day = zone.dayOf(at);
  const base = `${day}-${slugOf(title)}`;
  let number = 1;
  while (taken.has(nameFor(base, number))) number++;
  const id = nameFor(base, number);
  taken.add(id);
  const absolutePath = files.join(root.folder, config.places.incident, day.slice(0, 4), `${id}.md`);
  const lines = [
    '---',
    ...factLines({ ...inOrder({ ...facts, schema: 'pir/incident@1', id, status: 'draft' }, ''), id, title }),
    ...comments.map((comment) => `#${comment}`),
    '---',
  ];
  const newline = /^[^\n]*\r\n/.test(body) ? '\r\n' : '\n';
  const text = `${lines.join(newline)}${newline}${body}`;
  return { id, file: { absolutePath, path: files.relative(root.top, absolutePath), action: 'create', text } };
}

/** In the order of the schema, at every level that it knows; keys of the user's own come last. */
function inOrder(facts: FactMap, pointer: string): Omit<Facts, 'id' | 'title'> {
  const known = keyOrder('incident', pointer);
  const own = Object.keys(facts).filter((key) => !known.includes(key));
  return Object.fromEntries(
    [...known, ...own].flatMap((key): [string, Writable][] => {
      const value = facts[key];
      if (value === undefined) return [];
      const isMap = typeof value === 'object' && value !== null && !Array.isArray(value) && !key.startsWith('x_');
      return [[key, isMap ? (inOrder(value as FactMap, `${pointer}/${key}`) as Writable) : value]];
    }),
  );
}
