import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { realWorld } from '../../src/world/index.ts';
import type { World } from '../../src/world/world.ts';
import { gitEnv, makeFolder, makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';
import { scriptedPrompt } from './scripted-prompt.ts';

const terminal = { out: async () => {}, err: () => {}, outIsTty: true, errIsTty: true, inIsTty: true, columns: 80 };

/** The world with an identity in git, or with none; that of the machine is not asked. */
function worldOf(email: string | undefined, more: Partial<World> = {}): Partial<World> {
  const { git } = realWorld(gitEnv);
  const identity = () => (email === undefined ? undefined : { name: 'Alex Example', email });
  return { git: { ...git, identity }, ...more };
}

const alex = worldOf('alex@example.com');
const init = (cwd: string, flags: readonly string[], world: Partial<World> = alex) =>
  runPir(['init', ...flags], { cwd, world });
const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('.git/') && name !== '.git' && statSync(join(folder, name)).isFile())
    .sort();

const all = [
  '.pir/README.md',
  '.pir/schemas/config.schema.json',
  '.pir/schemas/people.schema.json',
  '.pir/schemas/waivers.schema.json',
  'acknowledgements/README.md',
  'incidents/README.md',
  'management-reviews/README.md',
  'pir.config.yaml',
  'policies/README.md',
  'policies/incident-response-plan.md',
  'risks/README.md',
];

