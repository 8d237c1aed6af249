import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { filesOn } from '../../src/world/files.ts';
import { realFs } from '../../src/world/fs-calls.ts';
import { UserError } from '../../src/world/world.ts';
import { makeFolder, makePipe } from '../repository.ts';

const files = filesOn(realFs, () => process.stdin);

describe('readText', () => {
  it('gives the text, or undefined where nothing stands', () => {
    const name = path.join(makeFolder(), 'a.yaml');
    expect(files.readText(name)).toBeUndefined();
    expect(files.readText(path.join(name, 'b'))).toBeUndefined();
    fs.writeFileSync(name, 'ä');
    expect(files.readText(name)).toBe('ä');
    expect(files.readText(path.join(name, 'b'))).toBeUndefined();
  });

  it('has no small limit: registers and maps may be large', () => {
    const name = path.join(makeFolder(), 'a.csv');
    fs.writeFileSync(name, 'x'.repeat(2_000_000));
    expect(files.readText(name)).toHaveLength(2_000_000);
  });

  it('says what is wrong with what is no text', () => {
    const folder = makeFolder();
    const at = (name: string) => path.join(folder, name);
    fs.writeFileSync(at('latin1'), Buffer.from([0x41, 0xe4]));
    fs.symlinkSync('latin1', at('link'));
    makePipe(at('pipe'));
    const said = (name: string) => {
      try {
        return files.readText(at(name));
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        return (error as UserError).message;
      }
    };
    expect(said('latin1')).toBe(`Cannot read ${at('latin1')}: it is not UTF-8 (byte 0xe4 at offset 1)`);
    expect(said('link')).toBe(`Cannot read ${at('link')}: it is a symbolic link`);
    expect(said('pipe')).toBe(`Cannot read ${at('pipe')}: it is a named pipe`);
    expect(said('.')).toBe(`Cannot read ${folder}: it is a folder`);
  });
});

describe('look', () => {
  it('tells what stands there', () => {
    const folder = makeFolder();
    fs.writeFileSync(path.join(folder, 'a'), '');
    fs.symlinkSync('a', path.join(folder, 'b'));
    const kinds = [folder, 'a', 'b', 'c', '/dev/null'].map((name) => files.look(path.resolve(folder, name)));
    expect(kinds).toEqual(['folder', 'file', 'link', 'none', 'special']);
    expect(files.look(path.join(folder, 'a/b'))).toBe('none');
  });
});

describe('digestInside', () => {
  it('hashes evidence inside the repository, and nothing else', () => {
    const top = makeFolder();
    const folder = path.join(top, 'ops');
    const outside = path.join(makeFolder(), 'secret');
    const bytes = Buffer.alloc(3 * 1024 * 1024, 'x');
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'log'), bytes);
    fs.writeFileSync(path.join(top, 'empty'), '');
    fs.writeFileSync(outside, 'secret');
    fs.symlinkSync(outside, path.join(folder, 'leak'));
    fs.symlinkSync('log', path.join(folder, 'link'));
    fs.symlinkSync('loop', path.join(folder, 'loop'));
    makePipe(path.join(folder, 'pipe'));
    const digest = (name: string) => files.digestInside({ folder, top, isGit: false }, name);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(digest('log')).toBe(sha256);
    expect(digest('link')).toBe(sha256);
    expect(digest('../empty')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    const not = ['leak', 'loop', 'pipe', 'none', 'log/x', '.', '..', outside, '../../..', 'a\0b', 'x'.repeat(5000)];
    expect(not.map(digest)).toEqual(not.map(() => undefined));
  });
});

describe('paths', () => {
  it('follow links for `real`, of what is there', () => {
    const folder = makeFolder();
    fs.mkdirSync(path.join(folder, 'a'));
    fs.symlinkSync('a', path.join(folder, 'b'));
    expect(files.real(path.join(folder, 'b'))).toBe(path.join(folder, 'a'));
    expect(files.real(path.join(folder, 'c'))).toBe(path.join(folder, 'c'));
  });

  it('are relative with slashes', () => {
    expect(files.relative('/a/b', '/a/c/d')).toBe('../c/d');
    expect(files.relative('/a', '/a')).toBe('');
    expect(files.join('/a', '..', 'b')).toBe('/b');
    expect(files.resolve('/a', '/b')).toBe('/b');
  });
});

describe('list', () => {
  it('names what is in a folder, in order, and nothing of what is none', () => {
    const folder = makeFolder();
    for (const name of ['b', 'a', '.c']) fs.writeFileSync(path.join(folder, name), '');
    expect(files.list(folder)).toEqual(['.c', 'a', 'b']);
    expect(files.list(path.join(folder, 'a'))).toEqual([]);
    expect(files.list(path.join(folder, 'none'))).toEqual([]);
  });
});

describe('readStdin', () => {
  const from = (...pieces: Buffer[]) => filesOn(realFs, () => Readable.from(pieces)).readStdin();

  it('puts the pieces together, also within a character', async () => {
    const bytes = Buffer.from('ä😀');
    expect(await from(bytes.subarray(0, 1), bytes.subarray(1, 4), bytes.subarray(4))).toBe('ä😀');
    expect(await from()).toBe('');
  });

  it('refuses what is not UTF-8', async () => {
    await expect(from(Buffer.from([0xff]))).rejects.toThrow(/standard input: it is not UTF-8/);
  });
});
