import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_AS_OF } from '../../src/core/check/example.ts';
import { reporters } from '../../src/reporters/index.ts';
import { cpuTime } from '../cpu-time.ts';
import { commandsIn } from '../reporters/runner.ts';
import { makeFolder } from '../repository.ts';
import { runPir } from '../run-pir.ts';
import { expectPrintable, makeTarget } from './check-everywhere.ts';
import { victim } from './sound.ts';

const loud = '\\e[31m::error::x ##[error]y <script>alert(1)</script>|`z` \\u202e=1+1';
const shown = loud.replace('\\e', '').replace('\\u202e', '');

const fingerprint = `sha256:${'0'.repeat(64)}`;
const policy = (more = '', title = 'Plan') => `---
schema: pir/policy@1
id: plan
title: ${JSON.stringify(title)}
version: "1"
owner: "@carol"
status: in_force
effective: 2026-01-01
review_by: 2027-03-01
audience: { everyone: true }
changes:
  - { version: "1", on: 2026-01-01, by: "@carol", summary: First, fingerprint: "${fingerprint}" }
${more}---

# Plan

Whoever is on call decides.
`;
const risk = (more = '', title = 'Risk') => `---
schema: pir/risk@1
id: R-001
title: ${JSON.stringify(title)}
owner: "@carol"
status: open
assessments:
  - { on: 2026-01-01, by: "@carol", likelihood: 3, impact: 3, reason: first look }
${more}---

# Risk
`;

async function play(argv: readonly string[], cwd: string, most = 2000) {
  const { result, milliseconds } = await cpuTime(() => runPir([...argv, '--no-input'], { cwd, now: EXAMPLE_AS_OF }));
  const { code, out, err } = result;
  for (const text of [out, err]) {
    expectPrintable(text, argv.join(' '));
    expect(commandsIn(text)).toEqual([]);
  }
  expect(code, err).not.toBe(3);
  expect(milliseconds, argv.join(' ')).toBeLessThan(most);
  return { code, out, err };
}

const filesIn = (top: string): string[] =>
  readdirSync(top, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('.git'))
    .sort();

describe('names that lead elsewhere', () => {
  it.each([
    ['risk', 'show', '../../x'],
    ['risk', 'show', '__proto__'],
    ['risk', 'show', '\u001b[31m'],
    ['risk', 'assess', '../R-001', '--likelihood', '1', '--impact', '1', '--reason', 'x'],
    ['risk', 'assess', 'R-001', '--likelihood', '1e99', '--impact', '1', '--reason', 'x'],
    ['risk', 'assess', 'R-001', '--likelihood', '3', '--impact', '3', '--reason', 'x', '--incident', '../../x'],
    ['risk', 'treat', 'R-001', '--action', '../../x/A1'],
    ['policy', 'show', '../plan'],
    ['policy', 'show', 'constructor'],
    ['policy', 'ack', 'plan', '--by', '../../x'],
    ['policy', 'ack', 'plan', '--by', '@../x'],
    ['policy', 'ack', 'plan', '--by', '\u001b@x.example'],
    ['policy', 'ack', 'plan', '--import', '../../../../etc/passwd'],
    ['policy', 'ack', 'plan', '--import', '/dev/zero'],
    ['policy', 'release', '../plan', '--summary', 'x'],
    ['policy', 'approve', 'plan', '--role', '__proto__', '--by', '@x'],
    ['repeats', '--window', '__proto__'],
    ['repeats', '--basis', 'constructor'],
    ['report', '--period', '../../x'],
    ['report', '--period', '2026-Q9'],
    ['audit', 'reconcile', '/dev/zero'],
    ['audit', 'sample', '--n', '1e9', '--seed', 's'],
    ['audit', 'sample', '--n', '1', '--seed', '\u001b[31m\n'],
  ])('pir %s %s %s %s %s are wrong use', async (...argv) => {
    const target = makeTarget({ 'risks/R-001.md': risk(), 'policies/plan.md': policy() });
    const before = filesIn(target);
    const { code } = await play(argv, target);
    expect([code, filesIn(target)]).toEqual([2, before]);
  });

  it.each(['../../../x', 'a/b', '..', '.', '__proto__', 'CON', '-rf', '\u202e', '=1+1'])(
    'a risk and a policy called %j stand below their folders',
    async (title) => {
      const target = makeTarget();
      const before = filesIn(target);
      await play(['risk', 'new', title, '--owner', '@carol'], target);
      await play(['policy', 'new', title, '--owner', '@carol'], target);
      const made = filesIn(target).filter((name) => !before.includes(name) && name.endsWith('.md'));
      for (const name of made) expect(name).toMatch(/^(?:risks|policies)\/[A-Za-z0-9][\w-]*\.md$/);
    },
  );

  it.each(['acknowledgements', 'acknowledgements/plan', 'acknowledgements/plan/1'])(
    'no acceptance goes through a link: %s',
    async (name) => {
      const target = makeTarget({ 'policies/plan.md': policy(), 'people.yaml': '- { handle: "@dan" }\n' });
      const elsewhere = makeFolder();
      mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
      symlinkSync(elsewhere, path.join(target, name));
      const csv = makeTarget({ 't.csv': 'person,date,version\n@dan,2026-02-01,1\n' });
      await play(['policy', 'ack', 'plan', '--import', path.join(csv, 't.csv')], target);
      expect(filesIn(elsewhere)).toEqual([]);
    },
  );
});

