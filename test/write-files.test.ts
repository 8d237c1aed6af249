import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PlannedFile, Report } from '../src/core/report.ts';
import { realWorld } from '../src/world/index.ts';
import { writeFiles } from '../src/write-files.ts';
import { report } from './reporters/fixture.ts';
import { gitEnv, makeFolder } from './repository.ts';

const world = realWorld({ ...gitEnv });
const update = (folder: string, path: string, before: string, text: string): PlannedFile => ({
  absolutePath: join(folder, path),
  path,
  action: 'update',
  text,
  before,
});
const create = (folder: string, path: string, text: string): PlannedFile => ({
  absolutePath: join(folder, path),
  path,
  action: 'create',
  text,
});
const read = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const together = (files: PlannedFile[]): Report => report({ files, isTogether: true });

function folderWith(files: { [name: string]: string }): string {
  const folder = makeFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe('files that belong together', () => {
  it('are all written', async () => {
    const folder = folderWith({ 'a.md': 'a', 'b.md': 'b' });
    await writeFiles(together([create(folder, 'c.md', 'C'), update(folder, 'a.md', 'a', 'A')]), world);
    expect(read(folder)).toEqual({ 'a.md': 'A', 'b.md': 'b', 'c.md': 'C' });
  });

  it('are none of them written where one is another by now', async () => {
    const folder = folderWith({ 'a.md': 'a', 'b.md': 'somebody else' });
    const files = [create(folder, 'c.md', 'C'), update(folder, 'a.md', 'a', 'A'), update(folder, 'b.md', 'b', 'B')];
    await expect(writeFiles(together(files), world)).rejects.toThrow('Unexpected change of b.md while pir was at work');
    expect(read(folder)).toEqual({ 'a.md': 'a', 'b.md': 'somebody else' });
  });

  it('are taken back where the last cannot be written after all', async () => {
    const folder = folderWith({ 'a.md': 'a', 'b.md': 'b' });
    const late = {
      ...world,
      files: {
        ...world.files,
        replace: (name: string, before: string, text: string) =>
          !(name.endsWith('b.md') && text === 'B') && world.files.replace(name, before, text),
      },
    };
    const files = [create(folder, 'c.md', 'C'), update(folder, 'a.md', 'a', 'A'), update(folder, 'b.md', 'b', 'B')];
    await expect(writeFiles(together(files), late)).rejects.toThrow('Unexpected change of b.md');
    expect(read(folder)).toEqual({ 'a.md': 'a', 'b.md': 'b' });
  });

  it('leave alone, when they are taken back, what somebody wrote meanwhile', async () => {
    const folder = folderWith({ 'a.md': 'a', 'b.md': 'b' });
    const late = {
      ...world,
      files: {
        ...world.files,
        replace: (name: string, before: string, text: string) => {
          if (name.endsWith('b.md')) {
            writeFileSync(join(folder, 'c.md'), 'mine');
            return false;
          }
          return world.files.replace(name, before, text);
        },
      },
    };
    const files = [create(folder, 'c.md', 'C'), update(folder, 'a.md', 'a', 'A'), update(folder, 'b.md', 'b', 'B')];
    await expect(writeFiles(together(files), late)).rejects.toThrow();
    expect(read(folder)).toEqual({ 'a.md': 'a', 'b.md': 'b', 'c.md': 'mine' });
  });
});

describe('a name that goes on after its id', () => {
  const claimed = (folder: string, id: number, words: string): PlannedFile => ({
    ...create(folder, `R-${id}-${words}.md`, words),
    claim: {
      absolutePath: join(folder, `R-${id}.md`),
      isFree: () => !readdirSync(folder).some((name) => name.startsWith(`R-${id}-`)),
    },
    next: () => claimed(folder, id + 1, words),
  });

  it('is given only while no other name has the id', async () => {
    const folder = folderWith({ 'R-1-first.md': 'first' });
    const { files } = await writeFiles(report({ files: [claimed(folder, 1, 'second')] }), world);
    expect(files.map(({ path }) => path)).toEqual(['R-2-second.md']);
    expect(read(folder)).toEqual({ 'R-1-first.md': 'first', 'R-2-second.md': 'second' });
  });

  it('waits for nobody who is about to take the id', async () => {
    const folder = folderWith({ 'R-1.md': 'somebody else' });
    const { files } = await writeFiles(report({ files: [claimed(folder, 1, 'mine')] }), world);
    expect(files.map(({ path }) => path)).toEqual(['R-2-mine.md']);
    expect(read(folder)).toEqual({ 'R-1.md': 'somebody else', 'R-2-mine.md': 'mine' });
  });

  it('may be the id alone', async () => {
    const folder = folderWith({ 'R-1-first.md': 'first' });
    const plain = (id: number): PlannedFile => ({
      ...claimed(folder, id, 'x'),
      absolutePath: join(folder, `R-${id}.md`),
      path: `R-${id}.md`,
      next: () => plain(id + 1),
    });
    await writeFiles(report({ files: [plain(1)] }), world);
    expect(Object.keys(read(folder)).sort()).toEqual(['R-1-first.md', 'R-2.md']);
  });
});

it('writes nothing of what is kept', async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'sub'));
  const { files } = await writeFiles(
    report({ files: [{ ...create(folder, 'sub/kept.md', 'x'), action: 'keep' }] }),
    world,
  );
  expect(files).toHaveLength(1);
  expect(existsSync(join(folder, 'sub/kept.md'))).toBe(false);
});
