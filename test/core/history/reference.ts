/**
 * A ledger as slow and obvious as can be, for comparing the real one with: it looks at whole trees, one commit after
 * another, and compares plain values, not text, blobs or facts.
 */
export interface Told {
  id: string;
  title: string;
  status: string;
  severity: string;
  owner: string | null;
  resolved: string | null;
  actions: readonly { id: string; title: string; owner: string | null; due: string | null; status: string }[];
  body: string;
}

/** What stands in a file: a record, or what cannot be read. */
export type Content = Told | 'junk';
export type Snapshot = Readonly<{ [path: string]: Content }>;
export interface Moment {
  name: string;
  tree: Snapshot;
  /** Of a merge: what its branch looked like, commit by commit. */
  branch: readonly { name: string; tree: Snapshot }[];
}

interface Found {
  path: string;
  told: Told;
}

/** Each event as `main commit|who brought it|record|kind|action|field|from|to`, sorted. */
export function referenceLedger(moments: readonly Moment[]): string[] {
  const trees = moments.map(({ tree }) => tree);
  const events: string[] = [];
  const last = new Map<string, Found>();
  const present = new Map<string, Found>();
  for (const [now, { name, tree, branch }] of moments.entries()) {
    const found = new Map<string, Found | undefined>();
    for (const id of idsIn(trees.slice(0, now + 1))) found.set(id, whereIs(id, present.get(id)?.path, trees, now));
    for (const [id, here] of found) {
      const before = present.get(id);
      for (const event of compare(
        id,
        before,
        here,
        last.get(id),
        swapOf(id, before, here, found, present, tree, trees[now - 1] ?? {}),
      ))
        events.push(`${name}|${bringer(event, id, name, trees[now - 1] ?? {}, branch)}|${id}|${event}`);
    }
    for (const [id, here] of found) {
      if (here === undefined) present.delete(id);
      else {
        present.set(id, here);
        last.set(id, here);
      }
    }
  }
  return events.sort();
}

function idsIn(trees: readonly Snapshot[]): string[] {
  const all = trees.flatMap((tree) =>
    Object.values(tree).flatMap((content) => (content === 'junk' ? [] : [content.id])),
  );
  return [...new Set(all)];
}

/** What a file says, or said when it could last be read, if it was there ever since. */
function readableAt(
  path: string,
  trees: readonly Snapshot[],
  now: number,
): { told: Told; isStale: boolean } | undefined {
  for (let at = now; at >= 0; at--) {
    const content = trees[at]?.[path];
    if (content === undefined) return undefined;
    if (content !== 'junk') return { told: content, isStale: at < now && trees[now]?.[path] === 'junk' };
  }
  return undefined;
}

function whereIs(id: string, followed: string | undefined, trees: readonly Snapshot[], now: number): Found | undefined {
  const holders = Object.keys(trees[now] ?? {})
    .sort()
    .flatMap((path) => {
      const here = readableAt(path, trees, now);
      return here?.told.id === id ? [{ path, ...here }] : [];
    });
  return (
    holders.find(({ path, isStale }) => path === followed && !isStale) ??
    holders.find(({ isStale }) => !isStale) ??
    holders.find(({ path }) => path === followed) ??
    holders[0]
  );
}

/** The other record of a file that changed its id, when one of the two came by it and the other went. */
function swapOf(
  id: string,
  before: Found | undefined,
  here: Found | undefined,
  found: ReadonlyMap<string, Found | undefined>,
  present: ReadonlyMap<string, Found>,
  tree: Snapshot,
  previous: Snapshot,
): string | undefined {
  if (before !== undefined && here === undefined) {
    const content = tree[before.path];
    if (content === undefined || content === 'junk') return undefined;
    return present.has(content.id) || found.get(content.id)?.path !== before.path ? undefined : content.id;
  }
  if (before === undefined && here !== undefined) {
    const old = previous[here.path];
    if (old === undefined) return undefined;
    const other = [...present].find(([, each]) => each.path === here.path)?.[0];
    return other !== undefined && other !== id && found.get(other) === undefined ? other : undefined;
  }
  return undefined;
}

