import { each, type IncidentRecord } from '../record/record.ts';
import type { Theirs } from './theirs.ts';

/** Which records name one of another system's incidents, and where. */
export interface Names {
  (theirs: Pick<Theirs, 'id' | 'url'>): readonly { record: IncidentRecord; by: string }[];
  /** Every record that names any of those. */
  taken(theirs: readonly Pick<Theirs, 'id' | 'url'>[]): IncidentRecord[];
}

/** Something a record says that may be another system's id or address. */
interface Said {
  record: IncidentRecord;
  by: string;
}

/**
 * Looks up what records name: their own id, the addresses under `refs`, and values of the user's own keys (`x_…`). An id is
 * named by a value that is the id, or by an address that has it between two signs that cannot be part of one; of a
 * number or an id of under four signs only the last step of an address counts, since ports and years are numbers too.
 */
export function namesOf(records: readonly IncidentRecord[]): Names {
  const whole = new Map<string, Said[]>();
  const inside = new Map<string, Said[]>();
  const add = (map: Map<string, Said[]>, key: string, said: Said) => {
    if (key === '') return;
    const known = map.get(key);
    if (known === undefined) map.set(key, [said]);
    else if (!known.some(({ record }) => record === said.record)) known.push(said);
  };
  for (const record of records) {
    const { data } = record;
    if (data.id !== undefined) add(whole, data.id.toLowerCase(), { record, by: 'id' });
    for (const [by, text] of saidBy(record)) {
      const low = text.trim().toLowerCase();
      add(whole, low, { record, by });
      const path = low.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/, '');
      if (path === low && !low.includes('/')) continue;
      const [steps = ''] = path.split(/[?#]/);
      add(whole, steps.split('/').filter(Boolean).at(-1) ?? '', { record, by });
      for (const word of path.split(/[^a-z0-9_.-]+/))
        if (word.length >= 4 && !/^\d+$/.test(word)) add(inside, word, { record, by });
    }
  }
  const find: Names = ({ id, url }) => {
    const low = id.toLowerCase();
    const found = [
      ...(whole.get(low) ?? []),
      ...(inside.get(low) ?? []),
      ...(url === null ? [] : (whole.get(url.trim().toLowerCase()) ?? [])),
    ];
    return found.filter(({ record }, at) => found.findIndex((other) => other.record === record) === at);
  };
  find.taken = (theirs) => [...new Set(theirs.flatMap((one) => find(one).map(({ record }) => record)))];
  return find;
}

function* saidBy({ data }: IncidentRecord): Generator<[by: string, text: string]> {
  for (const [, { url }] of each(data.refs)) if (url !== undefined) yield ['refs', url];
  for (const [key, value] of Object.entries(data))
    if (key.startsWith('x_')) for (const text of texts(value)) yield [key, text];
}

/** The texts and numbers in a value of the user's own, however deep they lie. */
function* texts(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'number') yield String(value);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* texts(part);
}
