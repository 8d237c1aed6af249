import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { whyTooLarge } from '../../src/world/pack-size.ts';
import { makeFolder, makeRepository } from '../repository.ts';
import { bundleWith, entry, swellingBundle, varint } from '../swelling-bundle.ts';

const none = { object: 2 ** 50, total: 2 ** 50 };

describe('how much a bundle will be', () => {
  it('counts every object of a real one, with its deltas applied', () => {
    const { path, git, commit, write } = makeRepository({ 'a.txt': 'one\n' });
    const lines = Array.from({ length: 400 }, (_, i) => `line ${i} of many`);
    for (const [i] of lines.slice(0, 8).entries()) {
      lines[i * 40] = `changed in ${i}`;
      write('long.txt', `${lines.join('\n')}\n`);
      commit(`step ${i}`);
    }
    git('bundle', 'create', '-q', 'all.bundle', 'HEAD');
    const bundle = readFileSync(join(path, 'all.bundle'));
    const hashes = git('rev-list', '--objects', '--no-object-names', 'HEAD');
    const sizes = execFileSync('git', ['cat-file', '--batch-check=%(objectsize)'], { cwd: path, input: hashes });
    const total = sizes
      .toString()
      .trim()
      .split('\n')
      .map(Number)
      .reduce((sum, size) => sum + size, 0);
    expect(whyTooLarge(bundle)).toBeUndefined();
    expect(whyTooLarge(bundle, { ...none, total: total - 1 })).toContain('its objects come to over');
    expect(whyTooLarge(bundle, { ...none, object: 1000 })).toBe('one of its objects is over 1000 bytes');
    expect(whyTooLarge(bundle, { object: 20_000, total: total * 2 })).toBeUndefined();
  });

  it('tells what git would make of one that swells', () => {
    const bundle = swellingBundle('1'.repeat(40), 2 ** 23);
    expect(bundle.length).toBeLessThan(1000);
    expect(whyTooLarge(bundle, { ...none, object: 2 ** 23 - 1 })).toBe('one of its objects is over 8 MiB');
    expect(whyTooLarge(bundle, { ...none, total: 2 ** 23 + 65536 })).toBe('its objects come to over 8 MiB');
    expect(whyTooLarge(bundle, { object: 2 ** 23, total: 2 ** 24 })).toBeUndefined();
    // That git does make it shows that it is no broken pack.
    const folder = makeFolder();
    execFileSync('git', ['init', '-q', '--bare', '.'], { cwd: folder });
    writeFileSync(join(folder, 'swelling.bundle'), bundle);
    execFileSync('git', ['bundle', 'unbundle', 'swelling.bundle'], { cwd: folder, stdio: 'pipe' });
    const sizes = execFileSync('git', ['cat-file', '--batch-all-objects', '--batch-check=%(objectsize)'], {
      cwd: folder,
    });
    expect(sizes.toString().trim().split('\n').sort()).toEqual(['65536', '8388608']);
  });

  it('takes a claim over 32 bits for what it is, and inflates nothing of it', () => {
    const small = Buffer.from('x');
    expect(whyTooLarge(bundleWith([entry(3, small, { claim: 2 ** 45 })]))).toBe('one of its objects is over 128 MiB');
    const delta = Buffer.concat([varint(1), varint(2 ** 45)]);
    const apart = { between: Buffer.from([0x81, 0x05]) };
    expect(whyTooLarge(bundleWith([entry(3, small), entry(6, delta, apart)]))).toBe(
      'one of its objects is over 128 MiB',
    );
  });

  it('adds up what each by itself would be little', () => {
    const blobs = Array.from({ length: 10 }, () => entry(3, Buffer.alloc(1000)));
    expect(whyTooLarge(bundleWith(blobs), { object: 1000, total: 10_000 })).toBeUndefined();
    expect(whyTooLarge(bundleWith(blobs), { object: 1000, total: 9999 })).toBe('its objects come to over 9999 bytes');
  });

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['a head without a pack', Buffer.from('# v2 git bundle\n\n')],
    ['no pack', Buffer.from('# v2 git bundle\n\nKCAP00000000')],
    ['more entries than it has', bundleWith([entry(3, Buffer.from('x'))], { count: 2 ** 32 - 1 })],
    ['an entry of another size than it says', bundleWith([entry(3, Buffer.from('xyz'), { claim: 2 })])],
    ['an entry cut off', bundleWith([Buffer.from([0xff, 0xff])])],
  ])('leaves %s to git, which says what is wrong with it', (_, bundle) => {
    expect(whyTooLarge(bundle)).toBeUndefined();
  });
});
