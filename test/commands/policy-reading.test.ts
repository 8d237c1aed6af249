import { beforeAll, describe, expect, test } from 'vitest';
import { incidentPath, makeTeam, policyText, rowsOf, type Team } from './policy-team.ts';

const plan = 'policies/plan.md';
let team: Team;

/** Version 1 in force on 1 June, accepted by two; version 2, after the incident, on 10 June, accepted by one. */
beforeAll(async () => {
  team = makeTeam({
    [plan]: policyText('reviewers: ["@cto"]\naudience: ["team:payments", "@carol"]\n'),
    'policies/keys.md': policyText().replace('id: plan', 'id: keys').replace('2027-03-01', '2026-06-05'),
  });
  const step = async (line: string, as: string, day: string) => {
    const { code, out, err } = await team.pir(line, { as: `${as}@shop.example`, now: `${day}T12:00:00Z` });
    expect({ code, line, out, err }).toMatchObject({ code: 0 });
    team.commit(line, { date: `${day}T12:00:00Z`, author: `${as} <${as}@shop.example>` });
  };
  team.commit('Begin', { date: '2026-05-30T12:00:00Z', author: 'carol <carol@shop.example>' });
  await step('policy release plan --summary "first version"', 'carol', '2026-05-31');
  await step('policy approve plan --role management', 'cto', '2026-06-01');
  await step('policy ack plan', 'alice', '2026-06-02');
  await step('policy ack plan --by @bob', 'carol', '2026-06-03');
  team.repository.write(plan, team.read(plan).replace('decides', 'leads'));
  await step('policy release plan --summary "who leads" --incident 2026-05-20', 'carol', '2026-06-08');
  await step('policy approve plan --role management', 'cto', '2026-06-10');
  await step('policy ack plan', 'carol', '2026-06-11');
});

const now = '2026-07-20T12:00:00Z';

describe('pir policy list', () => {
  test('counts who accepted the version in force', async () => {
    const rows = rowsOf(await team.json('policy list', { now }), 'policies');
    expect(
      rows.map(({ id, version, status, acknowledged, audience, review_overdue }) => [
        id,
        version,
        status,
        acknowledged,
        audience,
        review_overdue,
      ]),
    ).toEqual([
      ['keys', '1', 'draft', null, 0, true],
      ['plan', '2', 'in_force', 1, 4, false],
    ]);
    expect(rowsOf(await team.json('policy list --status in_force', { now }), 'policies').map(({ id }) => id)).toEqual([
      'plan',
    ]);
    expect((await team.pir('policy list', { now })).out).toContain('1 policy should have been looked at again: keys');
  });

  test.each([
    ['2026-05-30', ['1', 'draft', null, 3]],
    ['2026-05-31', ['1', 'in_review', null, 3]],
    ['2026-06-02', ['1', 'in_force', 1, 3]],
    ['2026-06-08', ['2', 'in_review', null, 3]],
    ['2026-07-01', ['2', 'in_force', 1, 4]],
  ])('as of %s', async (day, row) => {
    const rows = rowsOf(await team.json(`policy list --as-of ${day}`, { now }), 'policies');
    expect(
      rows
        .filter(({ id }) => id === 'plan')
        .map(({ version, status, acknowledged, audience }) => [version, status, acknowledged, audience]),
    ).toEqual([row]);
  });

  test('says how to begin where there is none', async () => {
    const other = makeTeam();
    other.repository.git('rm', '--quiet', '--force', '-r', 'policies');
    expect((await other.pir('policy list')).out).toContain('0 policies: none');
  });
});

