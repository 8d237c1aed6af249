import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownerLines } from '../../src/core/code-owners.ts';
import { cpuTime } from '../cpu-time.ts';

const isMatch = (pattern: string, path: string) => ownerLines(`${pattern} @a`, path).length === 1;

describe('a CODEOWNERS pattern', () => {
  it.each([
    ['*', 'a'],
    ['*', 'a/b/c.md'],
    ['*.md', 'a/b/c.md'],
    ['docs/', 'docs/a.md'],
    ['docs/', 'a/docs/b/c.md'],
    ['/docs/', 'docs/b/c.md'],
    ['docs', 'a/docs/b.md'],
    ['incidents/2026/', 'incidents/2026/a.md'],
    ['/incidents/**', 'incidents/2026/a.md'],
    ['**/2026', 'incidents/2026/a.md'],
    ['incidents/**/a.md', 'incidents/a.md'],
    ['incidents/**/a.md', 'incidents/2026/01/a.md'],
    ['incidents/*/a.md', 'incidents/2026/a.md'],
    ['docs/*', 'docs/a.md'],
    ['/.pir/', '.pir/waivers.yaml'],
    ['waivers.?aml', '.pir/waivers.yaml'],
    ['a\\ b/', 'a b/c.md'],
    ['a*b*c', 'aXbYc'],
  ])('%s matches %s', (pattern, path) => {
    expect(isMatch(pattern, path)).toBe(true);
  });

  it.each([
    ['/docs/', 'a/docs/b.md'],
    ['docs/', 'docs'],
    ['docs/*', 'docs/a/b.md'],
    ['incidents/2026/', 'old/incidents/2026/a.md'],
    ['*.md', 'a.md.txt'],
    ['/a', 'ab'],
    ['a?b', 'a/b'],
    ['a*b*c', 'aXbY'],
    ['!a', 'a'],
    ['# a', 'a'],
  ])('%s does not match %s', (pattern, path) => {
    expect(isMatch(pattern, path)).toBe(false);
  });

  it('costs little, whatever it is', async () => {
    const { milliseconds } = await cpuTime(() => {
      expect(isMatch(`/${'**/'.repeat(500)}x`, `${'a/'.repeat(100)}b`)).toBe(false);
      expect(isMatch(`${'*a'.repeat(2000)}b`, 'a'.repeat(4000))).toBe(false);
    });
    expect(milliseconds).toBeLessThan(1000);
  });
});

it('gives every line that matches, in order, with its owners', () => {
  const text =
    '* @all # everybody\r\n\r\n# none\r\n/docs/ @a team@example.org\r\n/docs/free\r\n[Section] @s\r\n/docs/b\r\n';
  expect(ownerLines(text, 'docs/b')).toEqual([
    { line: 1, pattern: '*', owners: ['@all'] },
    { line: 4, pattern: '/docs/', owners: ['@a', 'team@example.org'] },
    { line: 7, pattern: '/docs/b', owners: ['@s'] },
  ]);
  expect(ownerLines(text, 'docs/free').at(-1)?.owners).toEqual([]);
});

it('lets the last line decide in files that others wrote', ({ skip }) => {
  const folder = join(
    resolve(process.env.PIR_CORPORA ?? join(import.meta.dirname, '../../../shared/corpora')),
    'codeowners',
  );
  if (!existsSync(folder)) skip(`no ${folder}; PIR_CORPORA names where it is`);
  const lastFor = (project: string, path: string) => {
    const name = readdirSync(folder).find((each) => each.startsWith(project)) ?? '';
    const line = ownerLines(readFileSync(join(folder, name), 'utf8'), path).at(-1);
    return `${line?.pattern} ${line?.owners.join(' ')}`;
  };
  expect(lastFor('cli', 'pkg/cmd/attestation/verify/a.go')).toBe('pkg/cmd/attestation/ @cli/package-security');
  expect(lastFor('cli', 'a.go')).toBe('* @cli/code-reviewers');
  expect(lastFor('eslint', 'docs/a.md')).toBe('* @eslint/eslint-team');
  expect(lastFor('usnistgov', 'src/a.xml')).toBe('* @usnistgov/itl-oscal');
});
