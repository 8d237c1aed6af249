import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeTeam, policyText, rowsOf, type Team } from './policy-team.ts';
import { scriptedPrompt } from './scripted-prompt.ts';

const plan = 'policies/plan.md';
const terminal = { out: async () => {}, err: () => {}, outIsTty: true, errIsTty: true, inIsTty: true, columns: 80 };
const file = (name: string, version = '1') => `acknowledgements/plan/${version}/${name}.yaml`;

/** Version 1 of the plan, in force since 1 June. */
async function inForce(files: Readonly<{ [name: string]: string }> = {}): Promise<Team> {
  const team = makeTeam({ [plan]: policyText('audience: ["team:payments", "@carol"]\n'), ...files });
  await team.pir('policy release plan --summary first --by @carol');
  await team.pir('policy approve plan --role management --by @cto');
  return team;
}

const printOf = (team: Team) => (team.facts(plan).changes as { fingerprint: string }[]).at(-1)?.fingerprint;

describe('pir policy ack', () => {
  test('binds who git commits as to the exact text in force', async () => {
    const team = await inForce();
    const { code, out, err } = await team.pir('policy ack plan', {
      as: 'bob@home.example',
      now: '2026-06-03T12:00:00Z',
    });
    expect({ code, out, err }).toEqual({
      code: 0,
      out: `create ${file('bob')}\n`,
      err: 'Commit it yourself: it counts as evidence once it is on main\n',
    });
    expect(team.facts(file('bob'))).toEqual({
      schema: 'pir/acknowledgement@1',
      policy: 'plan',
      version: '1',
      by: '@bob',
      on: '2026-06-03',
      fingerprint: printOf(team),
      method: 'own_commit',
    });
    expect((await team.pir('check')).out).toContain('no findings');
  });

  test('says whose word it is when somebody does it for another', async () => {
    const team = await inForce();
    const { out } = await team.pir('policy ack plan --by @alice');
    expect(team.facts(file('alice')).method).toBe('attested_by_manager');
    expect(out).toContain('let @alice run pir policy ack plan');
    await team.pir('policy ack plan --by bob@home.example', { as: 'bob@shop.example' });
    expect(team.facts(file('bob')).method).toBe('own_commit');
  });

  test('takes the word of who names themselves where nobody can tell', async () => {
    const team = await inForce({
      'people.yaml':
        '- { handle: "@carol" }\n- { handle: "@bob" }\n- { handle: "@cto" }\n- { handle: "@x", team: payments }\n',
    });
    const { out } = await team.pir('policy ack plan --by @bob');
    expect(team.facts(file('bob')).method).toBe('own_commit');
    expect(out).toContain('nobody can tell yet whether the commit is @bob’s own');
    expect((await team.pir('policy ack plan', { as: null })).err).toContain('Unexpected silence about who does this');
  });

  test('without people.yaml an address is its own person', async () => {
    const team = await inForce();
    team.repository.git('rm', '--quiet', '--force', 'people.yaml');
    await team.pir('policy ack plan', { as: "o'brien@shop.example" });
    expect(team.facts(file('o%27brien@shop.example'))).toMatchObject({
      by: "o'brien@shop.example",
      method: 'own_commit',
    });
    await team.pir('policy ack plan --by zed@shop.example');
    expect(team.facts(file('zed@shop.example')).method).toBe('attested_by_manager');
  });

  test('refuses what is not in force, and a text that is not the one released', async () => {
    const team = makeTeam({ [plan]: policyText('audience: ["@carol"]\n') });
    const ack = () => team.pir('policy ack plan');
    expect((await ack()).err).toContain(
      'Unexpected acceptance of plan, which is a draft, expected a policy that is in force',
    );
    await team.pir('policy release plan --summary first');
    expect((await ack()).err).toContain('which is in review');
    await team.pir('policy approve plan --role it --by @cto');
    const text = team.read(plan);
    team.repository.write(plan, text.replace('decides', 'waits'));
    expect((await ack()).err).toContain('Unexpected text of plan, which is not the one released as version 1');
    team.repository.write(plan, text.replace(/(summary: first\n) {4}fingerprint: .*\n/, '$1'));
    expect((await ack()).err).toContain('which was never released: there is no text to accept');
    expect(existsSync(join(team.path, 'acknowledgements'))).toBe(false);
    expect((await team.pir('policy ack plan --on 2026-05-31')).code).toBe(2);
  });

  test('refuses a second one, whatever name the person goes by', async () => {
    const team = await inForce();
    await team.pir('policy ack plan', { as: 'bob@shop.example' });
    const again = await team.pir('policy ack plan --by bob@home.example');
    expect(again).toMatchObject({
      code: 2,
      err: expect.stringContaining('Unexpected second acceptance of version 1 by @bob'),
    });
  });

  test('an acceptance of another text is made one of this', async () => {
    const team = await inForce();
    await team.pir('policy ack plan');
    team.repository.write(
      file('carol'),
      team
        .read(file('carol'))
        .replace(/[0-9a-f]{64}/, '0'.repeat(64))
        .replace('own_commit', 'imported'),
    );
    const { out } = await team.pir('policy ack plan', { now: '2026-06-04T12:00:00Z' });
    expect(out).toBe(`update ${file('carol')}\n`);
    expect(team.facts(file('carol'))).toMatchObject({
      on: '2026-06-04',
      fingerprint: printOf(team),
      method: 'own_commit',
    });
  });

  test('whoever is not asked may accept; a person on a terminal is asked whether that is meant', async () => {
    const team = await inForce();
    const as = 'cto@shop.example';
    const { prompt } = scriptedPrompt({ '@cto is not in the audience of plan': undefined });
    expect(await team.pir('policy ack plan', { as, world: { prompt, terminal } })).toMatchObject({ code: 130 });
    expect(existsSync(join(team.path, file('cto')))).toBe(false);
    expect((await team.json('policy ack plan', { as })).notes).toEqual([
      '@cto is not in the audience of plan: their acceptance is kept, and counts in no figure',
    ]);
    expect((await team.pir('policy ack plan --by @eve')).out).toContain('@eve is not here on 2026-06-01');
  });

  test('refuses somebody whom people.yaml does not know', async () => {
    const team = await inForce();
    expect(await team.pir('policy ack plan --by @zed')).toMatchObject({
      code: 1,
      out: expect.stringContaining('Unexpected person "@zed"'),
    });
    expect(existsSync(join(team.path, file('zed')))).toBe(false);
  });

  test('commits with --commit, and writes nothing with --dry-run', async () => {
    const team = await inForce();
    team.commit('Release', {});
    expect((await team.pir('policy ack plan --dry-run')).out).toContain(`create ${file('carol')}`);
    expect(existsSync(join(team.path, file('carol')))).toBe(false);
    team.repository.git('config', 'user.name', 'Carol Ng');
    team.repository.git('config', 'user.email', 'carol@shop.example');
    expect((await team.pir('policy ack plan --commit')).out).toContain('committed as');
    expect(team.repository.git('log', '-1', '--format=%ae %s')).toBe(
      'carol@shop.example plan: @carol accepts version 1',
    );
  });
});

