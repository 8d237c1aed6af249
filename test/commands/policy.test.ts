import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { incidentPath, makeTeam, policyText, type Team } from './policy-team.ts';
import { scriptedPrompt } from './scripted-prompt.ts';

const plan = 'policies/plan.md';
const terminal = { out: async () => {}, err: () => {}, outIsTty: true, errIsTty: true, inIsTty: true, columns: 80 };
const reviewers = 'reviewers: ["@cto", "@alice"]\n';
const change = (team: Team, from: string, to: string) => team.repository.write(plan, team.read(plan).replace(from, to));

describe('pir policy new', () => {
  test('begins a draft, which passes check and can be released at once', async () => {
    const team = makeTeam();
    const { code, out, err } = await team.pir(
      'policy new "Change management" --owner @carol --reviewer @cto --audience team:payments --control iso27001:A.8.32',
    );
    expect({ code, out }).toEqual({ code: 0, out: 'create policies/change-management.md\n' });
    expect(err).toBe('When its text stands: pir policy release change-management --summary "first version"\n');
    expect(team.facts('policies/change-management.md')).toEqual({
      schema: 'pir/policy@1',
      id: 'change-management',
      title: 'Change management',
      version: '1',
      owner: '@carol',
      status: 'draft',
      controls: ['iso27001:A.8.32'],
      review_by: '2027-06-01',
      reviewers: ['@cto'],
      audience: ['team:payments'],
    });
    expect(team.read('policies/change-management.md')).toContain('\n# Change management\n\n## Purpose\n');
    expect((await team.pir('check policies')).out).toBe('2 records, no findings\n');
    const released = await team.pir('policy release change-management --summary "first version"');
    expect(released.out).toContain('5 places in its text are still to be filled in: <!-- What it protects');
  });

  test('takes a team’s own template', async () => {
    const team = makeTeam({
      '.pir/templates/policy.md': '---\n{{frontmatter}}\n---\n\n# {{title}}\n\nOurs.\n',
      '.pir/templates/bare.md': 'no fences\n',
    });
    await team.pir('policy new Access --owner @carol');
    expect(team.read('policies/access.md')).toMatch(/---\n\n# Access\n\nOurs\.\n$/);
    expect(await team.pir('policy new Keys --owner @carol --template bare')).toMatchObject({ code: 2 });
    expect((await team.pir('policy new Keys --owner @carol --template none')).err).toContain(
      'Write .pir/templates/none.md',
    );
  });

  test('refuses what could not be a policy, and writes nothing', async () => {
    const team = makeTeam();
    expect(await team.pir('policy new Plan --owner @carol')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Unexpected id "plan", which a record has already'),
    });
    expect((await team.pir('policy new A --owner @carol')).err).toContain('Unexpected id "a"');
    expect((await team.pir('policy new Keys --owner nobody')).out).toContain('placeholder owner "nobody"');
    expect((await team.pir('policy new Keys')).err).toContain('expected --owner O');
    expect(existsSync(join(team.path, 'policies/keys.md'))).toBe(false);
  });

  test('prints the file with --dry-run', async () => {
    const team = makeTeam();
    expect((await team.pir('policy new Keys --owner @carol --dry-run')).out).toContain('    title: Keys');
    expect(existsSync(join(team.path, 'policies/keys.md'))).toBe(false);
  });
});

