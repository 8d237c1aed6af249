import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, makeRepository, type Repository } from '../repository.ts';
import { door, readAll, run, told, walkAll } from './history-door.ts';

const git = door();

/** Two commits and a merge, and a command that nobody may run. */
function makeVictim(): Repository & { command: string; hasRun: () => boolean } {
  const repo = makeRepository({ 'incidents/a.md': '1\n' });
  repo.git('checkout', '--quiet', '-b', 'side');
  repo.write('incidents/a.md', '2\n');
  repo.commit('Second');
  repo.git('checkout', '--quiet', 'main');
  repo.git('merge', '--quiet', '--no-ff', '-m', 'Merge', 'side');
  const canary = path.join(makeFolder(), 'canary');
  return { ...repo, command: `touch ${canary}; cat`, hasRun: () => fs.existsSync(canary) };
}

const story = ['Begin +incidents/a.md', 'Merge ~incidents/a.md'];

/** Every question about history; gives the walk in words. */
async function askEverything({ path: top }: Repository): Promise<string[]> {
  const main = git.mainLine(top, 'main');
  const tip = main?.tip ?? '';
  git.overrides(top);
  git.shallowBoundary(top);
  const first = git.firstParent(top, tip) ?? tip;
  git.mergeBase(top, first, tip);
  git.isAncestor(top, first, tip);
  git.commitAt(top, tip, 2_000_000_000);
  const files = git.treeAt(top, tip, ['']);
  await readAll(top, [files.map(({ blob }) => blob)], git);
  const commits = await walkAll(top, { git });
  await git.signatures(
    top,
    commits.map(({ hash }) => hash),
  );
  return [...told(commits), ...commits.flatMap(({ inner }) => told(inner).map((words) => `  ${words}`))];
}

