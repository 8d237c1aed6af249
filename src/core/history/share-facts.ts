import type { Facts, Fields, Item, ListName } from './facts.ts';
import { historyKey } from './record-history.ts';

/**
 * Makes consecutive versions of a record share what they say alike, in whichever direction they come: a version mostly
 * differs in a line or two, and so a history of sixty thousand takes little more room than its changes, and what is the
 * same object needs no comparing.
 */
export function factsSharer(): (facts: Facts) => Facts {
  const latest = new Map<string, Facts>();
  return (facts) => {
    const key = historyKey(facts.kind, facts.id);
    const known = latest.get(key);
    const shared = known === undefined ? facts : sharedWith(known, facts);
    latest.set(key, shared);
    return shared;
  };
}

function sharedWith(known: Facts, facts: Facts): Facts {
  const lists: { [list in ListName]?: readonly Item[] } = {};
  for (const name of Object.keys(facts.lists) as ListName[]) {
    const items = facts.lists[name];
    if (items !== undefined) lists[name] = sameItems(known.lists[name], items);
  }
  return { ...facts, fields: isSame(known.fields, facts.fields) ? known.fields : facts.fields, lists };
}

function sameItems(known: readonly Item[] | undefined, items: readonly Item[]): readonly Item[] {
  if (known === undefined) return items;
  // An item mostly keeps its place; one that has moved is only not shared.
  const shared = items.map((item, i) => {
    const old = known[i];
    return old !== undefined && old[0] === item[0] && isSame(old[1], item[1]) ? old : item;
  });
  return shared.length === known.length && shared.every((item, i) => item === known[i]) ? known : shared;
}

/** Also in the same order, in which events are told. */
function isSame(a: Fields, b: Fields): boolean {
  const names = Object.keys(a);
  const others = Object.keys(b);
  return names.length === others.length && names.every((name, i) => name === others[i] && a[name] === b[name]);
}
