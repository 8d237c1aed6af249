import { fingerprintOf } from '../record/fingerprint.ts';
import { bodyWithoutGenerated } from '../record/generated.ts';
import type { RecordKind } from '../record/kinds.ts';
import { type MapNode, toData } from '../record/node.ts';
import { addField, type Data, inUtc, isMap, textOf, words } from './field-texts.ts';

/** Values as text, by path (`status`, `times.started`, `done.by`). What is missing, null, '' or an empty list is absent. */
export type Fields = Readonly<{ [field: string]: string }>;

/** One cause, action, approval, …: its key among its like, and its fields. */
export type Item = readonly [key: string, fields: Fields];

export type ListName = 'causes' | 'actions' | 'risks' | 'assessments' | 'reviews' | 'approvals' | 'releases';

type Lists = Readonly<{ [list in ListName]?: readonly Item[] }>;

/** What one key of the data says: fields, or the items of a list. Versions that say the same of a key share it. */
export interface Said {
  key: string;
  fields: Fields;
  list: ListName | undefined;
  /** Of that list; never empty where there is one. */
  items: readonly Item[];
}

/**
 * What one version of a record says, in the form in which versions are compared: values as written, also those that a
 * schema refuses, without order, comments, quoting and layout. Instants are in UTC.
 */
export interface Facts {
  kind: RecordKind;
  /** An acknowledgement, which has no id of its own, goes by `<policy>/<version>/<by>`. */
  id: string;
  /** What each key says, in the order of the keys: see `fieldsOf`. */
  said: readonly Said[];
  /** The lists among that. */
  lists: Lists;
  /** SHA-256 of the prose, without blanks and generated blocks, so that another layout is the same prose; '' for none. */
  body: string;
  /** Only where somebody approved: `sha256:…` of what an approval of this version signs. */
  fingerprint: string | null;
}

type Sha256 = (text: string) => string;

/** Which lists have items with a life of their own, and what tells one item from another. */
const lists: { readonly [key: string]: readonly [name: ListName, keyOf: (item: Data) => string] } = {
  causes: ['causes', (item) => words(item.id)],
  actions: ['actions', (item) => words(item.id)],
  decisions: ['actions', (item) => words(item.id)],
  risks: ['risks', (item) => words(item.id)],
  assessments: [
    'assessments',
    ({ on, by, likelihood, impact, incident }) => words(on, by, likelihood, impact, incident),
  ],
  reviews: ['reviews', ({ stage, held }) => words(stage, held)],
  approvals: ['approvals', ({ role, by, version, on, fingerprint }) => words(role, by, version, on, fingerprint)],
  changes: ['releases', (item) => words(item.version)],
};

// One for all: there are hundreds of thousands of keys.
const none: readonly Item[] = [];
const nothing: Fields = {};

/** A text that was read as far as facts need it. */
export interface ReadText {
  kind: RecordKind;
  text: string;
  /** The frontmatter as written. */
  root: MapNode;
  bodyStart: number;
}

/** The facts of a record; undefined without an id, by which alone it could be followed. */
export function factsOf(record: ReadText, sha256: Sha256): Facts | undefined {
  const { kind } = record;
  const data = toData(record.root) as Data;
  const id = kind === 'acknowledgement' ? ackId(data) : idOf(data.id, sha256);
  if (id === undefined) return undefined;
  const said = Object.entries(data).map(([key, value]) => saidBy(key, value, sha256));
  const lists = listsIn(said);
  const fingerprint = lists.approvals === undefined ? null : signatureOf(record, sha256);
  return { kind, id, said, lists, body: bodyOf(record, sha256), fingerprint };
}

/** An id as text; undefined for none. */
export function idOf(value: unknown, sha256: Sha256): string | undefined {
  return textOf(value, sha256);
}

