import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRepository, type Repository } from '../repository.ts';
import { run, told, walkAll } from './history-door.ts';

const paths = ['incidents/a.md', 'incidents/2026/b.md', 'code.ts'];

/** A commit as drawn: which earlier ones it comes from (by how far back), and what each path says afterwards, if anything. */
interface Drawn {
  parents: readonly number[];
  files: readonly (number | null | undefined)[];
  at: number;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  parents: fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 3 }),
  files: fc.array(fc.option(fc.option(fc.nat(2), { nil: null }), { nil: undefined }), { minLength: 3, maxLength: 3 }),
  at: fc.integer({ min: 1_700_000_000, max: 1_700_000_050 }),
});

/** Files of a commit, by path. */
type Tree = ReadonlyMap<string, string>;

interface Made {
  subject: string;
  parents: readonly number[];
  tree: Tree;
}

/** Writes them with fast-import, the last being main, and says what was made. */
function make(repo: Repository, list: readonly Drawn[]): Made[] {
  const made: Made[] = [];
  const lines: string[] = [];
  for (const [i, { parents: back, files, at }] of list.entries()) {
    const parents = [...new Set(back.map((steps) => i - 1 - steps).filter((place) => place >= 0))];
    const tree = new Map(made[parents[0] ?? -1]?.tree);
    const subject = `c${i}`;
    lines.push(i === list.length - 1 ? 'commit refs/heads/main' : `commit refs/heads/b${i}`);
    lines.push(`mark :${i + 1}`, `committer A <a@example.com> ${at} +0000`, `data ${subject.length}`, subject);
    for (const [n, parent] of parents.entries()) lines.push(`${n === 0 ? 'from' : 'merge'} :${parent + 1}`);
    for (const [n, content] of files.entries()) {
      const path = paths[n] ?? '';
      if (content === undefined) continue;
      if (content === null) {
        if (tree.delete(path)) lines.push(`D ${path}`);
      } else {
        tree.set(path, `${content}`);
        lines.push(`M 100644 inline ${path}`, 'data 1', `${content}`);
      }
    }
    lines.push('');
    made.push({ subject, parents, tree });
  }
  run(repo.path, ['fast-import', '--quiet'], {}, `${lines.join('\n')}\n`);
  return made;
}

const reachable = (made: readonly Made[], from: number | undefined, seen = new Set<number>()): Set<number> => {
  if (from === undefined || seen.has(from)) return seen;
  seen.add(from);
  for (const parent of made[from]?.parents ?? []) reachable(made, parent, seen);
  return seen;
};

/** `+` `-` `~` and path of every record in which a commit differs from all of its parents, as told from the first. */
function differences(made: readonly Made[], { tree, parents }: Made, against: readonly number[]): string[] {
  const first = made[parents[0] ?? -1]?.tree;
  return paths
    .filter((path) => path.startsWith('incidents/'))
    .filter((path) => {
      const others = against.length > 0 ? against.map((parent) => made[parent]?.tree.get(path)) : [undefined];
      return others.every((other) => other !== tree.get(path));
    })
    .map((path) => `${!tree.has(path) ? '-' : first?.has(path) ? '~' : '+'}${path}`)
    .sort();
}

/** The same history, told slowly. */
function reference(made: readonly Made[]) {
  const chain: number[] = [];
  for (let at: number | undefined = made.length - 1; at !== undefined; at = made[at]?.parents[0]) chain.unshift(at);
  return chain.flatMap((place) => {
    const commit = made[place] as Made;
    const changes = differences(made, commit, commit.parents.slice(0, 1));
    if (changes.length === 0) return [];
    const before = reachable(made, commit.parents[0]);
    const inner = [...reachable(made, place)]
      .filter((other) => other !== place && !before.has(other))
      .map((other) => made[other] as Made)
      .map((other) => [other.subject, ...differences(made, other, other.parents)].join(' '))
      .filter((words) => words.includes(' '));
    const isMerge = commit.parents.length > 1;
    return [{ told: [commit.subject, ...changes].join(' '), inner: isMerge ? inner.sort() : [] }];
  });
}

describe('a walk over any history', () => {
  it('tells what a slow reference tells', async () => {
    let merges = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { minLength: 1, maxLength: 30, size: 'max' }), async (list) => {
        const repo = makeRepository();
        const made = make(repo, list);
        const commits = await walkAll(repo.path);
        const sorted = (words: string) => [words.split(' ')[0], ...words.split(' ').slice(1).sort()].join(' ');
        const found = commits.map((commit) => ({
          told: sorted(told([commit])[0] ?? ''),
          inner: told(commit.inner).map(sorted).sort(),
        }));
        merges += found.filter(({ inner }) => inner.length > 0).length;
        expect(found).toEqual(reference(made));
      }),
      { numRuns: 30 },
    );
    expect(merges, 'that were told').toBeGreaterThan(20);
  }, 60_000);
});
