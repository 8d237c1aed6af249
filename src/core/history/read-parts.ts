import { type Node, type Pair, toData } from '../record/node.ts';
import { readPlain } from '../record/plain-yaml.ts';
import { unshared } from '../unshared.ts';
import { type Item, idOf, itemBy, listOf, type Said, saidBy, saidByItems } from './facts.ts';
import { isFence, isPartEnd, itemTexts, partEnd } from './frontmatter-parts.ts';
import { sharedSaid } from './share-facts.ts';

/** A key of a frontmatter with all of its value, as text, and what that says. */
export interface Part {
  text: string;
  key: string;
  /** Of the key `id`. */
  id: string | undefined;
  said: Said;
  /** Of a list that is written an item a line or more, those; else []. */
  items: readonly ItemPart[];
}

/** One item as text, and as it is before it is told from others of its name. */
interface ItemPart {
  text: string;
  item: Item;
}

export interface Frontmatter {
  parts: readonly Part[];
  /** The offset of the closing fence. */
  end: number;
}

type Sha256 = (text: string) => string;

/** Of a fence, with its line end. */
export const FENCE = 4;
/** What has more is for the whole reader, which has its limits. */
const LONGEST = 32 * 1024;
const MOST_PARTS = 80;
/** Of so many characters and fewer are the parts that many records have. */
const SHORT = 40;
const MOST_COMMON = 2_000;
const none: readonly ItemPart[] = [];

// What the plain reader would take as it stands and `parseRecord` looks at twice: what nobody sees, and conflict markers.
const doubtful =
  /[\0-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]|^(?:<<<<<<<|>>>>>>>|\|{7})/m;

/** Reads frontmatters, one after the other; parts that are short and common, as `status: closed`, are read once. */
export function partsReader(sha256: Sha256) {
  const common = new Map<string, Part>();

  /** The parts of a frontmatter of which nothing is known, in one reading. */
  function allParts(text: string): Frontmatter | undefined {
    const ends: number[] = [];
    let end = FENCE;
    while (!isFence(text, end)) {
      end = partEnd(text, end);
      if (end < 0 || end > LONGEST || ends.length >= MOST_PARTS) return undefined;
      ends.push(end);
    }
    const pairs = pairsIn(text, FENCE, end, ends.length);
    if (pairs === undefined) return undefined;
    const parts = ends.map((to, i) => {
      const own = text.slice(i === 0 ? FENCE : (ends[i - 1] as number), to);
      return commonPart(own) ?? kept(partOf(unshared(own), pairs[i] as Pair, undefined, sha256));
    });
    return { parts, end };
  }

  function newPart(text: string, start: number, known: readonly Part[]): Part | undefined {
    const end = partEnd(text, start);
    if (end < 0) return undefined;
    const found = commonPart(text.slice(start, end));
    if (found !== undefined) return found;
    const own = unshared(text.slice(start, end));
    const key = own.slice(0, Math.max(0, own.indexOf(':')));
    const before = known.find((part) => part.key === key);
    const list = before === undefined || before.items.length === 0 ? undefined : listPart(own, before, sha256);
    if (list !== undefined) return list;
    const pair = pairsIn(own, 0, own.length, 1)?.[0];
    return pair === undefined ? undefined : kept(partOf(own, pair, before, sha256));
  }

  const commonPart = (text: string) => (text.length > SHORT ? undefined : common.get(text));

  function kept(part: Part): Part {
    if (part.text.length <= SHORT && part.key !== 'id' && common.size < MOST_COMMON) common.set(part.text, part);
    return part;
  }

  /**
   * Reads the frontmatter of a text that begins with a fence, without looking into what stands in it as it stands in
   * `known`. Undefined where the plain reader does not know.
   */
  return (text: string, known: readonly Part[]): Frontmatter | undefined => {
    if (known.length === 0) return allParts(text);
    const parts: Part[] = [];
    let next = 0;
    let at = FENCE;
    while (!isFence(text, at)) {
      let found = next;
      while (found < known.length && !isAt(text, at, known[found] as Part)) found++;
      const part = known[found] ?? newPart(text, at, known);
      if (part === undefined || parts.length >= MOST_PARTS) return undefined;
      for (let i = 0; i < parts.length; i++) if (parts[i]?.key === part.key) return undefined;
      parts.push(part);
      at += part.text.length;
      if (at > LONGEST) return undefined;
      if (found < known.length) next = found + 1;
      else if (known[next]?.key === part.key) next++;
    }
    return { parts, end: at };
  };
}

// Comparing slices takes a tenth of what `startsWith` takes.
const isAt = (text: string, at: number, { text: known }: Part): boolean =>
  text.slice(at, at + known.length) === known && isPartEnd(text, at + known.length);

/** The pairs of a text that is so many parts; undefined where the plain reader does not know. */
function pairsIn(text: string, start: number, end: number, count: number): readonly Pair[] | undefined {
  const root = doubtful.test(text.slice(start, end)) ? undefined : readPlain(text, start, end);
  if (root?.kind !== 'map' || root.pairs.length !== count) return undefined;
  // Objects have keys that look like numbers in an order of their own.
  for (const { key } of root.pairs) if (key.charCodeAt(0) <= 57) return undefined;
  return root.pairs;
}

function partOf(text: string, { key: name, value }: Pair, before: Part | undefined, sha256: Sha256): Part {
  const key = unshared(name);
  const texts = value.kind === 'list' && listOf(key) !== undefined ? itemTexts(text) : undefined;
  if (value.kind === 'list' && texts?.length === value.items.length) {
    const items = texts.map((each, i) => ({ text: each, item: itemBy(key, toData(value.items[i] as Node), sha256) }));
    return { text, key, id: undefined, said: saidByItems(key, items), items };
  }
  const data = toData(value);
  const said = saidBy(key, data, sha256);
  const id = key === 'id' ? idOf(data, sha256) : undefined;
  return { text, key, id, said: before === undefined ? said : sharedSaid(before.said, said), items: none };
}

/** A list of which items were known; undefined for what is to be read as a whole. */
function listPart(text: string, { key, items: known, said }: Part, sha256: Sha256): Part | undefined {
  const items: ItemPart[] = [];
  for (const each of itemTexts(text) ?? []) {
    const old = known[items.length];
    const item = old?.text === each ? old : newItem(key, each, sha256);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items.length === 0
    ? undefined
    : { text, key, id: undefined, said: saidByItems(key, items, said.items), items };
}

function newItem(key: string, text: string, sha256: Sha256): ItemPart | undefined {
  const part = `${key}:\n${text}`;
  const list = pairsIn(part, 0, part.length, 1)?.[0]?.value;
  if (list?.kind !== 'list' || list.items.length !== 1) return undefined;
  return { text, item: itemBy(key, toData(list.items[0] as Node), sha256) };
}