describe('pir init', () => {
  it.each(['startup', 'scaleup', 'enterprise'])(
    'makes a repository that passes its own check as %s',
    async (profile) => {
      const { path } = makeRepository();
      const { code, out } = await init(path, ['--profile', profile, '--ci', 'none', '--yes']);
      expect(code).toBe(0);
      expect(filesIn(path)).toEqual(all);
      for (const name of all) expect(out).toContain(`create ${name}\n`);
      expect(parse(read(path, 'pir.config.yaml'))).toEqual({ profile, timezone: 'UTC', branch: 'main' });
      expect(await runPir(['check'], { cwd: path })).toMatchObject({ code: 0, out: '1 record, no findings\n' });
    },
  );

  it('names the schema of the config where an editor finds it', async () => {
    const { path } = makeRepository();
    await init(path, ['--yes']);
    const named = /^# yaml-language-server: \$schema=(.*)\n/.exec(read(path, 'pir.config.yaml'))?.[1] ?? '';
    expect(JSON.parse(read(path, named)).properties.profile.enum).toEqual(['startup', 'scaleup', 'enterprise']);
  });

  it('writes the terms of the profile into the plan, and the day in the config’s zone', async () => {
    const { path } = makeRepository();
    await init(path, ['--yes', '--profile', 'enterprise']);
    const plan = read(path, 'policies/incident-response-plan.md');
    expect(plan).toContain('\n\n- **sev1**: hot-wash within 72 hours, full review within 14 days\n- **sev2**');
    expect(plan).toContain('\n- **sev3**: full review within 28 days\n\n');
    expect(plan).toContain('\n- **p3**: 90 days\n');
    expect(plan).toMatch(/^owner: "?alex@example\.com"?$/m);
    expect(plan).toMatch(/^effective: "2026-11-21"\nreview_by: "2027-11-21"$/m);
    expect(plan).not.toContain('{{');
  });

  it('changes nothing when it is run again, whatever its flags', async () => {
    const { path } = makeRepository();
    await init(path, ['--yes', '--profile', 'startup', '--ci', 'github']);
    const texts = filesIn(path).map((name) => [name, read(path, name)]);
    const again = await init(path, [
      '--yes',
      '--profile',
      'enterprise',
      '--ci',
      'github',
      '--timezone',
      'Asia/Kolkata',
    ]);
    expect(again.code).toBe(0);
    expect(filesIn(path).map((name) => [name, read(path, name)])).toEqual(texts);
    expect(again.out).not.toContain('create');
    expect(again.out).toContain('with the profile startup: change it');
    expect(again.err).toBe('');
  });

  it('adds what is missing, and leaves alone what is not its own', async () => {
    const config = 'profile: startup\nplaces: { incident: docs/incidents }\n';
    const { path, write } = makeRepository({ 'pir.config.yaml': config, 'risks/README.md': 'ours\n' });
    write('policies/incident-response-plan.md', 'ours too\n');
    await init(path, ['--yes']);
    expect(read(path, 'pir.config.yaml')).toBe(config);
    expect(read(path, 'risks/README.md')).toBe('ours\n');
    expect(read(path, 'policies/incident-response-plan.md')).toBe('ours too\n');
    expect(existsSync(join(path, 'docs/incidents/README.md'))).toBe(true);
    expect(existsSync(join(path, 'incidents'))).toBe(false);
  });

  it('writes nothing with --dry-run', async () => {
    const { path } = makeRepository();
    const { code, out } = await init(path, ['--yes', '--dry-run']);
    expect(code).toBe(0);
    expect(out).toContain('create pir.config.yaml');
    expect(filesIn(path)).toEqual([]);
  });

  it('works outside git', async () => {
    const path = makeFolder();
    const { code, out } = await init(path, ['--yes']);
    expect({ code, files: filesIn(path) }).toEqual({ code: 0, files: all });
    expect(out).toContain('git init');
  });

  describe('the main line', () => {
    const branchIn = async (path: string) => {
      await init(path, ['--yes']);
      return parse(read(path, 'pir.config.yaml')).branch;
    };

    it('is the branch that a new repository will have', async () => {
      const { path, git } = makeRepository();
      git('symbolic-ref', 'HEAD', 'refs/heads/trunk');
      expect(await branchIn(path)).toBe('trunk');
    });

    it('is main, for somebody on a branch of their own', async () => {
      const { path, git } = makeRepository({ 'a.txt': 'a' });
      git('checkout', '--quiet', '-b', 'add-pir');
      expect(await branchIn(path)).toBe('main');
    });

    it('is the one there is, and stays text when it looks like something else', async () => {
      const { path, git } = makeRepository({ 'a.txt': 'a' });
      git('branch', '--move', 'on');
      expect(await branchIn(path)).toBe('on');
      expect(read(path, 'pir.config.yaml')).toContain('branch: "on"\n');
    });
  });

  describe('the owner of the plan', () => {
    it('goes by the handle that people.yaml has for them', async () => {
      const { path } = makeRepository({ 'people.yaml': '- { handle: "@alex", emails: [alex@example.com] }\n' });
      await init(path, ['--yes']);
      expect(read(path, 'policies/incident-response-plan.md')).toContain('\nowner: "@alex"\n');
      expect((await runPir(['check'], { cwd: path })).code).toBe(0);
    });

    it.each([
      ['git knows nobody', undefined, {}],
      ['git’s address is none', 'root@localhost', {}],
      ['people.yaml does not know them', 'alex@example.com', { 'people.yaml': '- { handle: "@bob" }\n' }],
    ])('is nobody when %s: the plan waits under a name that is no record', async (_, email, files) => {
      const { path } = makeRepository(files);
      const { code, out } = await init(path, ['--yes'], worldOf(email));
      expect(code).toBe(0);
      expect(out).toContain('policies/_incident-response-plan.md is no record yet');
      expect(filesIn(path)).not.toContain('policies/incident-response-plan.md');
      expect((await runPir(['check'], { cwd: path })).code).toBe(0);
      const again = await init(path, ['--yes', '--owner', '@bob'], worldOf(email));
      expect(again.out).toContain('keep policies/_incident-response-plan.md');
    });

    it('is whom --owner names, or it is refused', async () => {
      const { path } = makeRepository();
      expect(await init(path, ['--yes', '--owner', 'TBD'])).toMatchObject({
        code: 2,
        err: expect.stringContaining('--owner: Unexpected placeholder owner "TBD"'),
      });
      expect(filesIn(path)).toEqual([]);
      await init(path, ['--yes', '--owner', 'team:platform']);
      expect(read(path, 'policies/incident-response-plan.md')).toContain('\nowner: team:platform\n');
    });
  });

  it.each([
    ['--timezone', 'Mars/Olympus'],
    ['--profile', 'big'],
    ['--ci', 'jenkins'],
  ])('refuses %s %s, writing nothing', async (flag, value) => {
    const { path } = makeRepository();
    expect((await init(path, ['--yes', flag, value])).code).toBe(2);
    expect(filesIn(path)).toEqual([]);
  });

  describe('CI', () => {
    it('is a workflow on GitHub, at the top of the repository', async () => {
      const { path } = makeRepository({ 'ops/pir/pir.config.yaml': '' });
      const { code } = await init(join(path, 'ops/pir'), ['--yes', '--ci', 'github']);
      expect(code).toBe(0);
      const workflow = read(path, '.github/workflows/pir.yml');
      expect(parse(workflow).on.push.branches).toEqual(['main']);
      expect(workflow).toContain('|| github.run_id }}');
      expect(workflow).toContain('pir check --cwd "$GITHUB_WORKSPACE/ops/pir" $');
      expect(workflow).not.toMatch(/(?<!\$)\{\{/);
    });

    it('is a pipeline on GitLab', async () => {
      const { path } = makeRepository();
      await init(path, ['--yes', '--ci', 'gitlab']);
      const pipeline = read(path, '.gitlab-ci.yml');
      expect(parse(pipeline).variables.PIR_BRANCH).toBe('main');
      expect(pipeline).toContain('pir check --cwd "$CI_PROJECT_DIR" $');
      expect((await init(path, ['--yes', '--ci', 'gitlab'])).out).not.toContain('create');
    });

    it('stands beside a pipeline that is there already, with the line that includes it', async () => {
      const { path } = makeRepository({ '.gitlab-ci.yml': 'build: { script: [make] }\n' });
      const { out } = await init(path, ['--yes']);
      expect(read(path, '.gitlab-ci.yml')).toBe('build: { script: [make] }\n');
      expect(parse(read(path, '.gitlab/pir.gitlab-ci.yml')).records.script).toBeTruthy();
      expect(out.replace(/\s+/g, ' ')).toContain('include: [{ local: /.gitlab/pir.gitlab-ci.yml }]');
    });

    it('is GitHub’s without a flag where that is in use, and none elsewhere', async () => {
      const github = makeRepository({ '.github/CODEOWNERS': '* @alex\n' });
      await init(github.path, ['--yes']);
      expect(existsSync(join(github.path, '.github/workflows/pir.yml'))).toBe(true);
      const { path } = makeRepository();
      await init(path, ['--yes']);
      expect(filesIn(path)).toEqual(all);
    });

    it('refuses a folder name that a shell would obey', async () => {
      const { path } = makeRepository({ 'a$(id)/pir.config.yaml': '' });
      expect((await init(join(path, 'a$(id)'), ['--yes', '--ci', 'github'])).code).toBe(2);
      expect(existsSync(join(path, '.github'))).toBe(false);
    });
  });

  describe('on a terminal', () => {
    const answers = {
      'How much': 'enterprise',
      'Which CI': 'gitlab',
      'In which time zone': 'Europe/Berlin',
      'Who owns': '@ciso',
    };

    it('asks four questions', async () => {
      const { path } = makeRepository();
      const { prompt, seen } = scriptedPrompt(answers);
      expect((await init(path, [], worldOf(undefined, { prompt, terminal }))).code).toBe(0);
      expect(seen.filter((line) => line.startsWith('?'))).toHaveLength(4);
      expect(parse(read(path, 'pir.config.yaml'))).toEqual({
        profile: 'enterprise',
        timezone: 'Europe/Berlin',
        branch: 'main',
      });
      expect(read(path, 'policies/incident-response-plan.md')).toContain('\nowner: "@ciso"\n');
      expect(existsSync(join(path, '.gitlab-ci.yml'))).toBe(true);
    });

    it('offers the defaults, git’s identity among them', async () => {
      const { path } = makeRepository();
      const offered = Object.fromEntries(Object.keys(answers).map((key) => [key, undefined]));
      expect((await init(path, [], { ...alex, prompt: scriptedPrompt(offered).prompt, terminal })).code).toBe(0);
      expect(filesIn(path)).toEqual(all);
      expect(parse(read(path, 'pir.config.yaml')).timezone).toBe('UTC');
    });

    it('asks only what flags and files leave open', async () => {
      const { path } = makeRepository();
      await init(path, ['--yes']);
      const { prompt, seen } = scriptedPrompt({});
      await init(path, ['--ci', 'none'], { ...alex, prompt, terminal });
      expect(seen.filter((line) => line.startsWith('?'))).toEqual([]);
    });

    it.each([0, 1, 2, 3])('writes nothing when left at question %i', async (question) => {
      const { path } = makeRepository();
      const { prompt } = scriptedPrompt(answers, question);
      expect((await init(path, [], worldOf(undefined, { prompt, terminal }))).code).toBe(130);
      expect(filesIn(path)).toEqual([]);
    });

    it('says what is wrong with a zone or an owner', async () => {
      const { path } = makeRepository();
      const zone = scriptedPrompt({ ...answers, 'In which time zone': 'Berlin' });
      await init(path, [], worldOf(undefined, { prompt: zone.prompt, terminal }));
      expect(zone.seen.at(-1)).toContain('Europe/Berlin');
      const owner = scriptedPrompt({ ...answers, 'Who owns': 'someone' });
      await init(path, [], worldOf(undefined, { prompt: owner.prompt, terminal }));
      expect(owner.seen.at(-1)).toContain('placeholder owner "someone"');
    });
  });
});
