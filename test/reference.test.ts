import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reference } from './update/reference.ts';

const folder = join(import.meta.dirname, '../docs/reference');
const pages = await reference();

describe('docs/reference', () => {
  it.each(Object.keys(pages))('%s says what the code says', (name) => {
    const path = join(folder, name);
    if (process.env.PIR_UPDATE === '1') {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, pages[name] as string);
    }
    expect(readFileSync(path, 'utf8')).toBe(pages[name]);
  });

  it('holds no other page', () => expect(readdirSync(folder).sort()).toEqual(Object.keys(pages).sort()));
});
