import { type Node, type Pair, toData } from '../record/node.ts';
import { readPlain } from '../record/plain-yaml.ts';
import { unshared } from '../unshared.ts';
import { type Item, idOf, itemBy, listOf, type Said, saidBy, saidByItems } from './facts.ts';
import { isFence, itemTexts, partEnd } from './frontmatter-parts.ts';
import { type Parted, partStart, sameAtEnd, sameAtStart } from './same-parts.ts';
import { sharedSaid } from './share-facts.ts';

/** What a key of a frontmatter says with all of its value. */
export interface Part {
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

/** A frontmatter as it was read. */
export interface Frontmatter extends Parted {
  parts: readonly Part[];
}

type Sha256 = (text: string) => string;

/** Of a fence, with its line end. */
export const FENCE = 4;
/** Of every line that is a fence, or only begins like one. */
const FENCE_LINE = '\n---';
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

  /** A frontmatter of which nothing is known, in one reading. */
  function readAll(text: string, end: number): Frontmatter | undefined {
    const own = unshared(text.slice(FENCE, end));
    const pairs = pairsIn(own);
    if (pairs === undefined) return undefined;
    const ends: number[] = [];
    const parts: Part[] = [];
    for (let i = 0; i < pairs.length; i++) {
      const to = pairs[i + 1]?.keyStart ?? own.length;
      const part = own.slice(ends[i - 1] ?? 0, to);
      ends.push(to);
      parts.push(commonPart(part) ?? kept(part, partOf(part, pairs[i] as Pair, undefined, sha256)));
    }
    return { text: own, ends, parts };
  }

  function readPart(text: string, before: Part | undefined): Part | undefined {
    const found = commonPart(text);
    if (found !== undefined) return found;
    const list = before === undefined || before.items.length === 0 ? undefined : listPart(text, before, sha256);
    if (list !== undefined) return list;
    const pairs = pairsIn(text);
    const [pair] = pairs?.length === 1 ? pairs : [];
    return pair === undefined ? undefined : kept(text, partOf(text, pair, before, sha256));
  }

  const commonPart = (text: string) => (text.length > SHORT ? undefined : common.get(text));

  function kept(text: string, part: Part): Part {
    if (text.length <= SHORT && part.key !== 'id' && common.size < MOST_COMMON) common.set(unshared(text), part);
    return part;
  }

  /** What stands neither before the first nor behind the last part that changed is not looked into. */
  function readChanged(text: string, end: number, known: Frontmatter): Frontmatter | undefined {
    const own = unshared(text.slice(FENCE, end));
    if (own === known.text) return known;
    const first = sameAtStart(own, known);
    const rest = sameAtEnd(own, known, first);
    const longer = own.length - known.text.length;
    const stop = partStart(known, rest) + longer;
    const parts = known.parts.slice(0, first);
    const ends = known.ends.slice(0, first);
    let at = partStart(known, first);
    let next = first;
    while (at < stop) {
      const to = partEnd(own, at);
      const part = own.slice(at, to);
      const place = placeOf(part.slice(0, Math.max(0, part.indexOf(':'))), known.parts, next, rest);
      const isKnown = place >= 0 && part === known.text.slice(partStart(known, place), known.ends[place]);
      const read = isKnown ? known.parts[place] : readPart(part, known.parts[place]);
      if (read === undefined) return undefined;
      // Twice the same key is for the whole reader; those that come in the order of the known ones are not the same.
      if (place >= 0) next = place + 1;
      else if (placeOf(read.key, parts, 0, parts.length) >= 0) return undefined;
      else if (placeOf(read.key, known.parts, next, known.parts.length) >= 0) return undefined;
      parts.push(read);
      ends.push(to);
      at = to;
    }
    for (let i = rest; i < known.parts.length; i++) {
      parts.push(known.parts[i] as Part);
      ends.push(longer + (known.ends[i] as number));
    }
    return at > stop || parts.length > MOST_PARTS ? undefined : { text: own, ends, parts };
  }

  /**
   * Reads the frontmatter of a text that begins with a fence; what stands in it as it stands in `known` is not read again.
   * Undefined where the plain reader does not know.
   */
  return (text: string, known: Frontmatter | undefined): Frontmatter | undefined => {
    const end = text.indexOf(FENCE_LINE, FENCE - 1) + 1;
    if (end === 0 || end - FENCE > LONGEST || !isFence(text, end)) return undefined;
    return known === undefined ? readAll(text, end) : readChanged(text, end, known);
  };
}

function placeOf(key: string, parts: readonly Part[], from: number, to: number): number {
  for (let i = from; i < to; i++) if (parts[i]?.key === key) return i;
  return -1;
}

/** The keys of a text with their values; undefined where the plain reader does not know. */
export function pairsIn(text: string): readonly Pair[] | undefined {
  const root = doubtful.test(text) ? undefined : readPlain(text, 0, text.length);
  if (root?.kind !== 'map') return undefined;
  // Objects have keys that look like numbers in an order of their own.
  for (const { key } of root.pairs) if (key.charCodeAt(0) <= 57) return undefined;
  return root.pairs;
}

function partOf(text: string, { key: name, value }: Pair, before: Part | undefined, sha256: Sha256): Part {
  const key = unshared(name);
  const texts = value.kind === 'list' && listOf(key) !== undefined ? itemTexts(text) : undefined;
  if (value.kind === 'list' && texts?.length === value.items.length) {
    const items = texts.map((each, i) => ({ text: each, item: itemBy(key, toData(value.items[i] as Node), sha256) }));
    return { key, id: undefined, said: saidByItems(key, items), items };
  }
  const data = toData(value);
  const said = saidBy(key, data, sha256);
  const id = key === 'id' ? idOf(data, sha256) : undefined;
  return { key, id, said: before === undefined ? said : sharedSaid(before.said, said), items: none };
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
  return items.length === 0 ? undefined : { key, id: undefined, said: saidByItems(key, items, said.items), items };
}

function newItem(key: string, text: string, sha256: Sha256): ItemPart | undefined {
  const pairs = pairsIn(`${key}:\n${text}`);
  const list = pairs?.[0]?.value;
  if (pairs?.length !== 1 || list?.kind !== 'list' || list.items.length !== 1) return undefined;
  return { text, item: itemBy(key, toData(list.items[0] as Node), sha256) };
}
