import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { idOf, pathOf, diskFull as record } from '../disk-full.ts';
import { makePipe, makeRepository, type Repository } from '../repository.ts';
import { runPir } from '../run-pir.ts';
import { logged } from '../world/logged-git.ts';

const done = `actions:
  - id: A1
    title: Larger disk
    owner: "@bob"
    due: 2026-06-01
    status: done
    kind: prevent
    done: { on: 2026-05-20, by: "@bob", evidence: ["file:notes.txt"] }
`;

const log = logged();
/** So that git need not look twice at what it wrote in the same moment. */
const old = new Date('2026-01-01T00:00:00Z');
/** An hour ahead, so that no folder changed just now. */
const LATER = 3_600_000;

const check = (repo: Repository, ...args: string[]) => checkAt(LATER, repo, ...args);

async function checkAt(ahead: number, repo: Repository, ...args: string[]) {
  log.read();
  const { code, out, err } = await runPir(['check', ...args], {
    cwd: repo.path,
    now: new Date(Date.now() + ahead).toISOString(),
    env: { ...log.env, PIR_AS_OF: '2026-06-10T12:00:00Z' },
    world: { build: 'a build' },
  });
  return { said: `${code}\n${out}${err}`, git: log.read().sort() };
}

const forget = (repo: Repository) => rmSync(path.join(repo.path, '.git/pir'), { recursive: true, force: true });

/** A repository of 210 records, of which a run is kept under the stamp of git and the folders. */
async function kept(): Promise<Repository> {
  const repo = makeRepository(
    Object.fromEntries(Array.from({ length: 210 }, (_, n) => [pathOf(n), record(idOf(n), n < 9 ? done : '')])),
  );
  repo.write('notes.txt', 'x');
  repo.write('.gitignore', '*.ignored.md\n');
  repo.commit('all');
  for (let n = 0; n < 210; n++) utimesSync(path.join(repo.path, pathOf(n)), old, old);
  repo.git('update-index', '--refresh');
  await check(repo);
  return repo;
}

const whole = ['status'];

describe('a run where nothing changed', { timeout: 60_000 }, () => {
  it('asks git once, for the state too, and says what a run without anything kept says', async () => {
    const repo = await kept();
    const warm = await check(repo);
    expect(warm.git).toEqual(whole);
    const json = await check(repo, '--format', 'json');
    expect(json.git).toEqual(['rev-parse', 'status']);
    forget(repo);
    expect(await check(repo)).toEqual({ said: warm.said, git: expect.arrayContaining(['ls-files']) });
    expect((await check(repo, '--format', 'json')).said).toBe(json.said);
    expect((await check(repo)).git).toEqual(whole);
    // What is asked of the machine is asked each time.
    rmSync(path.join(repo.path, 'notes.txt'));
    const gone = await check(repo);
    expect(gone.git).toEqual(whole);
    expect(gone.said).toContain('notes.txt');
    forget(repo);
    expect((await check(repo)).said).toBe(gone.said);
  });

  it('takes a run as new whose doubts are not as they were kept', async () => {
    const repo = await kept();
    rmSync(path.join(repo.path, 'notes.txt'));
    const truth = (await check(repo)).said;
    const place = path.join(repo.path, '.git/pir/run-doubts.json');
    expect(truth).toContain('notes.txt');
    for (const text of ['', '{}\n[]', readFileSync(place, 'utf8').replace('"error"', '"note"')]) {
      writeFileSync(place, text);
      expect((await check(repo)).said).toBe(truth);
      expect(readFileSync(place, 'utf8')).not.toBe(text);
    }
    rmSync(place);
    expect((await check(repo)).said).toBe(truth);
    expect(existsSync(place)).toBe(true);
  });

  it('is not told by folders that changed just before it', async () => {
    const repo = await kept();
    repo.write(pathOf(300), record(idOf(300)));
    repo.commit('one more');
    utimesSync(path.join(repo.path, pathOf(300)), new Date(0), new Date(0));
    repo.git('update-index', '--refresh');
    await checkAt(0, repo);
    expect((await checkAt(0, repo)).git).toEqual(['ls-files', 'status']);
    expect((await check(repo)).git).toEqual(['ls-files', 'status']);
    expect((await check(repo)).git).toEqual(whole);
  });
});

