// As facts write items: `{id: R-001, note: …}, {…}`, keys in order, cut where they are long.
const items = /^\{[a-z_]+: /;
const names = /(?:^\{|, |\{)(?:id|item|who): ([^,{}]+)(?=[,}])/g;
const cut = /… #[0-9a-f]{8}$/;

/** Whether a value of a fact is a list of items, which nobody wants to read as it is kept. */
export function isItems(text: string | null): boolean {
  return text !== null && items.test(text);
}

/** What became of a list of items, by their names: `set: R-001`, `changed: R-002 added`, `changed`. */
export function itemWords(from: string | null, to: string | null): string {
  const [before, after] = [namesIn(from), namesIn(to)];
  if (from === null) return after.length === 0 ? 'set' : `set: ${after.join(', ')}${more(to)}`;
  if (to === null) return before.length === 0 ? 'taken out' : `taken out: ${before.join(', ')}${more(from)}`;
  // What lies behind a cut may have been there before, or be there still.
  const isWhole = !cut.test(from) && !cut.test(to);
  const added = isWhole ? after.filter((name) => !before.includes(name)) : [];
  const gone = isWhole ? before.filter((name) => !after.includes(name)) : [];
  const told = [...added.map((name) => `${name} added`), ...gone.map((name) => `${name} taken out`)];
  if (told.length > 0) return `changed: ${told.join(', ')}`;
  return isWhole && after.length > 0 ? `changed: what is said of ${after.join(', ')}` : 'changed';
}

function namesIn(text: string | null): string[] {
  return [...new Set([...(text ?? '').matchAll(names)].map(([, name = '']) => name))];
}

const more = (text: string | null): string => (cut.test(text ?? '') ? ' and more' : '');