describe('pir policy release', () => {
  test('makes a draft the version that it says, for its reviewers to approve', async () => {
    const team = makeTeam({ [plan]: policyText(reviewers) });
    const { code, err } = await team.pir('policy release plan --summary "first version"');
    expect({ code, err }).toEqual({
      code: 0,
      err: 'Version 1 waits for @cto: pir policy approve plan --role ROLE --by @cto\nVersion 1 waits for @alice: pir policy approve plan --role ROLE --by @alice\nNobody is asked to accept it. If somebody is to: pir policy release plan --summary "…" --audience team:name\n',
    });
    expect(team.facts(plan)).toMatchObject({
      version: '1',
      status: 'in_review',
      effective: '2026-06-01',
      review_by: '2027-03-01',
      changes: [
        {
          version: '1',
          on: '2026-06-01',
          by: '@carol',
          summary: 'first version',
          fingerprint: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        },
      ],
    });
    expect((await team.pir('check')).out).toContain('no findings');
  });

  test.each([
    ['startup', 'in_force'],
    ['scaleup', 'in_review'],
    ['enterprise', 'in_review'],
  ])('without reviewers somebody else approves, but in the smallest profile: %s', async (profile, status) => {
    const team = makeTeam({ 'pir.config.yaml': `profile: ${profile}\n` });
    await team.pir('policy release plan --summary first');
    expect(team.facts(plan).status).toBe(status);
  });

  test('counts on after a version that is out, and names the incident, as the incident names it', async () => {
    const team = makeTeam({ 'pir.config.yaml': 'profile: startup\n' });
    await team.pir('policy release plan --summary first');
    change(team, 'decides.', 'decides, and says so.');
    expect((await team.pir('check')).out).toContain('policy-version');
    const { code, out } = await team.pir(
      'policy release plan --summary "say who decides" --incident 2026-05-20 --on 2026-06-02 --effective 2026-06-10',
      { now: '2026-06-03T08:00:00Z' },
    );
    expect({ code, out }).toEqual({ code: 0, out: `update ${plan}\nupdate ${incidentPath}\n` });
    expect(team.facts(plan)).toMatchObject({
      version: '2',
      status: 'in_force',
      effective: '2026-06-10',
      changes: [
        { version: '1' },
        { version: '2', on: '2026-06-02', incident: '2026-05-20-checkout-down', summary: 'say who decides' },
      ],
    });
    expect(team.facts(incidentPath).policies).toEqual([{ id: 'plan', change: 'say who decides' }]);
    expect((await team.pir('check policies')).out).toContain('no findings');
  });

  test('released again while in review, a version stays the same one, and its incident is told once', async () => {
    const team = makeTeam({ [plan]: policyText(reviewers) });
    await team.pir('policy release plan --summary first --incident 2026-05-20');
    await team.pir('policy approve plan --role it --by @cto');
    change(team, 'decides.', 'decides alone.');
    expect((await team.pir('policy approve plan --role it --by @alice')).err).toContain(
      'whose text is not the one released as version 1',
    );
    await team.pir('policy release plan --summary "first, mended"');
    const { changes, status, version } = team.facts(plan);
    expect([version, status, changes]).toEqual([
      '1',
      'in_review',
      [expect.objectContaining({ incident: '2026-05-20-checkout-down', summary: 'first, mended' })],
    ]);
    expect(team.facts(incidentPath).policies).toEqual([{ id: 'plan', change: 'first, mended' }]);
    await team.pir('policy approve plan --role it --by @alice');
    expect(team.facts(plan).status).toBe('in_review');
    await team.pir('policy approve plan --role it --by @cto');
    expect(team.facts(plan).status).toBe('in_force');
  });

  test('writes both files or none', async () => {
    const team = makeTeam({ [incidentPath]: 'no record\n' });
    const before = team.read(plan);
    expect((await team.pir('policy release plan --summary first --incident 2026-05-20')).code).toBe(2);
    team.repository.write(
      incidentPath,
      '---\nschema: pir/incident@1\nid: 2026-05-20-checkout-down\npolicies: { id: plan }\n---\n',
    );
    const refused = await team.pir('policy release plan --summary first --incident 2026-05-20');
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('nothing was written');
    expect(team.read(plan)).toBe(before);
  });

  test('takes a number of its own, but none twice, and none that is no folder’s name', async () => {
    const team = makeTeam({ 'pir.config.yaml': 'profile: startup\n' });
    const release = (version: string) => team.pir(`policy release plan --summary s --version ${version}`);
    expect((await release('2.1')).code).toBe(0);
    expect(team.facts(plan).version).toBe('2.1');
    expect((await release('2.1')).err).toContain('which plan has released already');
    expect((await release('../3')).err).toContain('Unexpected version "../3"');
    await team.pir('policy release plan --summary s');
    expect(team.facts(plan).version).toBe('3');
    change(team, 'version: "3"', 'version: spring');
    expect((await team.pir('policy release plan --summary s')).err).toContain('Say the next one: --version V.');
    expect((await team.pir('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('wants a day for the next review that is still to come', async () => {
    const team = makeTeam({ [plan]: policyText().replace('2027-03-01', '2026-06-01') });
    const { code, err } = await team.pir('policy release plan --summary s');
    expect({ code, err }).toEqual({
      code: 2,
      err: 'pir: Unexpected review by 2026-06-01, which is not after 2026-06-01, when this version begins to hold\n     Say when it is looked at again: --review-by 2027-06-01.\n',
    });
    expect((await team.pir('policy release plan --summary s --review-by 2026-06-02')).code).toBe(0);
    expect(team.facts(plan).review_by).toBe('2026-06-02');
    team.repository.write(plan, policyText().replace('review_by: 2027-03-01\n', ''));
    expect((await team.pir('policy release plan --summary s')).err).toContain('without a day for its next review');
  });

  test('asks for it on a terminal', async () => {
    const team = makeTeam({ [plan]: policyText().replace('2027-03-01', '2026-06-01') });
    const { prompt, seen } = scriptedPrompt({ 'By which day': undefined });
    expect((await team.pir('policy release plan --summary s', { world: { prompt, terminal } })).code).toBe(0);
    expect(seen).toEqual(['? By which day is plan looked at again?']);
    expect(team.facts(plan).review_by).toBe('2027-06-01');
  });

  test.each([
    ['--summary " "', 'Unexpected empty --summary'],
    ['--summary s --effective 2026-05-31', 'which lies before the release on 2026-06-01'],
    ['--summary s --effective soon', 'Unexpected --effective "soon"'],
    ['--summary s --incident 2026-05-21', 'Unexpected id "2026-05-21"'],
  ])('refuses %s', async (flags, words) => {
    const team = makeTeam();
    const { code, err } = await team.pir(`policy release plan ${flags}`);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  test('leaves a retired policy alone', async () => {
    const team = makeTeam({ [plan]: policyText().replace('draft', 'retired') });
    expect((await team.pir('policy release plan --summary s')).err).toContain(
      'Unexpected release of plan, which is retired',
    );
  });

  test('replaces reviewers and audience, and says when the text is the old one', async () => {
    const team = makeTeam({ [plan]: policyText(reviewers) });
    await team.pir('policy release plan --summary s --reviewer @cto --audience @bob --audience team:payments');
    expect(team.facts(plan)).toMatchObject({ reviewers: ['@cto'], audience: ['@bob', 'team:payments'] });
    await team.pir('policy approve plan --role it --by @cto');
    const again = await team.pir('policy release plan --summary "looked at" --review-by 2028-01-01');
    expect(again.out).toContain('the text is that of version 1, word for word');
    expect(team.facts(plan)).toMatchObject({ version: '2', status: 'in_review' });
  });
});

describe('pir policy approve', () => {
  test('the last needed approval puts it in force, not before that day', async () => {
    const team = makeTeam({ [plan]: policyText(`${reviewers}audience: ["@bob"]\n`) });
    await team.pir('policy release plan --summary first --effective 2026-06-03');
    const first = await team.pir('policy approve plan --role management', {
      as: 'cto@shop.example',
      now: '2026-06-02T12:00:00Z',
    });
    expect(first).toMatchObject({ code: 0, err: 'Version 1 still waits for @alice\n' });
    expect(team.facts(plan).status).toBe('in_review');
    const last = await team.pir('policy approve plan --role service_owner', {
      as: 'alice@shop.example',
      now: '2026-06-05T12:00:00Z',
    });
    expect(last.err).toBe(
      'Version 1 is in force from 2026-06-05\nIts audience accepts it, each for themselves: pir policy ack plan\n',
    );
    const { approvals, changes, effective, status } = team.facts(plan) as {
      [key: string]: { [key: string]: string }[];
    };
    expect([status, effective]).toEqual(['in_force', '2026-06-05']);
    expect(approvals).toEqual([
      { by: '@cto', role: 'management', on: '2026-06-02', version: '1', fingerprint: changes?.[0]?.fingerprint },
      { by: '@alice', role: 'service_owner', on: '2026-06-05', version: '1', fingerprint: changes?.[0]?.fingerprint },
    ]);
    expect((await team.pir('check policies')).out).toContain('no findings');
  });

  test('an approval does not bring the day forward from which a version holds', async () => {
    const team = makeTeam();
    await team.pir('policy release plan --summary first --effective 2026-07-01');
    await team.pir('policy approve plan --role it --by @cto');
    expect(team.facts(plan)).toMatchObject({ status: 'in_force', effective: '2026-07-01' });
  });

  test.each([
    ['--by @carol', 'by @carol, who owns it, expected somebody else'],
    ['--by @alice', undefined],
  ])('by whom: %s', async (by, words) => {
    const team = makeTeam();
    await team.pir('policy release plan --summary first');
    const { code, err } = await team.pir(`policy approve plan --role it ${by}`);
    expect(code).toBe(words === undefined ? 0 : 2);
    if (words !== undefined) expect(err).toContain(words);
  });

  test('refuses a draft, a second one of the same person, and a text that nobody released', async () => {
    const team = makeTeam({ [plan]: policyText(reviewers) });
    const approve = () => team.pir('policy approve plan --role it --by @cto');
    expect((await approve()).err).toContain('Unexpected approval of plan, which is a draft');
    change(team, 'draft', 'in_review');
    expect((await approve()).err).toContain('whose version 1 was never released');
    await team.pir('policy release plan --summary first');
    expect((await approve()).code).toBe(0);
    expect((await approve()).err).toContain('Unexpected second approval of version 1 by @cto');
  });

  test('says when git commits as somebody else', async () => {
    const team = makeTeam();
    await team.pir('policy release plan --summary first');
    const { out } = await team.pir('policy approve plan --role it --by @cto');
    expect(out).toContain('git commits as carol@shop.example, which is not @cto');
  });
});

test('the plan that pir init writes is releasable at once, in every profile', async () => {
  for (const profile of ['startup', 'scaleup', 'enterprise']) {
    const team = makeTeam({ [plan]: '' });
    team.repository.git('rm', '--quiet', plan);
    await team.pir(`init --yes --profile ${profile}`);
    const released = await team.pir('policy release incident-response-plan --summary "first version"');
    expect(released.code).toBe(0);
    await team.pir('policy approve incident-response-plan --role management --by @cto');
    expect(team.facts('policies/incident-response-plan.md')).toMatchObject({ version: '1', status: 'in_force' });
    expect((await team.pir('check policies')).out).toContain('no findings');
  }
});
