import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventsOf } from '../../../src/core/history/ledger.ts';
import { ledgerOf, type Made, type Tree } from './line.ts';
import { type Content, type Moment, referenceLedger, type Snapshot, type Told } from './reference.ts';

const ids = ['one', 'two', 'three', 'four'];
const paths = ['incidents/a.md', 'incidents/2026/b.md', 'incidents/2026/c.md', 'incidents/d.md'];
const days = [null, '2026-03-01', '2026-04-15', '2026-05-01'];

const action = fc.record({
  id: fc.constantFrom('A1', 'A2', 'A3'),
  title: fc.constantFrom('Add an alert', 'Limits in code'),
  owner: fc.constantFrom(null, '@alice', '@bob'),
  due: fc.constantFrom(...days),
  status: fc.constantFrom('open', 'in_progress', 'done'),
});
const told: fc.Arbitrary<Told> = fc.record({
  id: fc.constantFrom(...ids),
  title: fc.constantFrom('Down', 'Gone'),
  status: fc.constantFrom('draft', 'in_review', 'withdrawn'),
  severity: fc.constantFrom('sev1', 'sev2'),
  owner: fc.constantFrom(null, '@alice', '@bob'),
  resolved: fc.constantFrom(null, '2026-01-05T08:54:00Z', '2026-01-05T08:30:00Z'),
  actions: fc.uniqueArray(action, { maxLength: 3, selector: ({ id }) => id }),
  body: fc.constantFrom('Words.', 'Other words.'),
});

/** One thing that somebody does to a tree; what makes no sense there does nothing. */
const deed = fc.oneof(
  { weight: 4, arbitrary: fc.record({ deed: fc.constant('write' as const), path: fc.constantFrom(...paths), told }) },
  { weight: 4, arbitrary: fc.record({ deed: fc.constant('edit' as const), path: fc.constantFrom(...paths), told }) },
  {
    weight: 2,
    arbitrary: fc.record({
      deed: fc.constant('move' as const),
      path: fc.constantFrom(...paths),
      to: fc.constantFrom(...paths),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      deed: fc.constant('copy' as const),
      path: fc.constantFrom(...paths),
      to: fc.constantFrom(...paths),
      id: fc.constantFrom(...ids),
    }),
  },
  { weight: 1, arbitrary: fc.record({ deed: fc.constant('remove' as const), path: fc.constantFrom(...paths) }) },
  { weight: 1, arbitrary: fc.record({ deed: fc.constant('junk' as const), path: fc.constantFrom(...paths) }) },
  // The tree of some commits ago again: a revert.
  { weight: 1, arbitrary: fc.record({ deed: fc.constant('revert' as const), ago: fc.integer({ min: 1, max: 3 }) }) },
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

const commit = fc.record({
  deeds: fc.array(deed, { minLength: 1, maxLength: 3 }),
  layout: fc.boolean(),
  skew: fc.integer({ min: -400, max: 400 }),
});
const history = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: commit.map((one) => [one]) },
    { weight: 1, arbitrary: fc.array(commit, { minLength: 1, maxLength: 4 }).map((some) => [...some, undefined]) },
  ),
  { maxLength: 12 },
);

function after(tree: Snapshot, deeds: readonly Deed[], past: readonly Snapshot[]): Snapshot {
  const files: { [path: string]: Content } = { ...tree };
  for (const each of deeds) {
    if (each.deed === 'revert') {
      const old = past.at(-each.ago) ?? {};
      for (const path of paths) delete files[path];
      Object.assign(files, old);
      continue;
    }
    const here = files[each.path];
    if (each.deed === 'write') files[each.path] = each.told;
    else if (here === undefined) continue;
    else if (each.deed === 'edit') files[each.path] = here === 'junk' ? each.told : { ...each.told, id: here.id };
    else if (each.deed === 'junk') files[each.path] = 'junk';
    else if (each.deed === 'remove') delete files[each.path];
    else if (each.deed === 'move') {
      delete files[each.path];
      files[each.to] = here;
    } else if (here !== 'junk') files[each.to] = { ...here, id: each.id };
  }
  return files;
}

/** The same facts in two layouts, as a formatter would leave them. */
function textOf(content: Content, isTidy: boolean): string {
  if (content === 'junk') return '<<<<<<< no record\n';
  const { id, title, status, severity, owner, resolved, actions, body } = content;
  const times = {
    started: '2026-01-05T08:12:00Z',
    ...(resolved && { resolved: isTidy ? resolved : resolved.replace(/T08:(\d\d):00Z/, 'T09:$1+01:00') }),
  };
  const facts = { schema: 'pir/incident@1', id, title, type: 'availability', status, severity, owner, times, actions };
  const pairs = Object.entries(facts).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${(isTidy ? pairs : pairs.reverse()).join('\n')}\n---\n${isTidy ? '\n' : '\n\n'}${body}${isTidy ? '' : '  '}\n`;
}

const treeOf = (snapshot: Snapshot, isTidy: boolean): Tree =>
  Object.fromEntries(Object.entries(snapshot).map(([path, content]) => [path, textOf(content, isTidy)]));

/** Whether every record stands in one readable file, so that nobody can doubt which commit of a branch changed it. */
function isPlain(tree: Snapshot): boolean {
  const held = Object.values(tree);
  return !held.includes('junk') && new Set(held.map((each) => (each as Told).id)).size === held.length;
}

test('the ledger says of any history what a slow and obvious one says', () => {
  let merges = 0;
  fc.assert(
    fc.property(history, (steps) => {
      const made: Made[] = [];
      const moments: Moment[] = [];
      let tree: Snapshot = {};
      const past: Snapshot[] = [];
      for (const step of steps) {
        const branch: { name: string; tree: Snapshot; made: Made }[] = [];
        let current = tree;
        const name = `c${made.length}`;
        for (const one of step) {
          if (one === undefined) continue;
          current = after(current, one.deeds, past);
          const at = Date.UTC(2026, 0, 1) / 1000 + (made.length + one.skew) * 86_400;
          branch.push({
            name: `${name}.${branch.length}`,
            tree: current,
            made: { tree: treeOf(current, one.layout), committed: at },
          });
        }
        const last = branch.at(-1)?.made as Made;
        const isMerge = step.length > 1;
        if (isMerge) merges++;
        made.push(isMerge ? { ...last, branch: branch.map((each) => each.made) } : last);
        moments.push({ name, tree: current, branch: isMerge ? branch : [] });
        tree = current;
        past.push(tree);
      }
      const isClear = moments.map(({ tree: now, branch }, i) =>
        [moments[i - 1]?.tree ?? {}, now, ...branch.map((each) => each.tree)].every(isPlain),
      );
      // Who brought it is compared where a branch leaves no doubt.
      const plain = (line: string) => {
        const [main = '', bringer = '', ...rest] = line.split('|');
        return [main, isClear[Number(main.slice(1))] ? bringer : '', ...rest].join('|');
      };
      const events = eventsOf(ledgerOf(made)).map(({ mark, record, kind, action, field, from, to }) =>
        [mark.merge, mark.commit, record, kind, action, field, ...(kind === 'body' ? ['', ''] : [from, to])]
          .map((cell) => cell ?? '')
          .join('|'),
      );
      expect(events.map(plain).sort()).toEqual(referenceLedger(moments).map(plain).sort());
    }),
    { numRuns: 400 },
  );
  expect(merges).toBeGreaterThan(50);
});
