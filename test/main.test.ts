import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { incidentExample } from '../src/core/check/example.ts';
import { realWorld } from '../src/world/index.ts';
import { gitEnv, makeFolder, makeRepository } from './repository.ts';
import { runPir } from './run-pir.ts';

const bad = incidentExample([['owner: "@alice"', 'owner: tbd']]).text;

/** A folder with one record whose review nobody owns, and one good use of it. */
function begin() {
  const folder = makeRepository({ 'incidents/2026/2026-03-10-checkout-500s.md': bad }).path;
  return {
    folder,
    pir: (argv: string[], env: { [name: string]: string } = {}) =>
      runPir(argv, { cwd: folder, env, now: '2026-06-01T12:00:00Z' }),
  };
}

describe('main', () => {
  it('prints several formats in their order, those with --output into files', async () => {
    const { folder, pir } = begin();
    const { code, out } = await pir([
      'check',
      '--rule',
      'owner',
      '--format',
      'csv',
      '--format',
      'json',
      '--output',
      'r.json',
      '--format',
      'github',
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(/^rule,severity[\s\S]*\nowner,error[\s\S]*\n::error file=/);
    expect(JSON.parse(readFileSync(path.join(folder, 'r.json'), 'utf8')).findings).toHaveLength(1);
  });

  it('works with -C as if it had been started there, with every path that is named', async () => {
    const { folder } = begin();
    const inside = path.join(folder, 'incidents');
    writeFileSync(path.join(inside, 'warn.yaml'), 'rules: { owner: warn }\n');
    const argv = ['-C', 'incidents', 'check', '--rule', 'owner', '--config', 'warn.yaml', '2026'];
    const { code, err } = await runPir([...argv, '--format', 'json', '--output', 'r.json'], { cwd: folder });
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(readFileSync(path.join(inside, 'r.json'), 'utf8')).summary).toMatchObject({ warnings: 1 });
    expect(existsSync(path.join(folder, 'r.json'))).toBe(false);
  });

  it('annotates by itself in a GitHub workflow, and fills the step summary', async () => {
    const { folder, pir } = begin();
    const summary = path.join(folder, 'summary.md');
    const { code, out } = await pir(['check'], { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary });
    expect(code).toBe(1);
    expect(out).toMatch(/error {2}Unexpected[\s\S]*\n::error file=/);
    expect(readFileSync(summary, 'utf8')).toContain('| error | incidents/2026/');
    expect((await pir(['check', '--format', 'csv'], { GITHUB_ACTIONS: 'true' })).out).not.toContain('::error');
  });

  it('says of what is missing what it is for, and of a wrong word which are right', async () => {
    const { pir } = begin();
    expect((await pir(['action', 'add', 'x', '--title', 't', '--owner', '@a'])).err).toBe(
      [
        'pir: Unexpected end of the command line, expected --kind K',
        '     --kind K: what it does about the cause (correct, mitigate, detect, prevent)',
        '     Run pir action add --help for examples.\n',
      ].join('\n'),
    );
    expect((await pir(['list', '--status', 'open'])).err).toMatch(
      /^pir: Unexpected --status "open", expected one of draft,/,
    );
    expect((await pir(['incident', 'new'])).err).toContain('Leave the word out: pir new');
  });

  it('shows first steps with or without --help', async () => {
    const { pir } = begin();
    const { code, out } = await pir([]);
    expect(code).toBe(0);
    expect(out).toContain('Examples:\n  pir init');
    expect((await pir(['--help'])).out).toBe(out);
    expect((await pir(['action', '--help'])).out).toContain('Examples: pir action add --help');
  });

  it.each([
    [['help', 'nope'], "unknown command 'nope'", 'Run pir --help.'],
    [['nope', '--help'], "unknown command 'nope'", 'Run pir --help.'],
    [['incident', 'new', '--help'], "unknown command 'incident'", 'Leave the word out: pir new'],
    [['action', 'bogus'], "unknown command 'bogus'", 'Run pir action --help.'],
    [['help', 'action', 'bogus'], "unknown command 'bogus'", 'Run pir action --help.'],
  ])('takes no help for what there is not: %j', async (argv, words, hint) => {
    const { code, out, err } = await begin().pir(argv);
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(`Unexpected command line: ${words}`)]);
    expect(err).toContain(hint);
  });

  it.each([[['help']], [['help', 'action']], [['help', 'action', 'done']], [['-C', '.', 'action', '--help']]])(
    'gives help with %j',
    async (argv) => {
      expect(await begin().pir(argv)).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^Usage: pir /) });
    },
  );

  it('prints what goes to -, as everywhere', async () => {
    const { folder, pir } = begin();
    const { code, out } = await pir(['list', '--format', 'csv', '--output', '-']);
    expect([code, out]).toEqual([0, expect.stringMatching(/^id,title,/)]);
    expect(existsSync(path.join(folder, '-'))).toBe(false);
  });

  it.each([
    [['check'], 1],
    [['check', '--fail-on', 'never'], 0],
    [['list'], 0],
    [['chekc'], 2],
    [['check', '--format', 'xml'], 2],
    [['list', '--format', 'sarif'], 2],
    [['check', '--output', 'a', '--output', 'b'], 2],
    [['check', '--as-of', '2026-13-45'], 2],
    [['check', '--as-of', 'no-such-revision'], 4],
    [['check', '-C', 'nowhere'], 2],
    [['check', 'nowhere.md'], 2],
    [['check', '--config', 'nowhere.yaml'], 2],
    [['show', '2031'], 2],
    [['--version'], 0],
    [[], 0],
  ] as const)('pir %j exits %i', async (argv, code) => {
    const outcome = await begin().pir([...argv]);
    expect(outcome.code).toBe(code);
    if (code === 2)
      expect(outcome).toMatchObject({ out: '', err: expect.stringMatching(/^pir: Unexpected .*\n {5}\S/) });
  });

  it('refuses a config that sets a rule which does not exist', async () => {
    const { folder, pir } = begin();
    writeFileSync(path.join(folder, 'pir.config.yaml'), 'rules: { action-ownr: off }\n');
    const { code, err } = await pir(['check']);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/"action-ownr" under rules[\s\S]*Did you mean action-owner/),
    ]);
  });

  it.each([
    ['review_required: [sev1, sve2]\n', ['check', 'list'], '1:25  Unexpected severity "sve2"', 'Did you mean sev2?'],
    [
      'sla:\n  review:\n    sev9: { full: 7d }\n',
      ['check', 'list'],
      '3:5  Unexpected severity "sev9"',
      'Did you mean sev1?',
    ],
    [
      'headline: [time_to_detct]\n',
      ['metrics', 'report'],
      '"time_to_detct" under headline',
      'Run pir explain for the list.',
    ],
    [
      'targets: { mttr: { median: 1h } }\n',
      ['metrics', 'report'],
      '"mttr" under targets',
      'Run pir explain for the list.',
    ],
  ])('refuses a config that names what is not there: %j', async (config, commands, words, hint) => {
    const { folder, pir } = begin();
    writeFileSync(path.join(folder, 'pir.config.yaml'), config);
    for (const command of commands) {
      const { code, out, err } = await pir([command]);
      expect([code, out, err]).toEqual([2, '', expect.stringContaining(words)]);
      expect(err).toContain(hint);
    }
  });

  it('needs git where there is a repository, and nowhere else', async () => {
    const { folder } = begin();
    const git = { ...realWorld(gitEnv).git, topLevel: () => undefined, version: () => undefined };
    const inside = path.join(folder, 'incidents');
    for (const argv of [['check'], ['metrics', '--as-of', '2026-01-01'], ['check', '--base', 'main'], ['doctor']])
      expect(await runPir(argv, { cwd: inside, world: { git } })).toEqual({
        code: 2,
        out: '',
        err: `pir: Unexpected repository ${folder} on a machine without git\n     Install git 2.38 or later.\n`,
      });
    expect((await runPir(['check'], { cwd: makeFolder(), world: { git } })).code).toBe(0);
    // With git, what git does not take for a repository is none.
    const { code } = await runPir(['list'], { cwd: inside, world: { git: { ...git, version: () => '2.45.0' } } });
    expect(code).toBe(0);
  });

  it('refuses a people.yaml in which somebody stands twice', async () => {
    const { folder, pir } = begin();
    const file = path.join(folder, 'people.yaml');
    writeFileSync(file, '- handle: "@ann"\n- handle: "@bob"\n  until: 2026-01-01\n- handle: "@Bob"\n');
    const { code, out, err } = await pir(['check']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('people.yaml:4:11  Unexpected handle "@Bob" a second time, expected each person once');
    writeFileSync(file, '- handle: "@ann"\n- handle: "@bob"\n');
    expect((await pir(['check'])).err).toBe('');
  });

  it('takes a bug for a bug: exit 3 with a stack', async () => {
    const { folder } = begin();
    const { code, err } = await runPir(['check'], {
      cwd: folder,
      world: {
        now: () => {
          throw new Error('broken clock');
        },
      },
    });
    expect([code, err]).toEqual([3, expect.stringMatching(/bug in pir[\s\S]*broken clock[\s\S]*at /)]);
  });

  it('fails when its report cannot be written', async () => {
    const { folder } = begin();
    const terminal = {
      out: async () => {
        throw new Error('ENOSPC');
      },
      err: () => {},
      outIsTty: false,
      errIsTty: false,
      inIsTty: false,
      columns: 80,
    };
    expect((await runPir(['list'], { cwd: folder, world: { terminal } })).code).toBe(3);
  });
});

