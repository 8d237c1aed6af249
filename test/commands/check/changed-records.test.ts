import { describe, expect, it } from 'vitest';
import { hintOf } from '../../../src/commands/check/changed-records.ts';

const isFound = (ids: string[], name: string) =>
  hintOf(new Set(ids))?.test(`100644 ${Buffer.from(name).toString('latin1')}\0`);

describe('hintOf', () => {
  it('is found in every name that begins so, however it is written', () => {
    for (const name of [
      '2026-05-01-disk.md',
      '2026-05-01-DISK-full.md',
      '2026-05-01-dis\u212a.yaml',
      'x/2026-05-01-disk.md',
    ])
      expect(isFound(['2026-04-01-x', '2026-05-01-disk'], name), name).toBe(true);
    for (const name of ['2026-05-01-dis.md', 'x-2026-05-01-disk.md', '2026-05-02-disk.md'])
      expect(isFound(['2026-05-01-disk'], name), name).toBe(false);
  });

  it('knows every character that is folded into one of an id', () => {
    const found: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const char = String.fromCodePoint(code);
      const folded = char.normalize('NFC').toLowerCase();
      if (folded === char || !/^[\w-]+$/.test(folded)) continue;
      found.push(char);
      expect(isFound([folded], char), char).toBe(true);
    }
    expect(found.join('')).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ\u212a');
  });

  it('is none for ids of other characters, and for many', () => {
    for (const id of ['caf\u00e9', 'a.b', 'a|b', '']) expect(hintOf(new Set([id])), id).toBeUndefined();
    expect(hintOf(new Set(Array.from({ length: 51 }, (_, n) => `id-${n}`)))).toBeUndefined();
  });
});
