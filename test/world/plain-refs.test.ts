import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFs } from '../../src/world/fs-calls.ts';
import { tipInFile } from '../../src/world/plain-refs.ts';
import { makeRepository, type Repository } from '../repository.ts';

const tip = (repo: Repository, branch = 'main') => tipInFile(realFs, path.join(repo.path, '.git'), branch);
const inGit = (repo: Repository, ...names: string[]) => path.join(repo.path, '.git', ...names);

describe('the tip of a branch in a file of its own', () => {
  it('is read as git has it, the branch checked out or not, and packed before', () => {
    const repo = makeRepository({ a: '1' });
    expect(tip(repo)).toBe(repo.git('rev-parse', 'main'));
    repo.git('pack-refs', '--all');
    expect(tip(repo)).toBeUndefined();
    repo.write('a', '2');
    const head = repo.commit('Later than what is packed');
    repo.git('checkout', '-q', '--detach');
    expect(tip(repo)).toBe(head);
  });

  it.each<[string, (repo: Repository) => void]>([
    ['there is none of that name', (repo) => repo.git('branch', '-m', 'trunk')],
    ['it points to another', (repo) => repo.git('symbolic-ref', 'refs/heads/main', 'refs/heads/other')],
    ['it says something else', (repo) => writeFileSync(inGit(repo, 'refs', 'heads', 'main'), 'what\n')],
    ['it is no file', (repo) => remake(inGit(repo, 'refs', 'heads', 'main'), (name) => mkdirSync(name))],
    ['it is a link', (repo) => remake(inGit(repo, 'refs', 'heads', 'main'), (name) => symlinkSync('other', name))],
    ['an object is replaced', (repo) => repo.git('update-ref', `refs/replace/${'1'.repeat(40)}`, 'HEAD')],
    [
      'a packed ref replaces an object',
      (repo) => {
        repo.git('update-ref', `refs/replace/${'1'.repeat(40)}`, 'HEAD');
        repo.git('pack-refs', '--all', '--prune');
        rmSync(inGit(repo, 'refs', 'replace'), { recursive: true, force: true });
        repo.git('update-ref', 'refs/heads/main', repo.commit('Loose again'));
      },
    ],
    ['git has no refs', (repo) => rmSync(inGit(repo, 'refs'), { recursive: true })],
  ])('is not given where %s', (_, change) => {
    const repo = makeRepository({ a: '1' });
    repo.git('branch', 'other');
    expect(tip(repo)).toBeDefined();
    change(repo);
    expect(tip(repo)).toBeUndefined();
  });

  it('takes no name for a path, nor one for another', () => {
    const repo = makeRepository({ a: '1' });
    for (const name of ['', '.', '..', '../heads/main', 'MAIN', 'main/', '-main', 'main ']) {
      expect(tip(repo, name)).toBeUndefined();
    }
  });
});

function remake(name: string, make: (name: string) => void): void {
  rmSync(name);
  make(name);
}