describe('a hostile repository', () => {
  it.each([
    ['core.fsmonitor', ''],
    ['core.pager', ''],
    ['pager.log', ''],
    ['core.sshCommand', ''],
    ['diff.external', ''],
    ['diff.x.command', '* diff=x'],
    ['diff.x.textconv', '* diff=x'],
    ['filter.x.smudge', '* filter=x'],
    ['trailer.x.command', ''],
    ['log.showSignature', ''],
  ])('runs no %s', async (key, attributes) => {
    const repo = makeVictim();
    repo.git('config', key, key === 'log.showSignature' ? 'true' : repo.command);
    repo.git('config', 'gpg.program', repo.command);
    if (attributes !== '') repo.write('.gitattributes', `${attributes}\n`);
    expect(await askEverything(repo)).toEqual([...story, '  Second ~incidents/a.md']);
    expect(repo.hasRun()).toBe(false);
  });

  it.each([
    ['log.follow', 'true'],
    ['log.showRoot', 'false'],
    ['log.diffMerges', 'combined'],
    ['log.mailmap', 'true'],
    ['log.decorate', 'full'],
    ['log.abbrevCommit', 'true'],
    ['log.date', 'relative'],
    ['format.pretty', 'oneline'],
    ['color.ui', 'always'],
    ['core.abbrev', '4'],
    ['core.quotePath', 'true'],
    ['diff.renames', 'copies'],
    ['diff.relative', 'true'],
    ['diff.orderFile', 'order'],
    ['diff.ignoreSubmodules', 'all'],
    ['diff.noPrefix', 'true'],
    ['notes.displayRef', 'refs/notes/*'],
    ['i18n.logOutputEncoding', 'ISO-8859-1'],
    ['trailer.separators', '#'],
  ])('tells the same under %s', async (key, value) => {
    const repo = makeVictim();
    repo.git('notes', 'add', '-m', 'A note');
    repo.write('order', '*.md\n');
    repo.git('config', key, value);
    expect(await askEverything(repo)).toEqual([...story, '  Second ~incidents/a.md']);
  });

  it('renames nobody with a mailmap', async () => {
    const repo = makeVictim();
    repo.write('.mailmap', 'Somebody Else <else@example.com> <alex@example.com>\n');
    repo.commit('Rename people');
    repo.git('config', 'mailmap.blob', 'HEAD:.mailmap');
    const commits = await walkAll(repo.path);
    expect(new Set(commits.map(({ author }) => author.email))).toEqual(new Set(['alex@example.com']));
    expect(repo.git('log', '-1', '--use-mailmap', '--format=%aE'), 'what git does by itself').toBe('else@example.com');
  });

  it('cannot replace a commit, and is told to have tried', async () => {
    const repo = makeVictim();
    const first = repo.git('rev-list', '--max-parents=0', 'HEAD');
    expect(git.overrides(repo.path)).toEqual({ replaced: [], grafted: [] });
    const other = run(repo.path, ['commit-tree', '-m', 'Forged', 'HEAD^{tree}'], {
      GIT_AUTHOR_NAME: 'Mallory',
      GIT_AUTHOR_EMAIL: 'm@example.com',
      GIT_COMMITTER_NAME: 'Mallory',
      GIT_COMMITTER_EMAIL: 'm@example.com',
    });
    repo.git('replace', first, other);
    expect(git.overrides(repo.path)).toEqual({ replaced: [first], grafted: [] });
    expect(told(await walkAll(repo.path))).toEqual(story);
    expect(repo.git('log', '-1', '--format=%s', first), 'what git does by itself').toBe('Forged');
  });

  it('cannot graft a history, and is told to have tried', async () => {
    const repo = makeVictim();
    const tip = repo.git('rev-parse', 'HEAD');
    const first = repo.git('rev-parse', 'HEAD^1');
    repo.write('.git/info/grafts', `# a comment\n${tip}\n`);
    expect(git.overrides(repo.path)).toEqual({ replaced: [], grafted: [tip] });
    expect(told(await walkAll(repo.path))).toEqual(story);
    expect(git.commitAt(repo.path, tip, Date.UTC(2026, 0, 1) / 1000)).toBe(first);
    expect(() => repo.git('rev-parse', 'HEAD^1'), 'what git does by itself').toThrow(/unknown revision/);
  });

  it('has no history in an embedded bare repository', async () => {
    const repo = makeVictim();
    const bare = path.join(repo.path, 'incidents');
    for (const name of ['HEAD', 'config']) fs.copyFileSync(path.join(repo.path, '.git', name), path.join(bare, name));
    for (const name of ['objects', 'refs']) fs.mkdirSync(path.join(bare, name));
    fs.appendFileSync(path.join(bare, 'config'), `[core]\n\tbare = true\n\tfsmonitor = "${repo.command}"\n`);
    expect(git.topLevel(bare)).toBeUndefined();
    expect(git.bareTop(bare)).toBeUndefined();
    expect(await askEverything(repo)).toEqual([...story, '  Second ~incidents/a.md']);
    expect(repo.hasRun()).toBe(false);
  });

  it('runs nothing that a bare one names either', async () => {
    const origin = makeVictim();
    const bare = path.join(makeFolder(), 'x.git');
    run('/', ['clone', '--quiet', '--bare', origin.path, bare]);
    for (const key of ['core.fsmonitor', 'core.pager', 'diff.external', 'gpg.program', 'gpg.ssh.program']) {
      run(bare, ['config', key, origin.command]);
    }
    run(bare, ['config', 'log.showSignature', 'true']);
    expect(git.bareTop(bare)).toBe(bare);
    expect(await askEverything({ ...origin, path: bare })).toEqual([...story, '  Second ~incidents/a.md']);
    expect(origin.hasRun()).toBe(false);
  });

  it('is left as it is', async () => {
    const repo = makeVictim();
    const list = () =>
      fs
        .readdirSync(path.join(repo.path, '.git'), { recursive: true, encoding: 'utf8' })
        .sort()
        .map((name) => [name, fs.statSync(path.join(repo.path, '.git', name)).mtimeMs]);
    const before = list();
    await askEverything(repo);
    expect(list()).toEqual(before);
  });
});
