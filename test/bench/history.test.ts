import { describe, expect, it } from 'vitest';
import { bringerOf } from '../../src/core/history/commit.ts';
import { makeFolder } from '../repository.ts';
import { door, run, walkAll } from '../world/history-door.ts';
import { corpusFiles } from './corpus.mjs';
import { writeHistory } from './history.mjs';
import { makeRecord } from './record.mjs';

const seed = 2;
const records = 30;

/** Every change that the generated records go through: path, moment, who. */
const expected = Array.from({ length: records }, (_, index) => makeRecord(seed, index, records))
  .flatMap(({ path, events }) => events.map(({ at, who }) => `${at} ${path} ${who.slice(1)}`))
  .sort();

describe('a generated history', () => {
  it.each([
    { merges: 0, noise: 0 },
    { merges: 0.4, noise: 0.5 },
    { merges: 0.1, noise: 4 },
  ])('has every change with its time and person: $merges merged, $noise others', async (shape) => {
    const top = makeFolder();
    const count = await writeHistory(top, { records, seed, ...shape });
    const commits = await walkAll(top);
    const found = commits.flatMap((commit) =>
      commit.changes.map((change) => `${commit.committer.at} ${change.path} ${bringerOf(commit, change).author.name}`),
    );
    expect(found.sort()).toEqual(expected);
    expect(commits.some(({ inner }) => inner.length > 0)).toBe(shape.merges > 0);
    expect(count > expected.length + 1).toBe(shape.merges > 0 || shape.noise > 0);
  });

  it('ends where the corpus of the same numbers stands', async () => {
    const top = makeFolder();
    await writeHistory(top, { records, seed });
    const files = door().treeAt(top, run(top, ['rev-parse', 'HEAD']), ['']);
    const hashed = [...corpusFiles({ records, seed })].map(([path, text]) => {
      return `${path} ${run(top, ['hash-object', '--stdin'], {}, text)}`;
    });
    expect(files.map(({ path, blob }) => `${path} ${blob}`)).toEqual(hashed.sort());
  });
});
