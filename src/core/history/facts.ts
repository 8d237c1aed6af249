import { fingerprintOf } from '../record/fingerprint.ts';
import { bodyWithoutGenerated } from '../record/generated.ts';
import type { RecordKind } from '../record/kinds.ts';
import { type MapNode, toData } from '../record/node.ts';
import { formatInstant, parseInstant } from '../time.ts';
import { unshared } from '../unshared.ts';

/** Values as text, by path (`status`, `times.started`, `done.by`). What is missing, null, '' or an empty list is absent. */
export type Fields = Readonly<{ [field: string]: string }>;

/** One cause, action, approval, …: its key among its like, and its fields. */
export type Item = readonly [key: string, fields: Fields];

export type ListName = 'causes' | 'actions' | 'risks' | 'assessments' | 'reviews' | 'approvals' | 'releases';

/**
 * What one version of a record says, in the form in which versions are compared: values as written, also those that a
 * schema refuses, without order, comments, quoting and layout. Instants are in UTC. Plain data, fit to be kept as JSON.
 */
export interface Facts {
  kind: RecordKind;
  /** An acknowledgement, which has no id of its own, goes by `<policy>/<version>/<by>`. */
  id: string;
  fields: Fields;
  lists: Readonly<{ [list in ListName]?: readonly Item[] }>;
  /** SHA-256 of the prose, without blanks and generated blocks, so that another layout is the same prose; '' for none. */
  body: string;
  /** Only where somebody approved: `sha256:…` of what an approval of this version signs. */
  fingerprint: string | null;
}

type Data = { readonly [key: string]: unknown };

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

/** Lists of moves: that one is written down shows by where the last of them leads (`deferrals.to`). */
const moves = new Set(['deferrals', 'reassigned', 'severity_changes']);

/** A text that was read as far as facts need it. */
export interface ReadText {
  kind: RecordKind;
  text: string;
  /** The frontmatter as written. */
  root: MapNode;
  bodyStart: number;
}

/** The facts of a record; undefined without an id, by which alone it could be followed. */
export function factsOf(record: ReadText, sha256: (text: string) => string): Facts | undefined {
  const data = toData(record.root) as Data;
  const id = record.kind === 'acknowledgement' ? ackId(data) : textOf(data.id, sha256);
  if (id === undefined) return undefined;
  const fields: { [field: string]: string } = {};
  const items: { [list in ListName]?: readonly Item[] } = {};
  for (const [key, value] of Object.entries(data)) {
    const list = Object.hasOwn(lists, key) ? lists[key] : undefined;
    if (list !== undefined && Array.isArray(value)) {
      if (value.length > 0) items[list[0]] = itemsOf(value, list[1], sha256);
    } else if (key !== 'id' && key !== 'schema') addField(fields, key, value, sha256);
  }
  for (const name of Object.keys(fields)) if (name.startsWith('times.')) fields[name] = inUtc(fields[name] as string);
  return {
    kind: record.kind,
    id,
    fields,
    lists: items,
    body: bodyOf(record, sha256),
    fingerprint: items.approvals === undefined ? null : signatureOf(record, sha256),
  };
}

/** The items of one list; [] where there is none. */
export function itemsIn(facts: Facts | undefined, list: ListName): readonly Item[] {
  return facts?.lists[list] ?? [];
}

/** The fields of one item; undefined where there is none. */
export function itemOf(facts: Facts | undefined, list: ListName, key: string): Fields | undefined {
  return itemsIn(facts, list).find(([each]) => each === key)?.[1];
}

function ackId({ policy, version, by }: Data): string | undefined {
  const parts = [policy, version, by].map((part) => words(part));
  return parts.includes('') ? undefined : parts.join('/');
}

function itemsOf(value: readonly unknown[], keyOf: (item: Data) => string, sha256: (text: string) => string): Item[] {
  const seen = new Map<string, number>();
  return value.map((item, i): Item => {
    const data = isMap(item) ? item : { value: item };
    const name = keyOf(data) || `#${i + 1}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const fields: { [field: string]: string } = {};
    for (const [key, each] of Object.entries(data)) if (key !== 'id') addField(fields, key, each, sha256);
    return [count === 1 ? name : `${name}#${count}`, fields];
  });
}

function addField(
  fields: { [field: string]: string },
  name: string,
  value: unknown,
  sha256: (text: string) => string,
): void {
  if (isMap(value)) {
    for (const [key, each] of Object.entries(value)) addField(fields, `${name}.${key}`, each, sha256);
    return;
  }
  const text = textOf(value, sha256);
  if (text === undefined) return;
  fields[name] = text;
  const last = moves.has(name) && Array.isArray(value) ? value.at(-1) : undefined;
  if (isMap(last)) addField(fields, `${name}.to`, last.to, sha256);
}

const LONGEST = 100;

/** A long text is cut, and told apart by the beginning of its hash. */
function textOf(value: unknown, sha256: (text: string) => string): string | undefined {
  const whole = Array.isArray(value) ? value.map(plain).filter(Boolean).join(', ') : plain(value);
  if (whole === '') return undefined;
  return whole.length <= LONGEST ? unshared(whole) : `${whole.slice(0, LONGEST - 12)}… #${sha256(whole).slice(0, 8)}`;
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value).trim();
  if (Array.isArray(value)) return `[${value.map(plain).join(', ')}]`;
  // Whose item it is comes first, so that it is told also where the rest is cut.
  const pairs = Object.entries(value).sort(([a], [b]) => Number(isName(b)) - Number(isName(a)) || (a < b ? -1 : 1));
  return `{${pairs.map(([key, each]) => `${key}: ${plain(each)}`).join(', ')}}`;
}

const isName = (key: string): boolean => key === 'id' || key === 'item' || key === 'who';

const words = (...values: readonly unknown[]): string => values.map(plain).filter(Boolean).join(' ');

function isMap(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inUtc(text: string): string {
  const at = parseInstant(text);
  return at === undefined ? text : formatInstant(at);
}

function signatureOf({ kind, ...rest }: ReadText, sha256: (text: string) => string): string | null {
  return kind === 'incident' || kind === 'policy' ? fingerprintOf({ kind, ...rest }, sha256) : null;
}

function bodyOf({ text, bodyStart }: ReadText, sha256: (text: string) => string): string {
  // Single spaces, which most blanks are, stay where they are.
  const prose = bodyWithoutGenerated(text, bodyStart)
    .replace(/[\t\n\r]+ *| {2,}/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return prose === '' ? '' : sha256(prose).slice(0, 16);
}