/** What a key of the data says with its value. */
export function saidBy(key: string, value: unknown, sha256: Sha256): Said {
  const list = Array.isArray(value) ? listOf(key) : undefined;
  if (list !== undefined)
    return saidByItems(
      key,
      (value as unknown[]).map((item) => ({ item: itemBy(key, item, sha256) })),
    );
  const fields: { [field: string]: string } = {};
  if (key !== 'id' && key !== 'schema') addField(fields, key, value, sha256);
  if (key.startsWith('times'))
    for (const name in fields) if (name.startsWith('times.')) fields[name] = inUtc(fields[name] as string);
  return { key, fields, list: undefined, items: none };
}

/** Which list a key holds, where its value is one. */
export function listOf(key: string): ListName | undefined {
  return Object.hasOwn(lists, key) ? lists[key]?.[0] : undefined;
}

/** What a key says with those items of its list; what is as it was in `known` is shared with it. */
export function saidByItems(key: string, items: readonly { item: Item }[], known: readonly Item[] = []): Said {
  const seen = new Map<string, number>();
  const named = items.map(({ item }, i): Item => {
    const name = item[0] || `#${i + 1}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const whole = count === 1 ? name : `${name}#${count}`;
    const old = known[i];
    return old !== undefined && old[0] === whole && old[1] === item[1] ? old : [whole, item[1]];
  });
  return { key, fields: nothing, list: named.length === 0 ? undefined : listOf(key), items: named };
}

/** One item of the list that a key holds, by what it is called: '' where it has no name. */
export function itemBy(key: string, item: unknown, sha256: Sha256): Item {
  const data = isMap(item) ? item : { value: item };
  const fields: { [field: string]: string } = {};
  for (const name in data) if (name !== 'id') addField(fields, name, data[name], sha256);
  return [lists[key]?.[1](data) ?? '', fields];
}

/** The fields of all of them, in their order. */
export function fieldsIn(said: readonly Said[]): Fields {
  const [only] = said;
  if (only !== undefined && said.length === 1) return only.fields;
  const all: { [field: string]: string } = {};
  for (const { fields } of said) for (const name in fields) all[name] = fields[name] as string;
  return all;
}

/** All fields of a version. Putting them together takes longer than to compare versions by what their keys say. */
export function fieldsOf({ said }: Facts): Fields {
  return fieldsIn(said);
}

/** One field of a version, of the last key that says it. */
export function fieldOf({ said }: Facts, field: string): string | undefined {
  for (let i = said.length - 1; i >= 0; i--) {
    const { fields } = said[i] as Said;
    if (Object.hasOwn(fields, field)) return fields[field];
  }
  return undefined;
}

/** The lists of all keys; of two that hold the same one, the later's. */
export function listsIn(said: readonly Said[]): Lists {
  const items: { [list in ListName]?: readonly Item[] } = {};
  for (let i = 0; i < said.length; i++) {
    const { list, items: own } = said[i] as Said;
    if (list !== undefined) items[list] = own;
  }
  return items;
}

/** The items of one list; [] where there is none. */
export function itemsIn(facts: Facts | undefined, list: ListName): readonly Item[] {
  return facts?.lists[list] ?? none;
}

/** The fields of one item; undefined where there is none. */
export function itemOf(facts: Facts | undefined, list: ListName, key: string): Fields | undefined {
  return itemsIn(facts, list).find(([each]) => each === key)?.[1];
}

function ackId({ policy, version, by }: Data): string | undefined {
  const parts = [policy, version, by].map((part) => words(part));
  return parts.includes('') ? undefined : parts.join('/');
}

/** What an approval of that version signs; null for what nobody signs. */
// Named one by one: a parsed record makes its body when it is asked for, and may lack what it needs for that.
export function signatureOf({ kind, text, root, bodyStart }: ReadText, sha256: Sha256): string | null {
  return kind === 'incident' || kind === 'policy' ? fingerprintOf({ kind, text, root, bodyStart }, sha256) : null;
}

/** See `Facts.body`. */
export function bodyOf({ text, bodyStart }: Pick<ReadText, 'text' | 'bodyStart'>, sha256: Sha256): string {
  // Single spaces, which most blanks are, stay where they are.
  const prose = bodyWithoutGenerated(text, bodyStart)
    .replace(/[\t\n\r]+ *| {2,}/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return prose === '' ? '' : sha256(prose).slice(0, 16);
}
