// Long because it holds one command to flags, fields, templates, ids, hostile titles and a wizard; each has one block.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { realWorld } from '../../src/world/index.ts';
import type { World } from '../../src/world/world.ts';
import { gitEnv, makeFolder, makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';
import { scriptedPrompt } from './scripted-prompt.ts';

const facts = ['--type', 'availability', '--severity', 'sev2', '--owner', '@sre-lead'];
const times = ['--started', '2026-11-20T09:12+01:00', '--detected', '2026-11-20T09:20+01:00'];
const make = (cwd: string, ...args: string[]) => runPir(['new', ...args], { cwd });
const makeUsual = (cwd: string, ...args: string[]) => make(cwd, 'Checkout down', ...facts, ...times, ...args);
const usual = 'incidents/2026/2026-11-20-checkout-down.md';

const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');
const dataOf = (text: string) => parse(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '');
const recordsIn = (folder: string): string[] =>
  existsSync(join(folder, 'incidents'))
    ? readdirSync(join(folder, 'incidents'), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md') && !name.endsWith('README.md'))
        .map((name) => `incidents/${name}`)
        .sort()
    : [];
const passes = async (cwd: string) => (await runPir(['check'], { cwd })).code === 0;

describe('from flags', () => {
  it('makes a record that passes the check', async () => {
    const { path } = makeRepository();
    const { code, out, err } = await makeUsual(path, '--service', 'checkout', '--impact', '1,240 checkouts failed');
    expect({ code, out }).toEqual({ code: 0, out: `create ${usual}\n` });
    const text = read(path, usual);
    expect(dataOf(text)).toEqual({
      schema: 'pir/incident@1',
      id: '2026-11-20-checkout-down',
      title: 'Checkout down',
      type: 'availability',
      severity: 'sev2',
      status: 'draft',
      owner: '@sre-lead',
      services: ['checkout'],
      times: { started: '2026-11-20T09:12+01:00', detected: '2026-11-20T09:20+01:00' },
      impact: { summary: '1,240 checkouts failed' },
    });
    expect(text).toContain('\n# Checkout down\n');
    expect(text).toContain('pir time 2026-11-20-checkout-down mitigated now');
    expect(text).not.toContain('{{');
    expect(await runPir(['check'], { cwd: path })).toMatchObject({ code: 0, out: '1 record, no findings\n' });
    expect(err).toContain('pir time 2026-11-20-checkout-down resolved now');
    expect(err).toContain('  sev2: a hot-wash within 72h, a full review within 14d of the resolution.\n');
  });

  it.each(['startup', 'scaleup', 'enterprise'])(
    'passes the check as %s, whatever its type and severity',
    async (profile) => {
      const { path } = makeRepository({ 'pir.config.yaml': `profile: ${profile}\n` });
      for (const type of ['security', 'availability', 'privacy', 'safety', 'near_miss', 'exercise']) {
        for (const severity of ['sev1', 'sev2', 'sev3', 'sev4']) {
          const flags = ['--type', type, '--severity', severity, '--owner', 'alex@example.com'];
          expect((await make(path, `${type} ${severity}`, ...flags, ...times)).code).toBe(0);
        }
      }
      expect(recordsIn(path)).toHaveLength(24);
      expect(await runPir(['check'], { cwd: path })).toMatchObject({ code: 0, out: '24 records, no findings\n' });
    },
  );

  it('says by which day the review is due once the end is known', async () => {
    const { path } = makeRepository({ 'pir.config.yaml': 'timezone: Asia/Kolkata\n' });
    const { err } = await makeUsual(path, '--resolved', '2026-11-20T20:00:00+00:00');
    expect(err).toContain('  sev2: a hot-wash by 2026-11-24, a full review by 2026-12-05.\n');
    expect(err).not.toContain('resolved now');
  });

  it('says what is late already, and that an exercise needs no review', async () => {
    const { path } = makeRepository();
    const late = [...facts, '--started', '2026-10-01T09:00Z', '--resolved', '2026-10-01T10:00Z'];
    expect((await make(path, 'Old', ...late)).err).toContain(
      'sev2: a hot-wash overdue since 2026-10-04, a full review overdue since 2026-10-15.',
    );
    const drill = ['--type', 'exercise', '--severity', 'sev2', '--owner', 'alex@example.com'];
    expect((await make(path, 'Drill', ...drill, ...times)).err).toContain('An exercise needs no review');
  });

  it('names everything that is missing at once, and writes nothing', async () => {
    const { path } = makeRepository();
    const none = await make(path);
    expect(none.code).toBe(2);
    for (const name of ['TITLE', '--type T', '--severity S', '--owner O', '--started I or --detected I'])
      expect(none.err).toContain(name);
    const one = await make(path, 'Checkout down', '--type', 'safety', '--severity', 'sev1', ...times);
    expect(one.code).toBe(2);
    expect(one.err).toContain('expected --owner O\n');
    expect(recordsIn(path)).toEqual([]);
  });

  it('asks nothing with --no-input, not even on a terminal', async () => {
    const { path } = makeRepository();
    const { prompt, seen } = scriptedPrompt({});
    const terminal = { out: async () => {}, err: () => {}, outIsTty: true, errIsTty: true, inIsTty: true, columns: 80 };
    expect((await runPir(['new', '--no-input'], { cwd: path, world: { prompt, terminal } })).code).toBe(2);
    expect(seen).toEqual([]);
  });

  it.each([
    [['--type', 'avalability'], 'Unexpected type "avalability"', 'Did you mean availability?'],
    [['--severity', 'sev9'], 'Unexpected severity "sev9"', 'Did you mean'],
    [['--severity', 'terrible'], 'expected one of sev1, sev2, sev3, sev4', 'Name one of them'],
    [['--service', 'chekout'], 'Unexpected service "chekout"', 'Did you mean checkout?'],
    [['--resolved', '2026-11-20'], '--resolved: Unexpected day without a time', 'Write it like'],
    [['--mitigated', '2026-02-30T10:00Z'], '--mitigated: Unexpected day', 'Write it like'],
    [['--template', 'postmortem'], 'Unexpected template "postmortem"', '.pir/templates/postmortem.md'],
    [['--template', '../secrets'], 'Unexpected template "../secrets"', 'without folder'],
    [['--id', 'README'], 'Unexpected id "README"', 'Write it like'],
    [['--id', 'index'], 'Unexpected id "index"', 'Write it like'],
    [['--edit'], 'Unexpected --edit without a terminal', 'Leave it out'],
  ])('refuses %j with a sentence', async (flags, message, hint) => {
    const { path } = makeRepository({ 'pir.config.yaml': 'services: { checkout: { owner: "@a" } }\n' });
    const { code, err } = await makeUsual(path, ...flags);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain(hint);
    expect(recordsIn(path)).toEqual([]);
  });

  it.each([
    [['--acknowledged', '2026-11-20T09:15+01:00'], 'time-order'],
    [['--resolved', '2026-11-20T08:00+01:00'], 'time-order'],
    [['--resolved', '2026-11-30T08:00+01:00'], 'time-order'],
    [['--owner', 'TBD'], 'owner'],
  ])('refuses what the check would refuse: %j', async (flags, rule) => {
    const { path } = makeRepository();
    const { code, out } = await runPir(['new', 'Checkout down', ...facts, ...times, ...flags, '--format', 'json'], {
      cwd: path,
    });
    const report = JSON.parse(out);
    expect(code).toBe(1);
    expect(report.findings.map((finding: { rule: string }) => finding.rule)).toEqual([rule]);
    expect(report.files).toEqual([]);
    expect(recordsIn(path)).toEqual([]);
  });

  it('takes an incident whose review is overdue already, and says so', async () => {
    const { path } = makeRepository({ 'pir.config.yaml': 'profile: enterprise\n' });
    const flags = ['--detected', '2026-01-05T10:00Z', '--resolved', '2026-01-05T12:00Z'];
    const { code, out } = await make(path, 'Old one', ...facts, ...flags);
    expect(code).toBe(0);
    expect(out).toContain('note: pir check says: Unexpected');
    expect(recordsIn(path)).toEqual(['incidents/2026/2026-01-05-old-one.md']);
  });

  it('understands times without an offset where the config states a zone, and words', async () => {
    const zoned = makeRepository({ 'pir.config.yaml': 'timezone: Europe/Berlin\n' });
    const flags = ['--started', '2026-11-20 23:30', '--detected', '30 minutes ago', '--resolved', 'now'];
    expect((await make(zoned.path, 'Checkout down', ...facts, ...flags)).code).toBe(0);
    expect(dataOf(read(zoned.path, 'incidents/2026/2026-11-21-checkout-down.md')).times).toEqual({
      started: '2026-11-20T23:30:00+01:00',
      detected: '2026-11-21T12:30:00+01:00',
      resolved: '2026-11-21T13:00:00+01:00',
    });
    const bare = makeRepository();
    const { code, err } = await make(bare.path, 'Checkout down', ...facts, '--started', '2026-11-20 23:30');
    expect(code).toBe(2);
    expect(err).toContain('time without an offset');
  });

  it('prints the file and writes nothing with --dry-run', async () => {
    const { path } = makeRepository();
    const { code, out, err } = await makeUsual(path, '--dry-run');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('    id: 2026-11-20-checkout-down\n');
    expect(out).toContain('    # Checkout down\n');
    expect(out).toContain(`create ${usual}`);
    expect(recordsIn(path)).toEqual([]);
  });

  it('commits exactly the new file', async () => {
    const { path, git, write } = makeRepository({ 'a.txt': 'a\n' });
    git('config', 'user.name', 'Alex');
    git('config', 'user.email', 'alex@example.com');
    write('b.txt', 'b\n');
    expect((await makeUsual(path, '--commit')).code).toBe(0);
    expect(git('log', '-1', '--format=%s', '--name-only')).toBe(`Record an incident: Checkout down\n\n${usual}`);
    expect(git('status', '--porcelain')).toBe('?? b.txt');
    const outside = makeFolder();
    expect((await makeUsual(outside, '--commit')).code).toBe(2);
    expect(recordsIn(outside)).toEqual([]);
  });
});

describe('the id', () => {
  it('is of the day detected in the config’s zone, else of that started', async () => {
    const { path } = makeRepository({ 'pir.config.yaml': 'timezone: Pacific/Auckland\n' });
    await make(path, 'One', ...facts, '--started', '2025-12-30T00:00Z', '--detected', '2025-12-31T20:00Z');
    await make(path, 'Two', ...facts, '--started', '2025-12-30T00:00Z');
    expect(recordsIn(path)).toEqual(['incidents/2025/2025-12-30-two.md', 'incidents/2026/2026-01-01-one.md']);
    expect(await passes(path)).toBe(true);
  });

  it('gets a number when it is taken, in any folder and by any kind', async () => {
    const { path, write } = makeRepository({ 'incidents/old/2026-11-20-checkout-down-2.md': 'x' });
    await makeUsual(path);
    write('policies/2026-11-20-CHECKOUT-down-3.md', 'x');
    const { err } = await makeUsual(path);
    expect(recordsIn(path)).toContain('incidents/2026/2026-11-20-checkout-down-4.md');
    expect(dataOf(read(path, 'incidents/2026/2026-11-20-checkout-down-4.md')).id).toBe('2026-11-20-checkout-down-4');
    expect(err).toContain('pir time 2026-11-20-checkout-down-4 resolved');
  });

  it('goes on to the next number when somebody else was faster, and says the right one', async () => {
    const { path, write } = makeRepository();
    const { files } = realWorld(gitEnv);
    let isFirst = true;
    const create = (name: string, text: string) => {
      if (isFirst) write(usual, 'theirs\n');
      isFirst = false;
      return files.create(name, text);
    };
    const world: Partial<World> = { files: { ...files, create } };
    const { out, err } = await runPir(['new', 'Checkout down', ...facts, ...times], { cwd: path, world });
    expect(read(path, usual)).toBe('theirs\n');
    expect(out).toBe('create incidents/2026/2026-11-20-checkout-down-2.md\n');
    expect(err).toContain('pir time 2026-11-20-checkout-down-2 resolved now');
    const text = read(path, 'incidents/2026/2026-11-20-checkout-down-2.md');
    expect(text).not.toMatch(/checkout-down(?!-2)/);
  });

  it('is the one that was said, or none', async () => {
    const { path } = makeRepository();
    await makeUsual(path, '--id', 'inc-4711');
    expect(recordsIn(path)).toEqual(['incidents/2026/inc-4711.md']);
    expect((await makeUsual(path, '--id', 'inc-4711')).code).toBe(2);
    expect(recordsIn(path)).toHaveLength(1);
    expect(await passes(path)).toBe(true);
  });
});

describe('sixteen at once', () => {
  const binary = resolve(import.meta.dirname, '../../bin/pir.js');

  it.skipIf(!existsSync(resolve(import.meta.dirname, '../../dist/start.cjs')))('make sixteen records', async () => {
    const { path } = makeRepository();
    const args = [binary, 'new', 'Checkout down', ...facts, ...times, '--no-input', '--as-of', '2026-11-21'];
    const run = () =>
      new Promise<number | null>((done) => {
        spawn(process.execPath, args, { cwd: path, env: gitEnv, stdio: 'ignore' }).on('close', done);
      });
    expect(await Promise.all(Array.from({ length: 16 }, run))).toEqual(Array(16).fill(0));
    expect(recordsIn(path)).toHaveLength(16);
    const ids = recordsIn(path).map((name) => dataOf(read(path, name)).id);
    expect(new Set(ids).size).toBe(16);
    expect(await passes(path)).toBe(true);
  });
});

describe('hostile titles', () => {
  it.each([
    ['<!-- and --> <script>alert(1)</script>'],
    ["$& $' $` $1 {{id}} {{frontmatter}}"],
    ['"double" \'single\' `code` \\ backslash'],
    ['key: value # no comment'],
    ['- [ ] {a: b} *x* &y !z |p >q %r @s'],
    ['---'],
    ['# 1. Heading ==='],
    ['null'],
    ['2026-11-20'],
    ['🔥 down, 決済が停止, ááá'],
    ['תקלה בשירות'],
    ['x'.repeat(500)],
    ['  spaces around  '],
    ['##[error]no ::warning::no'],
    ['=HYPERLINK("http://example.com")'],
  ])('%j makes a sound record', async (title) => {
    const { path } = makeRepository();
    const { code } = await make(path, ...facts, ...times, '--', title);
    expect(code).toBe(0);
    const [name = ''] = recordsIn(path);
    expect(name.length).toBeLessThan(100);
    expect(dataOf(read(path, name)).title).toBe(title.trim());
    const body = read(path, name).split('\n---\n')[1] ?? '';
    expect(body.match(/<!--/g)?.length).toBe(9);
    expect(await runPir(['check'], { cwd: path })).toMatchObject({ code: 0, out: '1 record, no findings\n' });
  });

  it.each([
    ['', 'empty title'],
    ['   ', 'empty title'],
    ['two\nlines', 'line break'],
    ['two\u2028lines', 'line break'],
    ['\u001b[31mred', 'control character U+001B'],
    ['nul\u0000', 'control character U+0000'],
    ['\u202egnp.exe', 'text direction control U+202E'],
    ['zero\u200bwidth', 'invisible character U+200B'],
  ])('%j is refused', async (title, why) => {
    const { path } = makeRepository();
    const { code, err } = await make(path, title, ...facts, ...times);
    expect(code).toBe(2);
    expect(err).toContain(why);
    expect(recordsIn(path)).toEqual([]);
  });
});

describe('--from', () => {
  const fields = {
    title: 'Checkout down',
    type: 'security',
    severity: 'sev1',
    times: { detected: '2026-11-20T09:20:00Z', resolved: '2026-11-20T10:00:00Z' },
    services: ['checkout'],
    impact: { customers: 12 },
    causes: [
      { id: 'C1', role: 'root', category: 'process/change-management', statement: 'Limits were changed by hand 🔥' },
    ],
    x_pager: { id: 7 },
  };

  it.each([
    ['JSON', JSON.stringify(fields)],
    ['JSON with tabs', JSON.stringify(fields, null, '\t')],
    ['JSON as Python writes it', JSON.stringify(fields).replace('🔥', '\\ud83d\\udd25').replaceAll('/', '\\/')],
    [
      'YAML',
      'title: Checkout down\ntype: security\nseverity: sev1\ntimes: { detected: 2026-11-20T09:20:00Z, resolved: 2026-11-20T10:00:00Z }\nservices: [checkout]\nimpact: { customers: 12 }\ncauses:\n  - id: C1\n    role: root\n    category: process/change-management\n    statement: Limits were changed by hand 🔥\nx_pager: { id: 7 }\n',
    ],
  ])('takes %s, and flags win', async (_, text) => {
    const { path, write } = makeRepository();
    write('fields.txt', text);
    const { code } = await make(
      path,
      '--from',
      'fields.txt',
      '--owner',
      '@bob',
      '--type',
      'availability',
      '--impact',
      'Few',
      '--detected',
      '2026-11-20T09:25:00Z',
    );
    expect(code).toBe(0);
    expect(dataOf(read(path, usual))).toEqual({
      schema: 'pir/incident@1',
      id: '2026-11-20-checkout-down',
      ...fields,
      type: 'availability',
      status: 'draft',
      owner: '@bob',
      times: { ...fields.times, detected: '2026-11-20T09:25:00Z' },
      impact: { customers: 12, summary: 'Few' },
    });
    expect(await passes(path)).toBe(true);
  });

  it('reads standard input', async () => {
    const { path } = makeRepository();
    const { code } = await runPir(['new', '--from', '-', '--owner', '@bob'], {
      cwd: path,
      stdin: JSON.stringify(fields),
    });
    expect(code).toBe(0);
    expect(recordsIn(path)).toEqual([usual]);
  });

  it.each([
    ['titel: x', 'fields.yaml:1:1  Unexpected key `titel`', 'Did you mean `title`?'],
    ['title: x\nseverty: sev1', 'fields.yaml:2:1  Unexpected key `severty`', 'severity'],
    ['type: avail', 'fields.yaml:1:7  Unexpected "avail"', 'availability'],
    ['times: { detected: 2026-11-20 }', 'fields.yaml:1:20', 'offset'],
    ['causes: [{ id: C1 }]', 'Unexpected absence of `role`', ''],
    ['- a\n- b', 'expected a map', ''],
    ['', 'without any field', ''],
    ['a: [', 'fields.yaml:1:', ''],
    ['title: !!js/function x', 'fields.yaml:1:', ''],
    ['{"title": "a", "title": "b"}', 'fields.yaml:1:', 'title'],
  ])('refuses %j', async (text, message, hint) => {
    const { path, write } = makeRepository();
    write('fields.yaml', text);
    const { code, err } = await make(path, 'T', ...facts, ...times, '--from', 'fields.yaml');
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain(hint);
    expect(recordsIn(path)).toEqual([]);
  });

  it('refuses a file that is not there', async () => {
    const { path } = makeRepository();
    expect(await make(path, '--from', 'nope.json')).toMatchObject({
      code: 2,
      err: expect.stringContaining('does not exist'),
    });
  });
});

describe('the template', () => {
  const headingsOf = (text: string) => [...text.matchAll(/^## (.*[a-z])$/gm)].map(([, heading]) => heading);
  const madeWith = async (profile: string, ...flags: string[]) => {
    const { path } = makeRepository({ 'pir.config.yaml': `profile: ${profile}\n` });
    await makeUsual(path, ...flags);
    return headingsOf(read(path, usual));
  };

  it('is chosen by type and profile, unless it is named', async () => {
    expect(await madeWith('scaleup')).toContain('What made detection slow');
    expect(await madeWith('startup')).not.toContain('What made detection slow');
    expect(await madeWith('startup', '--type', 'security')).toContain('Evidence preserved');
    expect(await madeWith('enterprise', '--type', 'near_miss')).toContain('What stopped it');
    expect(await madeWith('enterprise', '--template', 'lite')).not.toContain('Impact');
  });

  it('is the team’s own where there is one of that name', async () => {
    const own = '---\n{{frontmatter}}\nx_team: payments\n---\n\n# {{title}} ({{id}})\n\n## Our heading\n';
    const { path } = makeRepository({ '.pir/templates/incident.md': own, '.pir/templates/pager.md': own });
    await makeUsual(path);
    await makeUsual(path, '--id', 'second', '--template', 'pager');
    expect(read(path, usual)).toMatch(
      /\nx_team: payments\n---\n\n# Checkout down \(2026-11-20-checkout-down\)\n\n## Our heading\n$/,
    );
    expect(dataOf(read(path, 'incidents/2026/second.md')).x_team).toBe('payments');
  });

  it('is refused when it has no place for the facts, or makes no sound record', async () => {
    const { path, write } = makeRepository({ '.pir/templates/incident.md': '# {{title}}\n' });
    expect(await makeUsual(path)).toMatchObject({ code: 2, err: expect.stringContaining('{{frontmatter}}') });
    write('.pir/templates/incident.md', '---\n{{frontmatter}}\nteam: payments\n---\n');
    expect(await makeUsual(path)).toMatchObject({ code: 1, out: expect.stringContaining('Unexpected key `team`') });
    expect(recordsIn(path)).toEqual([]);
  });
});

describe('on a terminal', () => {
  const answers = {
    'What happened': 'Checkout down',
    Type: 'availability',
    Severity: 'sev2',
    Started: 'yesterday 09:12',
    Detected: '2026-11-20 09:20',
    Acknowledged: '',
    Mitigated: '30 minutes ago',
    Resolved: 'now',
    Services: 'checkout, payments',
    Owner: undefined,
    Impact: '1,240 checkouts failed',
    'Write it?': 'write',
  };
  const config = 'timezone: Europe/Berlin\n';

  function wizard(cwd: string, script: ReturnType<typeof scriptedPrompt>, ...args: string[]) {
    let err = '';
    const { git } = realWorld(gitEnv);
    const world: Partial<World> = {
      prompt: script.prompt,
      git: { ...git, identity: () => ({ name: 'Alex', email: 'alex@example.com' }) },
      terminal: {
        out: async () => {},
        err: (text) => {
          err += text;
        },
        outIsTty: true,
        errIsTty: true,
        inIsTty: true,
        columns: 80,
      },
    };
    return runPir(['new', ...args], { cwd, world }).then(({ code }) => ({ code, err, ...script }));
  }

  it('asks for all of it, shows times with their offset, and makes a sound record', async () => {
    const { path } = makeRepository({ 'pir.config.yaml': config });
    const { code, seen, edited } = await wizard(path, scriptedPrompt(answers));
    expect(code).toBe(0);
    expect(seen.filter((line) => line.startsWith('?'))).toHaveLength(12);
    expect(seen).toContain('  2026-11-20T09:12:00+01:00');
    expect(dataOf(read(path, usual))).toEqual({
      schema: 'pir/incident@1',
      id: '2026-11-20-checkout-down',
      title: 'Checkout down',
      type: 'availability',
      severity: 'sev2',
      status: 'draft',
      owner: 'alex@example.com',
      services: ['checkout', 'payments'],
      times: {
        started: '2026-11-20T09:12:00+01:00',
        detected: '2026-11-20T09:20:00+01:00',
        mitigated: '2026-11-21T12:30:00+01:00',
        resolved: '2026-11-21T13:00:00+01:00',
      },
      impact: { summary: '1,240 checkouts failed' },
    });
    expect(edited).toEqual([]);
    expect(await passes(path)).toBe(true);
  });

  it.each(Object.keys(answers).map((question, number) => [question, number] as const))(
    'writes nothing when left at "%s"',
    async (question, number) => {
      const { path, git } = makeRepository({ 'pir.config.yaml': config });
      const { code, err, seen } = await wizard(path, scriptedPrompt(answers, number));
      expect(code).toBe(130);
      expect(err).toContain('nothing was written');
      expect(seen.findLast((line) => line.startsWith('?'))).toContain(`? ${question}`);
      expect(git('status', '--porcelain')).toBe('');
    },
  );

  it('writes nothing when the last answer is no', async () => {
    const { path } = makeRepository({ 'pir.config.yaml': config });
    expect((await wizard(path, scriptedPrompt({ ...answers, 'Write it?': 'leave' }))).code).toBe(130);
    expect(recordsIn(path)).toEqual([]);
  });

  it('opens the editor on the written file', async () => {
    const { path } = makeRepository({ 'pir.config.yaml': config });
    const { edited } = await wizard(path, scriptedPrompt({ ...answers, 'Write it?': 'edit' }));
    expect(edited).toEqual([join(path, usual)]);
    const flags = scriptedPrompt({});
    await wizard(path, flags, 'Again', ...facts, ...times, '--edit');
    expect(flags).toMatchObject({ edited: [join(path, 'incidents/2026/2026-11-20-again.md')], seen: [] });
  });

  it('does not ask for what flags say', async () => {
    const { path } = makeRepository({ 'pir.config.yaml': config });
    const script = scriptedPrompt({
      Severity: 'sev1',
      Owner: '@bob',
      'Write it?': 'write',
      Acknowledged: '',
      Mitigated: '',
      Resolved: '',
    });
    const flags = ['--type', 'safety', '--service', 'a', '--impact', 'none', ...times];
    expect((await wizard(path, script, 'Checkout down', ...flags)).code).toBe(0);
    expect(script.seen.filter((line) => line.startsWith('?'))).toHaveLength(6);
  });

  it.each([
    ['What happened', ' ', 'empty title'],
    ['Started', 'tomorrow', 'Unexpected time "tomorrow"'],
    ['Started', '2026-12-01T00:00Z', 'is in the future'],
    ['Detected', '2026-11-20 09:00', 'is before the start at 2026-11-20T09:12:00+01:00'],
    ['Acknowledged', '2026-11-20 09:15', 'is before the detection at 2026-11-20T09:20:00+01:00'],
    ['Mitigated', '2026-11-19 09:00', 'is before the start'],
    ['Owner', 'nobody', 'placeholder owner "nobody"'],
    ['Impact', 'a\u001bb', 'control character'],
  ])('says at once what is wrong with %s: %j', async (question, answer, words) => {
    const { path } = makeRepository({ 'pir.config.yaml': config });
    const { seen } = await wizard(path, scriptedPrompt({ ...answers, [question]: answer }));
    expect(seen.at(-1)).toContain(words);
    expect(recordsIn(path)).toEqual([]);
  });

  it('needs one of started and detected', async () => {
    const { path } = makeRepository({ 'pir.config.yaml': config });
    const neither = await wizard(path, scriptedPrompt({ ...answers, Started: '', Detected: '' }));
    expect(neither.seen.at(-1)).toBe('! One of started and detected is needed');
    expect((await wizard(path, scriptedPrompt({ ...answers, Detected: '' }))).code).toBe(0);
  });

  it('does not ask when a near miss was mitigated or resolved', async () => {
    const { path } = makeRepository({ 'pir.config.yaml': config });
    const { code, seen } = await wizard(path, scriptedPrompt({ ...answers, Type: 'near_miss' }));
    expect(code).toBe(0);
    expect(seen.filter((line) => /^\? (Mitigated|Resolved)/.test(line))).toEqual([]);
  });

  it('offers the severities and services of the config, and the handle of people.yaml', async () => {
    const { path } = makeRepository({
      'pir.config.yaml': `${config}profile: enterprise\nservices: { checkout: { owner: "@bob", name: Checkout }, mail: { owner: "@bob" } }\n`,
      'people.yaml': '- { handle: "@alex", emails: [alex@example.com] }\n- { handle: "@bob" }\n',
    });
    const { code, seen } = await wizard(path, scriptedPrompt({ ...answers, Services: ['mail'] }));
    expect(code).toBe(0);
    expect(seen).toContain('  - sev2: hot-wash within 72h, review within 14d, approved by management');
    expect(seen).toContain('  - sev4: no review required');
    expect(dataOf(read(path, usual))).toMatchObject({ owner: '@alex', services: ['mail'] });
  });

  it('shows earlier incidents like it, with day, title and id, but not withdrawn ones', async () => {
    const { path } = makeRepository({ 'pir.config.yaml': config });
    const day = ['--detected', '2026-03-01T23:30Z'];
    await make(path, 'Checkout API returned 500s', ...facts, ...day);
    await make(path, 'Mail is late', ...facts, ...day);
    await make(path, 'Checkout withdrawn', ...facts, ...day);
    await runPir(['withdraw', '2026-03-02-checkout-withdrawn', '--reason', 'a test', '--by', '@bob'], { cwd: path });
    const { seen, code } = await wizard(path, scriptedPrompt({ ...answers, 'Has it to do': undefined }));
    const at = seen.indexOf('  Seen before?');
    expect(code).toBe(0);
    expect(seen.slice(at, at + 5)).toEqual([
      '  Seen before?',
      '    2026-03-02  Checkout API returned 500s',
      '                2026-03-02-checkout-api-returned-500s',
      '? Has it to do with any of them? (space marks, Enter goes on)',
      '? Type',
    ]);
    expect(dataOf(read(path, usual))).not.toHaveProperty('repeat_of');
  });

  it('writes down what a person says it is again, and what it has to do with', async () => {
    const { path } = makeRepository({ 'pir.config.yaml': config });
    const day = ['--detected', '2026-03-01T23:30Z'];
    await make(path, 'Checkout API returned 500s', ...facts, ...day);
    await make(path, 'Checkout was slow', ...facts, ...day);
    const [again, other] = ['2026-03-02-checkout-api-returned-500s', '2026-03-02-checkout-was-slow'];
    const links = { 'Has it to do': [again, other], [again]: 'repeat_of', [other]: 'related' };
    expect((await wizard(path, scriptedPrompt({ ...answers, ...links }))).code).toBe(0);
    expect(dataOf(read(path, usual))).toMatchObject({ repeat_of: [again], related: [other] });
    expect(await passes(path)).toBe(true);
  });

  it('says nothing of earlier ones where none is like it', async () => {
    const { path } = makeRepository({ 'pir.config.yaml': config });
    await make(path, 'Mail is late', ...facts, ...times);
    expect((await wizard(path, scriptedPrompt(answers))).seen).not.toContain('  Seen before?');
  });
});