describe('pir policy outstanding', () => {
  const who = async (line: string) =>
    rowsOf(await team.json(`policy outstanding ${line}`, { now }), 'outstanding').map(
      ({ policy, version, person, since, team, days, days_overdue }) => [
        policy,
        version,
        person,
        since,
        team,
        days,
        days_overdue,
      ],
    );

  test('names everybody who is asked and has not accepted, with since when', async () => {
    expect(await who('')).toEqual([
      ['plan', '2', '@alice', '2026-06-10', 'payments', 40, 10],
      ['plan', '2', '@bob', '2026-06-10', 'payments', 40, 10],
      ['plan', '2', '@dan', '2026-07-01', 'payments', 19, 0],
    ]);
  });

  test('as of a day it is what it was then', async () => {
    expect(await who('--as-of 2026-06-02')).toEqual([
      ['plan', '1', '@bob', '2026-06-01', 'payments', 1, 0],
      ['plan', '1', '@carol', '2026-06-01', 'security', 1, 0],
    ]);
    expect(await who('--as-of 2026-06-09')).toEqual([]);
  });

  test('of a person, a team, a policy', async () => {
    expect((await who('--person bob@home.example')).map((row) => row[2])).toEqual(['@bob']);
    expect(await who('--team security')).toEqual([]);
    expect(await who('--team team:payments')).toHaveLength(3);
    expect(await who('--policy keys')).toEqual([]);
    expect((await team.pir('policy outstanding --policy none', { now })).code).toBe(2);
  });

  test('groups people by team, on a page that fits', async () => {
    const { out } = await team.pir('policy outstanding', { now });
    expect(out).toContain('3 acceptances outstanding, of 3 people, 2 late\n');
    expect(out).toContain('Team payments: 3 people, for up to 40 days\n');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('says what is asked of nobody', async () => {
    const other = makeTeam({
      'pir.config.yaml': 'profile: startup\n',
      [plan]: policyText('audience: ["team:legal"]\n'),
    });
    await other.pir('policy release plan --summary s');
    expect((await other.pir('policy outstanding')).out).toContain('people.yaml has nobody in team:legal of plan');
    other.repository.write(plan, other.read(plan).replace('audience: ["team:legal"]\n', ''));
    const { out } = await other.pir('policy outstanding');
    expect(out).toContain('Nobody is asked to accept anything');
    expect(out).toContain('in force without an audience, so that nobody is asked: plan');
  });

  test('says when all have accepted', async () => {
    const other = makeTeam({ 'pir.config.yaml': 'profile: startup\n', [plan]: policyText('audience: ["@carol"]\n') });
    await other.pir('policy release plan --summary s');
    await other.pir('policy ack plan');
    expect((await other.pir('policy outstanding')).out).toContain('Nothing outstanding: who was asked has accepted');
  });
});

describe('pir policy show', () => {
  test('is one policy on one page: versions and what led to them, approvals, acceptance', async () => {
    const report = await team.json('policy show pla', { now });
    expect(
      rowsOf(report, 'versions').map(({ version, incident, summary, text }) => [version, incident, summary, text]),
    ).toEqual([
      ['2', '2026-05-20-checkout-down', 'who leads', 'as released'],
      ['1', null, 'first version', null],
    ]);
    expect(
      rowsOf(report, 'approvals').map(({ version, by, state, attested }) => [version, by, state, attested]),
    ).toEqual([
      ['2', '@cto', 'holds', 'self'],
      ['1', '@cto', 'of an earlier version', 'self'],
    ]);
    expect(rowsOf(report, 'acknowledgements').map(({ person, method, holds }) => [person, method, holds])).toEqual([
      ['@carol', 'own_commit', true],
    ]);
    expect(rowsOf(report, 'outstanding')).toHaveLength(3);
    const { out } = await team.pir('policy show plan', { now });
    expect(out).toContain('Version    2, the text is the one released\nStatus     in force, from 2026-06-10\n');
    expect(out).toContain('Accepted   by 1 of 4\n');
  });

  test('says whom a version waits for, and what does not hold', async () => {
    expect((await team.pir('policy show plan --as-of 2026-06-08', { now })).out).toContain('Waits for  @cto\n');
    const text = team.read(plan);
    team.repository.write(plan, text.replace('call leads', 'call sleeps'));
    const report = await team.json('policy show plan', { now });
    expect(rowsOf(report, 'approvals')[0]?.state).toBe('of another text');
    expect(rowsOf(report, 'versions')[0]?.text).toBe('changed since');
    team.repository.write(plan, text);
  });
});

describe('what git tells of a policy', () => {
  test('pir log tells releases, approvals and who accepted', async () => {
    const { events } = { events: rowsOf(await team.json('log plan', { now }), 'events') };
    const told = events
      .filter(({ kind }) => ['policy-released', 'approved', 'acknowledged', 'approval-stale'].includes(String(kind)))
      .map(({ kind, field, from, to, attested }) => [kind, field, from, to, attested]);
    expect(told).toEqual([
      ['policy-released', 'version', null, '1', null],
      ['approved', 'management', null, '2026-06-01', 'self'],
      ['acknowledged', 'version', null, '1', 'self'],
      ['acknowledged', 'attested_by_manager', null, '1', null],
      ['policy-released', 'version', '1', '2', null],
      ['approved', 'management', null, '2026-06-10', 'self'],
      ['acknowledged', 'version', null, '2', 'self'],
    ]);
    expect(
      rowsOf(await team.json('log plan', { now }), 'events').some(({ flags }) =>
        String(flags).includes('edited_after_approval'),
      ),
    ).toBe(false);
    const { out } = await team.pir('log pla', { now });
    expect(out).toContain('version 2 released, after 1, says @carol');
    expect(out).toContain('version 1 acknowledged by @bob, attested by manager');
  });

  test('an acceptance that somebody else committed as the person’s own is found', async () => {
    const other = makeTeam({
      'pir.config.yaml': 'profile: enterprise\n',
      [plan]: policyText('audience: ["@alice"]\n'),
    });
    await other.pir('policy release plan --summary s');
    await other.pir('policy approve plan --role it --by @cto', { as: 'cto@shop.example' });
    other.commit('Approve', { author: 'Chris <cto@shop.example>' });
    await other.pir('policy ack plan', { as: 'alice@shop.example' });
    other.commit('Accept for Alice', { author: 'Carol <carol@shop.example>' });
    const { findings } = (await other.json('check')) as { findings: { rule: string; path: string; message: string }[] };
    expect(findings.map(({ rule, path, message }) => [rule, path, message])).toEqual([
      [
        'attestation',
        'acknowledgements/plan/1/alice.yaml',
        'Unexpected acknowledgement by @alice that somebody else committed, expected their own commit',
      ],
    ]);
  });

  test('an incident says which policy it changed', async () => {
    expect(team.facts(incidentPath).policies).toEqual([{ id: 'plan', change: 'who leads' }]);
  });
});

describe('pir check', () => {
  const found = async (line: string, at: string) => {
    const { findings } = (await team.json(line, { now: at })) as {
      findings: { rule: string; severity: string; line: number; message: string }[];
    };
    return findings
      .filter(({ rule }) => rule.startsWith('policy-'))
      .map(({ rule, severity, message }) => [rule, severity, /@\w+/.exec(message)?.[0]]);
  };

  test('warns of who took longer than the SLA', async () => {
    expect(await found('check', '2026-07-10T23:00:00Z')).toEqual([['policy-review', 'warning', undefined]]);
    expect(await found('check', '2026-07-11T00:00:00Z')).toEqual([
      ['policy-review', 'warning', undefined],
      ['policy-acknowledged', 'warning', '@alice'],
      ['policy-acknowledged', 'warning', '@bob'],
    ]);
  });

  test('--base names only what the change brought about', async () => {
    const base = team.repository.git('rev-parse', 'HEAD');
    team.repository.git('checkout', '--quiet', '-b', 'change');
    team.repository.write('incidents/2026/README.md', 'x\n');
    team.repository.write(
      incidentPath,
      team.read(incidentPath).replace('title: Checkout down', 'title: Checkout was down'),
    );
    team.commit('An incident', {});
    expect(await found(`check --base ${base}`, '2026-08-20T00:00:00Z')).toEqual([]);
    team.repository.git('rm', '--quiet', 'acknowledgements/plan/2/carol.yaml');
    team.commit('Take an acceptance away', {});
    expect(await found(`check --base ${base}`, '2026-08-20T00:00:00Z')).toEqual([
      ['policy-acknowledged', 'warning', '@carol'],
    ]);
    team.repository.git('checkout', '--quiet', 'main');
  });
});
