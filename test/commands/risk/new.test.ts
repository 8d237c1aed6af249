import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitEnv, makeRepository } from '../../repository.ts';
import { runPir } from '../../run-pir.ts';
import { scriptedPrompt } from '../scripted-prompt.ts';
import { id, incidentFile, makeShop, type Shop } from './shop.ts';

const facts = ['--category', 'process/supplier', '--owner', '@carol', '--likelihood', '2', '--impact', '4'];
const rest = ['--treatment', 'mitigate', '--reason', 'one supplier', '--by', '@carol'];
const make = (shop: Shop, ...args: string[]) =>
  shop.pir(['risk', 'new', 'The bank is down', ...facts, ...rest, ...args]);
const file = 'risks/R-015-the-bank-is-down.md';

describe('from flags', () => {
  it('makes a sound record under the next free id', async () => {
    const shop = makeShop();
    const { code, out, err } = await make(shop, '--target', '1x4', '--control', 'iso27001:A.5.19');
    expect({ code, out }).toEqual({ code: 0, out: `create ${file}\n` });
    expect(shop.data(file)).toEqual({
      schema: 'pir/risk@1',
      id: 'R-015',
      title: 'The bank is down',
      category: 'process/supplier',
      owner: '@carol',
      status: 'open',
      treatment: 'mitigate',
      controls: ['iso27001:A.5.19'],
      assessments: [{ on: '2026-11-24', by: '@carol', likelihood: 2, impact: 4, reason: 'one supplier' }],
      target: { likelihood: 1, impact: 4 },
      review_by: '2027-11-24',
    });
    expect(shop.text(file)).toContain('\n# The bank is down\n');
    expect(shop.text(file)).not.toContain('{{');
    expect(err).toContain('Its plan: pir action add R-015 --title');
    expect((await shop.pir(['check', file])).out).toContain('no findings');
  });

  it('links the incident that showed it, as new', async () => {
    const shop = makeShop();
    expect((await make(shop, '--incident', '2026-11')).code).toBe(0);
    expect(shop.data(file)).toMatchObject({ assessments: [{ incident: id }] });
    expect(shop.data(incidentFile).risks).toEqual([{ id: 'R-015', effect: 'new' }]);
  });

  it.each(['startup', 'scaleup', 'enterprise'])(
    'records as %s what is critical before it has a plan',
    async (profile) => {
      const shop = makeShop({ 'pir.config.yaml': `profile: ${profile}\n` });
      expect((await make(shop, '--likelihood', '5', '--impact', '5')).code).toBe(0);
    },
  );

  it('names everything that is missing at once', async () => {
    const shop = makeShop();
    expect(await shop.pir(['risk', 'new'])).toMatchObject({
      code: 2,
      err: 'pir: Unexpected end of the command line, expected TITLE, --category C, --owner O, --likelihood N, --impact N, --treatment T, --reason R\n     On a terminal, pir risk new asks. The scale is 1 to 5; treatments: mitigate, accept, transfer, avoid.\n',
    });
    expect((await shop.pir(['risk', 'new', 'X', ...facts])).err).toContain('expected --treatment T, --reason R\n');
  });

  it.each<[string, string[], string]>([
    ['a category', ['--category', 'process/suplier'], 'Did you mean process/supplier?'],
    ['a likelihood', ['--likelihood', '6'], 'Unexpected --likelihood "6", expected a whole number from 1 to 5'],
    ['a day', ['--review-by', '2027-02-30'], 'Unexpected --review-by "2027-02-30", expected a day'],
    ['an incident', ['--incident', 'x'], 'Unexpected id "x", which no record has'],
  ])('refuses %s that is none', async (_, args, words) => {
    const shop = makeShop();
    const { code, err } = await make(shop, ...args);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(shop.git('status', '--porcelain')).toBe('');
  });

  it('refuses an owner that is none, with the finding', async () => {
    const shop = makeShop();
    const { code, out } = await make(shop, '--owner', 'tbd');
    expect(code).toBe(1);
    expect(out).toContain('Unexpected risk with placeholder owner "tbd"');
    expect(out).toContain('note: not done: record a risk: The bank is down, 2×4 medium.');
    expect(shop.git('status', '--porcelain')).toBe('');
  });

  it('prints the file with --dry-run and writes nothing', async () => {
    const shop = makeShop();
    const { out } = await make(shop, '--dry-run');
    expect(out).toContain('    id: R-015\n');
    expect(shop.git('status', '--porcelain')).toBe('');
  });

  it('asks who bears what is to be accepted', async () => {
    const shop = makeShop();
    expect((await make(shop, '--treatment', 'accept')).err).toContain(
      'Say who bears it until when: pir risk treat R-015 --accept-until D',
    );
  });
});