describe('pir policy ack --import', () => {
  const lines = (...rows: string[]) =>
    `Employee Email,Full name,Completed on,Policy version,Course\n${rows.map((row) => `${row}\n`).join('')}`;

  test('writes a file for each line that leads to a person, a day and a text, and says of every other why not', async () => {
    const team = await inForce({
      'training.csv': lines(
        'bob@home.example,,2026-06-01T23:30:00-04:00,v1,Incident Response Plan',
        'ALICE@shop.example,,2026/06/02 10:00,1,plan',
        ',Carol Ng,2026-06-02,1,',
        'bob@shop.example,,2026-06-02,1,plan',
        'zed@shop.example,,2026-06-02,1,plan',
        'dan@shop.example,,06/02/2026,1,plan',
        'dan@shop.example,,2026-06-04,1,plan',
        'dan@shop.example,,2026-05-31,1,plan',
        'dan@shop.example,,2026-06-02,7,plan',
        'dan@shop.example,,2026-06-02,,plan',
        'dan@shop.example,,,1,plan',
        ',,2026-06-02,1,plan',
        'dan@shop.example,,2026-06-02,1,Phishing',
      ),
    });
    const report = await team.json('policy ack plan --import training.csv', { now: '2026-06-03T12:00:00Z' });
    expect(rowsOf(report, 'imported').map(({ line, result, person, on }) => [line, result, person, on])).toEqual([
      [2, 'imported', '@bob', '2026-06-02'],
      [3, 'imported', '@alice', '2026-06-02'],
      [4, 'left_out', 'Carol Ng', null],
      [5, 'known', '@bob', '2026-06-02'],
      [6, 'left_out', 'zed@shop.example', null],
      [7, 'left_out', 'dan@shop.example', null],
      [8, 'left_out', 'dan@shop.example', null],
      [9, 'left_out', 'dan@shop.example', null],
      [10, 'left_out', 'dan@shop.example', null],
      [11, 'left_out', 'dan@shop.example', null],
      [12, 'left_out', 'dan@shop.example', null],
      [13, 'left_out', null, null],
    ]);
    expect(report.notes).toEqual([
      'training.csv:4: left out: names no policy',
      'training.csv:6: left out: "zed@shop.example" is nobody in people.yaml',
      'training.csv:7: left out: date "06/02/2026" is not written like 2026-11-20',
      'training.csv:8: left out: 2026-06-04 is a day to come',
      'training.csv:9: left out: 2026-05-31 is before version 1 was released, on 2026-06-01',
      'training.csv:10: left out: version "7" has no released text',
      'training.csv:11: left out: no version',
      'training.csv:12: left out: no date',
      'training.csv:13: left out: names nobody',
      '1 line of training.csv is about other policies',
    ]);
    expect(team.facts(file('alice'))).toMatchObject({
      by: '@alice',
      on: '2026-06-02',
      fingerprint: printOf(team),
      method: 'imported',
    });
    expect((await team.pir('check acknowledgements')).out).toContain('no findings');
  });

  test('takes acceptances of an earlier version, of the present one only once it is in force', async () => {
    const team = await inForce();
    const first = printOf(team);
    team.repository.write(plan, team.read(plan).replace('decides', 'decides alone'));
    await team.pir('policy release plan --summary second');
    team.repository.write('t.csv', 'person,date,version\nalice,2026-06-01,1\nbob,2026-06-01,2\n');
    const { out } = await team.pir('policy ack plan --import t.csv');
    expect(out).toContain('t.csv:3: left out: version 2 is not in force yet');
    expect(team.facts(file('alice'))).toMatchObject({ version: '1', fingerprint: first });
  });

  test('leaves out the present version where another text stands there', async () => {
    const team = await inForce();
    team.repository.write(plan, team.read(plan).replace('decides', 'waits'));
    team.repository.write('t.csv', 'person,date,version\nalice,2026-06-01,1\n');
    expect((await team.pir('policy ack plan --import t.csv')).out).toContain(
      't.csv:2: left out: the text that stands there is not the one',
    );
  });

  test('without people.yaml takes handles and addresses as they are', async () => {
    const team = await inForce();
    team.repository.git('rm', '--quiet', '--force', 'people.yaml');
    team.repository.write('t.csv', 'person,email,date,version\nAlice Doe,,2026-06-01,1\n,a@b.example,2026-06-01,1\n');
    const { out } = await team.pir('policy ack plan --import t.csv');
    expect(out).toContain('"Alice Doe" is neither a handle nor an e-mail');
    expect(out).toContain('1 person outside the audience: kept, and counted in no figure');
    expect(team.facts(file('a@b.example')).by).toBe('a@b.example');
  });

  test('a name that two people have leads to neither', async () => {
    const people =
      '- { handle: "@carol" }\n- { handle: "@cto" }\n- { handle: "@a", name: Alex, team: payments }\n- { handle: "@b", name: alex }\n';
    const team = await inForce({ 'people.yaml': people });
    team.repository.write('t.csv', 'name,date,version\nAlex,2026-06-01,1\n');
    expect((await team.pir('policy ack plan --import t.csv')).out).toContain('"Alex" is nobody in people.yaml');
  });

  test.each([
    ['none.csv', 'which does not exist'],
    ['t.csv --by @alice', 'Unexpected --by together with --import'],
    ['t.csv', 't.csv:1: unexpected columns a, b, among which none is for person or email, date, version'],
  ])('refuses %s', async (flags, words) => {
    const team = await inForce({ 't.csv': 'a,b\n1,2\n' });
    const { code, err } = await team.pir(`policy ack plan --import ${flags}`);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
