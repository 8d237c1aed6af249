import type { Fields, Item, Said } from './facts.ts';

/** What the keys say, sharing with an earlier version what they said there already. */
export function sharedWith(known: readonly Said[], said: readonly Said[]): readonly Said[] {
  return said.map((each) => {
    const before = known.find(({ key }) => key === each.key);
    return before === undefined ? each : sharedSaid(before, each);
  });
}

/** What a key says, sharing with what it said in another version what is the same. */
export function sharedSaid(known: Said, said: Said): Said {
  if (said.list === undefined) return known.list === undefined && isSame(known.fields, said.fields) ? known : said;
  // An item mostly keeps its place; one that has moved is only not shared.
  const items = said.items.map((item, i): Item => {
    const old = known.items[i];
    return old !== undefined && old[0] === item[0] && isSame(old[1], item[1]) ? old : item;
  });
  const isAll = known.list !== undefined && items.length === known.items.length;
  return isAll && items.every((item, i) => item === known.items[i]) ? known : { ...said, items };
}

/** Also in the same order, in which events are told. */
function isSame(a: Fields, b: Fields): boolean {
  const names = Object.keys(a);
  const others = Object.keys(b);
  return names.length === others.length && names.every((name, i) => name === others[i] && a[name] === b[name]);
}