const changes: readonly [what: string, change: (repo: Repository) => unknown, mark: RegExp | null][] = [
  ['a record that says something else', (repo) => repo.write(pathOf(3), record(idOf(3), 'x: 1\n')), /schema/],
  ['a record that is staged', staged, /record-id/],
  ['a new record', (repo) => repo.write('incidents/2026/new.md', 'x'), /new\.md/],
  ['a new record in a new folder', (repo) => repo.write('incidents/2027/x/new.md', 'x'), /new\.md/],
  ['a new record in a new place', (repo) => repo.write('risks/new.md', 'x'), /new\.md/],
  ['a record that git ignores', (repo) => repo.write('incidents/2026/a.ignored.md', 'x'), /ignored\.md/],
  ['a record that is gone', (repo) => rmSync(path.join(repo.path, pathOf(3))), null],
  ['a pipe', (repo) => makePipe(path.join(repo.path, 'incidents/2026/pipe.md')), /named pipe/],
  ['a link', (repo) => symlinkSync('x', path.join(repo.path, 'incidents/2026/link.md')), /link\.md/],
  ['a link in place of a record', (repo) => link(repo), /link/],
  ['another repository', (repo) => mkdirSync(path.join(repo.path, 'incidents/2026/.git')), /submodule/],
  ['a record under another name', (repo) => renamed(repo), /record-id/],
  ['a config', (repo) => repo.write('pir.config.yaml', 'rules: { summary: off, section: off }\n'), null],
  ['people', (repo) => repo.write('people.yaml', '- { handle: "@bob", name: Bob }\n'), null],
  ['waivers', (repo) => repo.write('.pir/waivers.yaml', waiver), /waiver/],
  ['attributes', (repo) => repo.write('.gitattributes', '*.md working-tree-encoding=UTF-16\n'), null],
];

const waiver = '- { rule: owner, record: nobody, by: "@cto", on: 2026-06-01, until: 2026-12-01, reason: r }\n';

function staged(repo: Repository): void {
  repo.write(pathOf(3), record('other'));
  repo.git('add', '.');
}

function link(repo: Repository): void {
  rmSync(path.join(repo.path, pathOf(3)));
  symlinkSync(path.basename(pathOf(4)), path.join(repo.path, pathOf(3)));
}

function renamed(repo: Repository): void {
  renameSync(path.join(repo.path, pathOf(3)), path.join(repo.path, pathOf(503)));
}

describe('a run that was kept is not believed after', { timeout: 60_000 }, () => {
  it('one of the changes there are', async () => {
    const repo = await kept();
    const before = await check(repo);
    const head = repo.git('rev-parse', 'HEAD');
    for (const [what, change, mark] of changes) {
      expect((await check(repo)).git, `before ${what}`).toEqual(whole);
      change(repo);
      const warm = await check(repo);
      const again = await check(repo);
      forget(repo);
      const cold = await check(repo);
      expect(warm.said, what).toBe(cold.said);
      expect(again.said, what).toBe(cold.said);
      if (mark !== null) expect([what, cold.said]).toEqual([what, expect.stringMatching(mark)]);
      for (const name of ['pipe.md', '.git'])
        rmSync(path.join(repo.path, 'incidents/2026', name), { recursive: true, force: true });
      repo.git('reset', '-q', '--hard', head);
      repo.git('clean', '-q', '-ffdx');
      utimesSync(path.join(repo.path, pathOf(3)), old, old);
      repo.git('update-index', '--refresh');
      expect((await check(repo)).said, `after ${what}`).toBe(before.said);
    }
  });

  it('the index was told to look away', async () => {
    const repo = await kept();
    repo.git('update-index', '--assume-unchanged', pathOf(3));
    repo.write(pathOf(3), record(idOf(3), 'x: 1\n'));
    const warm = await check(repo);
    expect(warm.said).toMatch(/schema/);
    forget(repo);
    expect((await check(repo)).said).toBe(warm.said);
  });
});