describe('ids', () => {
  it.each<[string[], string]>([
    [[], 'R-001'],
    [['R-001.md', 'R-7-seven.md'], 'R-008'],
    [['R-0999-many.md'], 'R-1000'],
    [['notes.md', 'README.md', '_R-050.md'], 'R-001'],
  ])('beside %j it is %s', async (names, expected) => {
    const repository = makeRepository();
    for (const name of names) repository.write(`risks/${name}`, '');
    const { out } = await runPir(['risk', 'new', 'X', ...facts, ...rest], { cwd: repository.path });
    expect(out).toContain(`create risks/${expected}-x.md`);
  });

  it('needs no words', async () => {
    const repository = makeRepository();
    const { out } = await runPir(['risk', 'new', '決済が止まる', ...facts, ...rest], { cwd: repository.path });
    expect(out).toContain('create risks/R-001.md');
  });

  it('gives each of several at once one of its own', { timeout: 60_000 }, async () => {
    const { path } = makeRepository();
    const binary = resolve(import.meta.dirname, '../../../bin/pir.js');
    const codes = await Promise.all(
      ['One', 'Two', 'Three', 'Four', 'Five', 'Six'].map(
        (title) =>
          new Promise((done) => {
            const child = spawn(process.execPath, [binary, 'risk', 'new', title, ...facts, ...rest], {
              cwd: path,
              env: gitEnv,
            });
            child.on('close', done);
          }),
      ),
    );
    expect(codes).toEqual([0, 0, 0, 0, 0, 0]);
    const names = readdirSync(`${path}/risks`);
    expect(names.map((name) => name.slice(0, 5)).sort()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `R-00${number}`));
    expect((await runPir(['check'], { cwd: path })).out).toBe('6 records, no findings\n');
  });
});

describe('templates', () => {
  it('may be the team’s own', async () => {
    const shop = makeShop({ '.pir/templates/risk.md': '---\n{{frontmatter}}\n---\n\n# {{id}}: {{title}}\n' });
    await make(shop);
    expect(shop.text(file)).toMatch(/---\n\n# R-015: The bank is down\n$/);
  });

  it('must have a place for the facts', async () => {
    const shop = makeShop({ '.pir/templates/risk.md': '# {{title}}\n' });
    const { code, err } = await make(shop);
    expect(code).toBe(2);
    expect(err).toContain('Unexpected template without {{frontmatter}}');
  });
});

describe('on a terminal', () => {
  const answers = {
    'What may happen': 'The bank is down',
    'What does it come from': 'process/supplier',
    'Who answers for it': '@carol',
    'How likely': '2',
    'How bad': '4',
    'Why is it so': 'one supplier',
    'What is done about it': 'mitigate',
    'To be looked at again by': undefined,
    'Write it': 'write',
  };
  const ask = async (script: ReturnType<typeof scriptedPrompt>, ...args: string[]) => {
    const shop = makeShop();
    const terminal = { out: async () => {}, err: () => {}, outIsTty: true, errIsTty: true, inIsTty: true, columns: 80 };
    const { code } = await shop.pir(['risk', 'new', '--by', '@carol', ...args], {
      world: { prompt: script.prompt, terminal },
    });
    return { shop, code };
  };

  it('asks for what is missing, and says the level of what was said', async () => {
    const script = scriptedPrompt(answers);
    const { shop, code } = await ask(script);
    expect(code).toBe(0);
    expect(shop.data(file)).toMatchObject({
      title: 'The bank is down',
      review_by: '2027-11-24',
      treatment: 'mitigate',
    });
    expect(script.seen).toContain('  2×4 is medium');
    expect(script.seen).toContain('  - 5  almost certain');
    expect(script.seen).toContain('  - mitigate: make it less likely, or less bad');
  });

  it('asks nothing that was said', async () => {
    const script = scriptedPrompt({ 'Why is it so': 'r', 'To be looked': '2027-01-01', 'Write it': 'write' });
    const { code } = await ask(script, 'The bank is down', ...facts, '--treatment', 'mitigate');
    expect(code).toBe(0);
    expect(script.seen.filter((line) => line.startsWith('?'))).toEqual([
      '? Why is it so?',
      '? To be looked at again by:',
      '? Write it?',
    ]);
  });

  it('leaves nothing behind, wherever it is left', async () => {
    for (let at = 0; at < 9; at++) {
      const { shop, code } = await ask(scriptedPrompt(answers, at));
      expect(code).toBe(130);
      expect(shop.git('status', '--porcelain')).toBe('');
    }
  });
});
