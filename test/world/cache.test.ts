import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCache, readCache, writeCache } from '../../src/world/cache.ts';
import { type FsCalls, realFs } from '../../src/world/fs-calls.ts';
import { realWorld } from '../../src/world/index.ts';
import { gitEnv, makeFolder, makeRepository } from '../repository.ts';

/** A disk on which everything belongs to somebody else, or only what has that name. */
const foreign = (which: (name: string) => boolean): FsCalls => ({
  ...realFs,
  lstatSync: ((name: string) => {
    const stat = fs.lstatSync(name);
    return which(name) ? Object.assign(stat, { uid: 4321 }) : stat;
  }) as unknown as typeof fs.lstatSync,
});

describe('the cache', () => {
  it('gives back what was kept, in git’s own folder', () => {
    const { path: top, git } = makeRepository({ a: '' });
    const { cache } = realWorld(gitEnv);
    expect(cache.read(top, 'facts')).toBeUndefined();
    cache.write(top, 'facts', 'ä');
    cache.write(top, 'facts', 'ö');
    expect(cache.read(top, 'facts')).toBe('ö');
    expect(fs.readdirSync(path.join(top, '.git/pir'))).toEqual(['facts']);
    expect(git('status', '--porcelain')).toBe('');
  });

  it('gives parts of what was opened, whatever takes its place', () => {
    const folder = path.join(makeFolder(), 'pir');
    const opened: number[] = [];
    writeCache(realFs, folder, 'facts', Buffer.from([97, 98, 99, 200]));
    const kept = openCache(realFs, folder, 'facts', opened);
    expect(kept?.length).toBe(4);
    writeCache(realFs, folder, 'facts', 'xyz');
    expect(kept?.part(0, 3)).toBe('abc');
    expect([...(kept?.bytes(2, 99) ?? [])]).toEqual([99, 200]);
    expect(kept?.part(9, 12)).toBe('');
    expect(opened).toHaveLength(1);
    for (const fd of opened) fs.closeSync(fd);
    expect(openCache(realFs, folder, 'nothing', opened)).toBeUndefined();
    fs.mkdirSync(path.join(folder, 'folder'));
    expect(openCache(realFs, folder, 'folder', opened)).toBeUndefined();
    expect(opened).toHaveLength(1);
  });

  it('lets go of what it opened', () => {
    const { path: top } = makeRepository({ a: '' });
    const { cache } = realWorld(gitEnv);
    cache.write(top, 'facts', 'abc');
    const kept = cache.open(top, 'facts');
    expect(kept?.part(0, 1)).toBe('a');
    cache.close();
    expect(() => kept?.part(0, 1)).toThrow();
    cache.close();
  });

  it('is not there outside of git', () => {
    const folder = makeFolder();
    const { cache } = realWorld(gitEnv);
    cache.write(folder, 'facts', 'x');
    expect(cache.read(folder, 'facts')).toBeUndefined();
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('believes and follows no link', () => {
    const folder = path.join(makeFolder(), 'pir');
    const elsewhere = makeFolder();
    fs.writeFileSync(path.join(elsewhere, 'facts'), 'lies');
    fs.symlinkSync(elsewhere, folder);
    expect(readCache(realFs, folder, 'facts')).toBeUndefined();
    writeCache(realFs, folder, 'other', 'x');
    expect(fs.readdirSync(elsewhere)).toEqual(['facts']);
    fs.unlinkSync(folder);
    fs.mkdirSync(folder);
    fs.symlinkSync(path.join(elsewhere, 'facts'), path.join(folder, 'facts'));
    expect(readCache(realFs, folder, 'facts')).toBeUndefined();
    writeCache(realFs, folder, 'facts', 'truth');
    expect(readCache(realFs, folder, 'facts')).toBe('truth');
    expect(fs.readFileSync(path.join(elsewhere, 'facts'), 'utf8')).toBe('lies');
  });

  it('believes nothing that belongs to somebody else', () => {
    const folder = path.join(makeFolder(), 'pir');
    writeCache(realFs, folder, 'facts', 'x');
    expect(readCache(realFs, folder, 'facts')).toBe('x');
    expect(
      readCache(
        foreign((name) => name === folder),
        folder,
        'facts',
      ),
    ).toBeUndefined();
    expect(
      readCache(
        foreign((name) => name.endsWith('facts')),
        folder,
        'facts',
      ),
    ).toBeUndefined();
    writeCache(
      foreign((name) => name === folder),
      folder,
      'facts',
      'y',
    );
    expect(readCache(realFs, folder, 'facts')).toBe('x');
  });

  it('writes many texts as one, in pieces', () => {
    const folder = makeFolder();
    const texts = Array.from({ length: 5 }, (_, i) => `${i}é`.repeat(300_000));
    const pieces: number[] = [];
    const calls = {
      ...realFs,
      writeFileSync(file: number, text: string) {
        pieces.push(text.length);
        fs.writeFileSync(file, text);
      },
    } as unknown as FsCalls;
    writeCache(calls, folder, 'facts', texts);
    expect(readCache(realFs, folder, 'facts')).toBe(texts.join(''));
    expect(pieces).toEqual([1_200_000, 1_200_000, 600_000]);
    pieces.length = 0;
    const long = `a${'\u{1f4a5}'.repeat(600_000)}`;
    writeCache(calls, folder, 'facts', ['b', long]);
    expect(readCache(realFs, folder, 'facts')).toBe(`b${long}`);
    expect(pieces).toEqual([1_048_578, 151_424]);
  });

  it('leaves what was there where one of many texts cannot be written', () => {
    const folder = makeFolder();
    writeCache(realFs, folder, 'facts', 'x');
    const calls: FsCalls = {
      ...realFs,
      writeFileSync: () => {
        throw Object.assign(new Error(), { code: 'ENOSPC' });
      },
    };
    writeCache(calls, folder, 'facts', ['y', 'z']);
    expect(fs.readdirSync(folder)).toEqual(['facts']);
    expect(readCache(realFs, folder, 'facts')).toBe('x');
  });

  it('never breaks a run', () => {
    const folder = path.join(makeFolder(), 'pir');
    writeCache(realFs, folder, 'facts', 'x');
    for (const call of ['mkdirSync', 'writeFileSync', 'renameSync', 'lstatSync'] as const) {
      const calls: FsCalls = {
        ...realFs,
        [call]: () => {
          throw Object.assign(new Error(), { code: 'ENOSPC' });
        },
      };
      writeCache(calls, folder, 'facts', 'y');
      expect(fs.readdirSync(folder)).toEqual(['facts']);
      expect(readCache(realFs, folder, 'facts')).toBe('x');
    }
    writeCache(realFs, path.join(folder, 'facts'), 'below a file', 'x');
    fs.writeFileSync(path.join(folder, 'bytes'), Buffer.from([0xff]));
    expect(readCache(realFs, folder, 'bytes')).toBeUndefined();
  });
});
