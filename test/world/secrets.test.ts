import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../src/world/secrets.ts';

// Put together here, so that no scanner takes this file for a leak.
const token = ['ghp', 'abcdefghijklmnopqrstuvwxyzABCD012345'].join('_');
const login = `https://deploy:${['s3cr3t', 'w0rd'].join('-')}@example.com/`;

describe('findSecrets', () => {
  it('finds nothing in plain text', async () => {
    expect(await findSecrets('The deploy key was rotated; see https://example.com/runbook.')).toEqual([]);
  });

  it('tells the kind and the place, in order, and never what it is', async () => {
    const text = `😀 ${login}\n${token}\n`;
    const found = await findSecrets(text);
    expect(found.map(({ kind }) => kind)).toEqual(['BasicAuth', 'GITHUB_TOKEN']);
    expect(found.map(({ start, end }) => text.slice(start, end)).at(-1)).toBe(token);
    expect(Object.keys(found[0] ?? {}).sort()).toEqual(['end', 'kind', 'start']);
    expect(JSON.stringify(found)).not.toMatch(/ghp_|s3cr3t/);
  });

  it.each([
    (secret: string) => `<!-- secretlint-disable -->\n${secret}\n`,
    (secret: string) => `# secretlint-disable\n${secret}\n`,
    (secret: string) => `${secret} <!-- secretlint-disable-line -->\n`,
    (secret: string) => `<!-- secretlint-disable-next-line -->\n${secret}\n`,
    (secret: string) => `<!-- SecretLint-disable -->\n${secret}\n`,
  ])('cannot be told to look away: %s', async (write) => {
    const text = write(token);
    const found = await findSecrets(text);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([token]);
  });
});
