import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_AS_OF } from '../../src/core/check/example.ts';
import { cpuTime } from '../cpu-time.ts';
import { gitEnv, makeFolder, makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';
import { expectPrintable } from './check-everywhere.ts';
import { beside, victim, victimPath, withFacts } from './sound.ts';

const binary = path.resolve(import.meta.dirname, '../../bin/pir.js');

describe('a pager', () => {
  it('is the user’s, and never the repository’s', () => {
    const canary = path.join(makeFolder(), 'canary');
    const repository = makeRepository();
    for (const [name, content] of Object.entries({ ...beside, 'pir.config.yaml': `x_pager: touch ${canary}\n` }))
      repository.write(name, content);
    repository.commit('Begin', { date: EXAMPLE_AS_OF });
    for (const key of [
      'core.pager',
      'pager.log',
      'pager.show',
      'interactive.diffFilter',
      'core.editor',
      'sequence.editor',
    ])
      repository.git('config', key, `touch ${canary}`);
    // Where there is a terminal, which `script` makes.
    const command = `${process.execPath} ${binary} log`;
    const { error } = spawnSync('script', ['-qec', command, '/dev/null'], {
      cwd: repository.path,
      env: { ...gitEnv, PIR_AS_OF: EXAMPLE_AS_OF, PIR_PAGER: 'tail -n1', TERM: 'xterm' },
      input: '',
      timeout: 20_000,
    });
    if (error) process.stderr.write('hostile/history: there is no script(1) here, so no terminal\n');
    spawnSync(process.execPath, [binary, 'log'], {
      cwd: repository.path,
      env: { ...gitEnv, PIR_AS_OF: EXAMPLE_AS_OF },
    });
    expect(existsSync(canary)).toBe(false);
  });
});

describe('a bare repository', () => {
  const bare = () => {
    const repository = makeRepository({ ...beside });
    const at = path.join(makeFolder(), 'work');
    mkdirSync(at);
    const canary = path.join(makeFolder(), 'canary');
    renameSync(path.join(repository.path, '.git'), path.join(at, 'inner.git'));
    const inner = path.join(at, 'inner.git');
    writeFileSync(
      path.join(inner, 'config'),
      `[core]\n\trepositoryformatversion = 0\n\tbare = true\n\tfsmonitor = touch ${canary}\n\thooksPath = .\n\tsshCommand = touch ${canary}\n`,
    );
    return { at, inner, canary };
  };
  it('is read only where -C names it, and runs nothing of its own', async () => {
    const { at, inner, canary } = bare();
    mkdirSync(path.join(inner, 'sub'));
    const code = async (cwd: string, ...argv: string[]) => (await runPir(argv, { cwd, now: EXAMPLE_AS_OF })).code;
    expect(await code(at, '-C', 'inner.git', 'log')).toBe(0);
    // Somebody's folder that looks like one is not believed.
    const { out } = await runPir(['list', '--format', 'json'], { cwd: inner, now: EXAMPLE_AS_OF });
    expect(JSON.parse(out || '{"repository":null}').repository).toBe(null);
    expect(await code(at, '-C', 'inner.git/sub', 'log')).not.toBe(3);
    expect(existsSync(canary)).toBe(false);
  });
});

describe('a change that means ill', () => {
  /** A pull request on a sound base: [what it changes, the rules that must speak of it]. */
  it.each<[attack: string, files: { [name: string]: string }, rules: readonly string[]]>([
    [
      'risks and repeats that name every object',
      {
        [victimPath]: withFacts(
          'risks: [{ id: __proto__, effect: new }, { id: constructor, effect: changed }]\nrepeat_of: [__proto__]',
        ),
      },
      ['reference'],
    ],
    [
      '3,000 links to risks of nobody',
      {
        [victimPath]: withFacts(
          `risks: [${Array.from({ length: 1500 }, (_, i) => `{ id: R-${i}, effect: new }`).join(', ')}]`,
        ),
      },
      ['reference'],
    ],
    [
      'a risk whose plan leads out',
      {
        'risks/R-001.md': `---\nschema: pir/risk@1\nid: R-001\ntitle: R\nowner: "@carol"\nstatus: open\ntreatment: { decision: mitigate, plan: [../../x/A1, "__proto__/A1", "2026-03-11-victim/A99"] }\nassessments:\n  - { on: 2026-01-01, by: "@carol", likelihood: 3, impact: 3, incident: ../../x, reason: x }\n---\n\n# R\n`,
      },
      ['reference'],
    ],
    [
      'an acceptance under the name of another',
      {
        'acknowledgements/plan/1/alice.yaml': `schema: pir/acknowledgement@1\npolicy: ../plan\nversion: "1"\nby: "@mallory"\non: 2026-02-01\nfingerprint: "sha256:${'0'.repeat(64)}"\nmethod: own_commit\n`,
      },
      ['reference'],
    ],
    [
      'settings that allow everything',
      {
        'pir.config.yaml': 'rules: { owner: off, reference: off, blame: off }\n',
        [victimPath]: victim(['owner: "@alice"', 'owner: tbd']),
      },
      ['owner'],
    ],
  ])('%s', async (_attack, files, rules) => {
    const repository = makeRepository();
    for (const [name, content] of Object.entries({ ...beside, [victimPath]: victim() }))
      repository.write(name, content);
    const base = repository.commit('Begin', { date: '2026-05-01T12:00:00Z' });
    for (const [name, content] of Object.entries(files)) repository.write(name, content);
    repository.commit('Change', { date: '2026-05-02T12:00:00Z' });
    const { result, milliseconds } = await cpuTime(() =>
      runPir(['check', '--base', base, '--format', 'json'], { cwd: repository.path, now: EXAMPLE_AS_OF }),
    );
    const { code, out, err } = result;
    expect(milliseconds).toBeLessThan(3000);
    expectPrintable(out + err, 'check');
    expect([code, err]).toEqual([1, '']);
    const said = new Set(JSON.parse(out).findings.map(({ rule }: { rule: string }) => rule));
    for (const rule of rules) expect([...said]).toContain(rule);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