describe('the moment that counts as now', () => {
  const asOf = async (argv: string[], env = {}) =>
    JSON.parse((await begin().pir([...argv, 'list', '--format', 'json'], env)).out).as_of;

  it('is the flag, then PIR_AS_OF, then SOURCE_DATE_EPOCH, then the clock', async () => {
    const env = { PIR_AS_OF: '2026-02-01', SOURCE_DATE_EPOCH: '1767225600' };
    expect(await asOf(['--as-of', '2026-01-31T10:00:00+02:00'], env)).toBe('2026-01-31T08:00:00Z');
    expect(await asOf([], env)).toBe('2026-02-01T23:59:59Z');
    expect(await asOf([], { SOURCE_DATE_EPOCH: '1767225600' })).toBe('2026-01-01T00:00:00Z');
    expect(await asOf([])).toBe('2026-06-01T12:00:00Z');
  });

  it.each(['soon', '-5', '1767225600.5', '99999999999999', '@1767225600'])(
    'is no number in SOURCE_DATE_EPOCH that is %s, and that can be mended',
    async (epoch) => {
      const { code, err } = await begin().pir(['list'], { SOURCE_DATE_EPOCH: epoch });
      expect(code).toBe(2);
      expect(err).toBe(
        `pir: Unexpected SOURCE_DATE_EPOCH "${epoch}", expected whole seconds since 1970\n     Set it to what date +%s prints, or unset it.\n`,
      );
      // What wins over it has no need of it.
      expect(await asOf([], { SOURCE_DATE_EPOCH: epoch, PIR_AS_OF: '2026-02-01' })).toBe('2026-02-01T23:59:59Z');
      expect(await asOf(['--as-of', '2026-02-01'], { SOURCE_DATE_EPOCH: epoch })).toBe('2026-02-01T23:59:59Z');
    },
  );
});
