import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOn } from '../../src/world/files.ts';
import { type FsCalls, realFs } from '../../src/world/fs-calls.ts';
import { makeFolder } from '../repository.ts';

const on = (calls: FsCalls) => filesOn(calls, () => process.stdin);
const files = on(realFs);
const some = [
  { path: 'a.txt', data: 'ä\n' },
  { path: 'b/c/d.png', data: Uint8Array.of(0, 255, 10) },
  { path: 'b/e.txt', data: '' },
];
const tree = (folder: string) => fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

describe('createFolder', () => {
  it('writes text and bytes, with modes that no umask changes', () => {
    const folder = path.join(makeFolder(), 'new/package');
    const umask = process.umask(0o077);
    try {
      expect(files.createFolder(folder, some)).toBe(true);
    } finally {
      process.umask(umask);
    }
    expect(tree(folder)).toEqual(['a.txt', 'b', 'b/c', 'b/c/d.png', 'b/e.txt']);
    expect(fs.readFileSync(path.join(folder, 'a.txt'), 'utf8')).toBe('ä\n');
    expect([...fs.readFileSync(path.join(folder, 'b/c/d.png'))]).toEqual([0, 255, 10]);
    const mode = (name: string) => fs.statSync(path.join(folder, name)).mode & 0o777;
    expect(['', 'b', 'b/c', 'a.txt', 'b/c/d.png'].map(mode)).toEqual([0o755, 0o755, 0o755, 0o644, 0o644]);
    expect(fs.readdirSync(path.dirname(folder))).toEqual(['package']);
  });

  it('takes an empty folder, and nothing else that stands there', () => {
    const folder = makeFolder();
    fs.mkdirSync(path.join(folder, 'empty'));
    fs.mkdirSync(path.join(folder, 'full'));
    fs.writeFileSync(path.join(folder, 'full/old'), 'old');
    fs.writeFileSync(path.join(folder, 'file'), 'old');
    fs.symlinkSync('nowhere', path.join(folder, 'link'));
    expect(files.createFolder(path.join(folder, 'empty'), some)).toBe(true);
    expect(files.createFolder(path.join(folder, 'full'), some)).toBe(false);
    expect(files.createFolder(path.join(folder, 'file'), some)).toBe(false);
    expect(() => files.createFolder(path.join(folder, 'link'), some)).toThrow(/is a symbolic link/);
    expect(tree(folder).filter((name) => !name.startsWith('empty'))).toEqual(['file', 'full', 'full/old', 'link']);
    expect(fs.readFileSync(path.join(folder, 'full/old'), 'utf8')).toBe('old');
  });

  it('leaves nothing behind, whichever call fails', () => {
    let steps = 0;
    for (let first = 1; first < 100; first++) {
      const folder = makeFolder();
      let count = 0;
      const calls = Object.fromEntries(
        Object.entries(realFs).map(([name, call]) => [
          name,
          (...args: unknown[]) => {
            if (name !== 'closeSync' && name !== 'rmSync' && ++count === first)
              throw Object.assign(new Error('made to fail'), { code: 'ENOSPC' });
            return (call as (...args: unknown[]) => unknown)(...args);
          },
        ]),
      ) as unknown as FsCalls;
      try {
        on(calls).createFolder(path.join(folder, 'package'), some);
        steps = first;
        break;
      } catch (error) {
        expect(String(error)).toContain('disk full');
        expect(tree(folder)).toEqual([]);
      }
    }
    expect(steps).toBeGreaterThan(10);
  });
});