describe('a list of a training system', () => {
  const take = async (csv: string, most?: number) => {
    const target = makeTarget({ 'policies/plan.md': policy('', 'Plan'), 't.csv': csv });
    const before = filesIn(target);
    const { code, out, err } = await play(['policy', 'ack', 'plan', '--import', 't.csv'], target, most);
    return { code, out, err, made: filesIn(target).filter((name) => !before.includes(name) && name.endsWith('.yaml')) };
  };

  it('writes nobody outside the folder, whatever they are called', async () => {
    const names = [
      '../../x@y.example',
      '@../x',
      'a/b@c.example',
      '..@c.example',
      '@__proto__',
      '=1+1@c.example',
      '@CON',
      '-rf@c.example',
      `${'a'.repeat(64)}@${'b.'.repeat(90)}example`,
    ];
    const { made } = await take(`person,date,version\n${names.map((name) => `${name},2026-02-01,1\n`).join('')}`);
    for (const name of made) expect(name).toMatch(/^acknowledgements\/plan\/1\/[A-Za-z0-9%][\w@.%+-]*\.yaml$/);
  });

  it.each<[string, string, number]>([
    ['without a line', '', 2],
    ['of 300,000 columns', `person,date,version,${'a,'.repeat(300_000)}\n${'@a,2026-02-01,1\n'.repeat(10)}`, 2],
    ['of 1,000,000 lines', `person,date,version\n${'a\n'.repeat(1_000_000)}`, 2],
    ['of 3,000,000 blank lines', `person,date,version\n${'\n'.repeat(3_000_000)}`, 0],
    ['of 300,000 quotes', `person,date,version\n${'"'.repeat(300_001)}`, 2],
    ['of every object', 'person,date,version,__proto__,constructor\n@a,2026-02-01,1,x,y\n', 0],
    ['with NUL', 'person,date,version\n@a\0,2026-02-01,1\n', 0],
    ['of ESC', 'person,date,version\n\u001b[31m::error::x,\u202e,1\n::error::,2026-02-01,9\n', 0],
  ])('%s', async (_attack, csv, expected) => {
    const { code, err } = await take(csv, 10_000);
    expect([code, err]).toEqual([expected, expect.any(String)]);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe('a list of a pager', () => {
  it.each<[string, string, number]>([
    ['of 300,000 columns', `id,opened,${'a,'.repeat(300_000)}\n`, 2],
    [
      'of 20,000 of one day',
      `id,opened\n${Array.from({ length: 20_000 }, (_, i) => `X${i},2026-03-11\n`).join('')}`,
      0,
    ],
    ['of formulas and ESC', 'id,opened,title\n=1+1,2026-03-11,\u001b[31m\n::error::x,x,y\n', 0],
    ['with a quote that nothing closes', 'id,opened\n"a,b\n', 2],
  ])('%s', async (_attack, csv, expected) => {
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, i) => [
        `incidents/2026-03-11-n${i}.md`,
        victim().replaceAll('2026-03-11-victim', `2026-03-11-n${i}`),
      ]),
    );
    const target = makeTarget({ ...many, 't.csv': csv });
    expect((await play(['audit', 'reconcile', 't.csv', '--record', '--by', '@carol'], target, 6000)).code).toBe(
      expected,
    );
    if (expected === 0)
      expect(readFileSync(path.join(target, '.pir/reconciliation.json')).length).toBeLessThan(10_000_000);
  });
});

const all = [
  'risk list',
  'risk show R-001',
  'policy list',
  'policy show plan',
  'policy outstanding',
  'repeats',
  'report',
  'audit coverage',
  'audit sample --n 2 --seed s',
  'list',
  'actions',
  'metrics',
];

describe('what records say is shown and not obeyed', () => {
  const people = Array.from({ length: 3 }, (_, i) => `- { handle: "@p${i}", name: "${shown}" }\n`).join('');
  const files = {
    'risks/R-001.md': risk('x_a: 1\n', shown),
    'policies/plan.md': policy('', shown),
    'people.yaml': `${people}- { handle: "@carol" }\n`,
    'incidents/2026-03-11-victim.md': victim(
      [/title: .*/, `title: ${JSON.stringify(shown)}`],
      [/statement: .*/, `statement: ${JSON.stringify(shown)}`],
    ),
  };
  it.each(all)('by pir %s, in every format', async (line) => {
    const target = makeTarget(files);
    const findings = new Set(['comment', 'github', 'gitlab', 'sarif', 'junit', 'rdjson']);
    for (const { name } of reporters) {
      if (findings.has(name)) continue;
      const { code, out } = await play([...line.split(' '), '--format', name], target);
      expect([0, name]).toEqual([code, name]);
      if (name === 'html') expect(out).not.toMatch(/<script|onerror=(?=[^<]*>)/i);
    }
  });
});

describe('numbers of records take their time, and no more', () => {
  it('10,000 references of a plan, 2,000 assessments', async () => {
    const refs = Array.from({ length: 5_000 }, (_, i) => `2026-03-11-victim/A${i}`).join(', ');
    const lines = Array.from(
      { length: 600 },
      () => '  - { on: 2026-01-01, by: "@carol", likelihood: 3, impact: 3, reason: x }\n',
    ).join('');
    const target = makeTarget({
      'risks/R-001.md': risk(
        `treatment: { decision: mitigate, plan: [${refs.slice(0, 60_000).replace(/, [^,]*$/, '')}] }\n`,
      ),
      'risks/R-002.md': risk()
        .replace('R-001', 'R-002')
        .replace(/ {2}- \{ on.*\n/, () => lines),
    });
    await play(['check'], target);
    await play(['risk', 'list'], target);
    await play(['risk', 'show', 'R-001'], target);
  });

  it('1,000 acceptances of a policy by 1,000 people', async () => {
    const who = Array.from({ length: 1_000 }, (_, i) => `person-${i}`);
    const target = makeTarget({
      'policies/plan.md': policy(),
      'people.yaml': `- { handle: "@carol" }\n${who.map((name) => `- { handle: "@${name}", name: ${name} }\n`).join('')}`,
      ...Object.fromEntries(
        who.map((name) => [
          `acknowledgements/plan/1/${name}.yaml`,
          `schema: pir/acknowledgement@1\npolicy: plan\nversion: "1"\nby: "@${name}"\non: 2026-02-01\nfingerprint: "${fingerprint}"\nmethod: imported\n`,
        ]),
      ),
    });
    await play(['check'], target, 4000);
    await play(['policy', 'list'], target, 3000);
    await play(['policy', 'outstanding'], target, 3000);
  });

  it('1,500 incidents of one cause are one cluster', async () => {
    const one = victim();
    const many = Object.fromEntries(
      Array.from({ length: 1_500 }, (_, i) => [
        `incidents/2026-03-11-n${i}.md`,
        one.replaceAll('2026-03-11-victim', `2026-03-11-n${i}`),
      ]),
    );
    const target = makeTarget(many);
    await play(['repeats', '--format', 'json'], target, 8000);
    await play(['check', '--format', 'json'], target, 8000);
    await play(['report', '--format', 'html'], target, 12_000);
  });
});
