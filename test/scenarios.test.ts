import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playScenario } from './scenario.ts';

const folder = join(import.meta.dirname, 'scenarios');
const names = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .sort()
  : [];

describe('scenarios', () => {
  it('are there', () => expect(names.length).toBeGreaterThan(3));

  it.each(names)('%s', async (name) => {
    const path = join(folder, name);
    const page = readFileSync(path, 'utf8');
    const played = await playScenario(page);
    if (process.env.PIR_UPDATE === '1' && played !== page) writeFileSync(path, played);
    else expect(played).toBe(page);
  });
});