function compare(
  id: string,
  before: Found | undefined,
  here: Found | undefined,
  last: Found | undefined,
  swapped: string | undefined,
): string[] {
  const line = (...cells: (string | null)[]) => cells.map((cell) => cell ?? '').join('|');
  if (here === undefined) {
    if (before === undefined) return [];
    return [
      swapped === undefined ? line('removed', '', 'path', before.path, '') : line('removed', '', 'id', id, swapped),
    ];
  }
  const events: string[] = [];
  if (before === undefined) {
    const kind = last === undefined ? 'created' : 'restored';
    events.push(swapped === undefined ? line(kind, '', 'path', '', here.path) : line(kind, '', 'id', swapped, id));
  } else if (before.path !== here.path) events.push(line('renamed', '', 'path', before.path, here.path));
  const old = last?.told;
  const now = here.told;
  if (old !== undefined) {
    if (old.status !== now.status)
      events.push(line(now.status === 'withdrawn' ? 'withdrawn' : 'status', '', 'status', old.status, now.status));
    if (old.severity !== now.severity) events.push(line('severity', '', 'severity', old.severity, now.severity));
    if (old.owner !== now.owner) events.push(line('owner', '', 'owner', old.owner, now.owner));
    if (old.title !== now.title) events.push(line('field', '', 'title', old.title, now.title));
    if (old.resolved !== now.resolved) events.push(line('time', '', 'resolved', old.resolved, now.resolved));
    if (old.body !== now.body) events.push(line('body', '', 'body', '', ''));
  }
  for (const action of now.actions) {
    const was = old?.actions.find((each) => each.id === action.id);
    if (was === undefined) {
      events.push(line('action-added', action.id, 'title', '', action.title));
      if (action.status === 'done') events.push(line('action-status', action.id, 'status', '', 'done'));
      continue;
    }
    if (was.status !== action.status)
      events.push(line('action-status', action.id, 'status', was.status, action.status));
    if (was.owner !== action.owner) events.push(line('action-owner', action.id, 'owner', was.owner, action.owner));
    if (was.due !== action.due) events.push(line('action-due', action.id, 'due', was.due, action.due));
    if (was.title !== action.title) events.push(line('action-other', action.id, 'title', was.title, action.title));
  }
  for (const was of old?.actions ?? [])
    if (!now.actions.some((each) => each.id === was.id))
      events.push(line('action-removed', was.id, 'title', was.title, ''));
  return events;
}

/** The last commit of the branch that made this very event, else the next best: see the list at the end. */
function bringer(event: string, id: string, name: string, from: Snapshot, branch: Moment['branch']): string {
  const find = (tree: Snapshot): Found | undefined => {
    const [path, told] = Object.entries(tree).find(([, content]) => content !== 'junk' && content.id === id) ?? [];
    return path === undefined ? undefined : { path, told: told as Told };
  };
  const made = branch.flatMap(({ name: inner, tree }, i) => {
    const before = find(i === 0 ? from : (branch[i - 1]?.tree ?? {}));
    return compare(id, before, find(tree), before, undefined).map((each) => ({ inner, cells: each.split('|') }));
  });
  const cells = event.split('|');
  const isEntry = (kind: string | undefined) => kind === 'created' || kind === 'restored';
  const lastThat = (isIt: (other: string[]) => boolean) => made.findLast((each) => isIt(each.cells))?.inner;
  const isSame = (columns: number[]) => (other: string[]) => columns.every((column) => cells[column] === other[column]);
  const entry = () => lastThat(([kind]) => isEntry(kind));
  if (isEntry(cells[0])) return entry() ?? name;
  return (
    lastThat(isSame([0, 1, 2, 4])) ??
    lastThat(isSame([0, 1, 2])) ??
    (cells[1] === '' ? undefined : lastThat(isSame([1]))) ??
    entry() ??
    lastThat(() => true) ??
    name
  );
}
