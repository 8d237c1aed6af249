import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playScenario } from './scenario.ts';

const root = resolve(import.meta.dirname, '..');
const path = join(root, 'README.md');
const page = readFileSync(path, 'utf8');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: { [name: string]: string };
  engines: { node: string };
};
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];

describe('README.md', () => {
  it('prints what pir prints', async () => {
    const played = await playScenario(page);
    if (process.env.PIR_UPDATE === '1' && played !== page) writeFileSync(path, played);
    else expect(played).toBe(page);
  });

  it('says the two commands that set everything up, each by itself', () => {
    expect(page).toMatch(/^npm ci && npm run demo$/m);
    expect(page).toMatch(/^npm ci && npm test$/m);
  });

  it('names the version of Node that the package asks for', () => {
    expect(page).toContain(manifest.engines.node.replace('>=', ''));
  });

  it('never sends anybody to the package of somebody else', () => expect(page).not.toMatch(/npx pir\b/));
});

describe.each(pages)('%s', (name) => {
  const text = readFileSync(join(root, name), 'utf8');

  it('names only scripts that package.json has', () => {
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script as string);
    expect(named.filter((script) => manifest.scripts[script] === undefined)).toEqual([]);
  });

  it('links only to files that are there', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, target]) => target as string);
    expect(links.filter((target) => !existsSync(join(root, dirname(name), target)))).toEqual([]);
  });

  it('names only paths of src, test and docs that are there', () => {
    const paths = [...text.matchAll(/`((?:src|test|docs|schemas|templates|examples|bin)\/[\w./-]+)`/g)];
    expect(paths.map(([, each]) => each as string).filter((each) => !existsSync(join(root, each)))).toEqual([]);
  });
});
