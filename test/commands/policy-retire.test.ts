import { describe, expect, test } from 'vitest';
import { makeTeam, policyText } from './policy-team.ts';

const plan = 'policies/plan.md';
const retire = 'policy retire plan --reason "part of the handbook"';
const heir = policyText().replace('id: plan', 'id: handbook').replace('status: draft', 'status: in_force');
const inForce = { [plan]: policyText('audience: ["@alice"]\n').replace('status: draft', 'status: in_force') };

describe('pir policy retire', () => {
  test('writes who, when and why, and touches no other line', async () => {
    const team = makeTeam();
    expect(await team.pir(retire)).toMatchObject({ code: 0, out: `update ${plan}\n` });
    expect(team.facts(plan)).toMatchObject({
      status: 'retired',
      retired: { on: '2026-06-01', by: '@carol', reason: 'part of the handbook' },
    });
    expect(team.facts(plan).retired).not.toHaveProperty('replaced_by');
    const lines = team.read(plan).split('\n');
    expect(
      policyText()
        .split('\n')
        .filter((line) => !lines.includes(line)),
    ).toEqual(['status: draft']);
  });

  test('asks nobody for anything afterwards, and is told as what it is', async () => {
    const team = makeTeam(inForce);
    const late = { now: '2028-06-01T12:00:00Z' };
    expect((await team.pir('policy outstanding')).out).toContain('@alice');
    expect((await team.pir('check policies --rule policy-review', late)).out).toContain('policy-review');
    await team.pir(retire);
    expect((await team.json('policy outstanding')).tables).toMatchObject([{ rows: [] }]);
    expect((await team.pir('check policies', late)).out).toBe('1 record, no findings\n');
    expect((await team.json('policy list', late)).tables).toMatchObject([
      { rows: [{ status: 'retired', acknowledged: null, review_overdue: false }] },
    ]);
    expect((await team.pir('policy show plan')).out).toMatch(
      /^Status +retired on 2026-06-01, by @carol: part of the handbook$/m,
    );
    expect((await team.pir('policy release plan --summary again')).err).toContain('which is retired');
    expect((await team.pir('policy ack plan')).err).toContain('which is retired');
  });

  test('names the policy that takes its place, which has to be one', async () => {
    const team = makeTeam({ 'policies/handbook.md': heir });
    team.repository.git('config', 'user.name', 'Carol');
    team.repository.git('config', 'user.email', 'carol@shop.example');
    expect(await team.pir(`${retire} --replaced-by hand --commit`)).toMatchObject({ code: 0 });
    expect(team.facts(plan).retired).toMatchObject({ replaced_by: 'handbook' });
    expect(team.repository.git('log', '-1', '--format=%s')).toBe('plan: retire, replaced by handbook');
    expect((await team.pir('policy show plan')).out.replace(/\n +/g, ' ')).toContain(
      'part of the handbook; replaced by handbook',
    );
    expect((await team.pir('check policies/plan.md')).out).toBe('1 record, no findings\n');
    team.repository.write(plan, team.read(plan).replace('replaced_by: handbook', 'replaced_by: hand'));
    expect((await team.pir('check policies/plan.md')).out).toContain('Unexpected policy "hand"');
  });

  test('says where the other one binds nobody yet', async () => {
    const team = makeTeam({ 'policies/handbook.md': heir.replace('in_force', 'draft') });
    expect((await team.pir(`${retire} --replaced-by handbook`)).err).toBe(
      'handbook is not in force yet: pir policy release handbook --summary "…"\n',
    );
  });

  test.each<[string, string, string]>([
    ['no reason', 'policy retire plan', 'expected --reason R'],
    ['an empty reason', 'policy retire plan --reason ""', 'Unexpected empty --reason'],
    ['an unknown policy', 'policy retire keys --reason gone', 'Unexpected id "keys", which no record has'],
    [
      'itself in its place',
      `${retire} --replaced-by plan`,
      'Unexpected --replaced-by plan, which is the policy itself',
    ],
    [
      'a retired one in its place',
      `${retire} --replaced-by old`,
      'Unexpected --replaced-by old-rules, which is retired',
    ],
    ['a day before its release', `${retire} --on 2026-01-31`, 'before its last release on 2026-02-01'],
  ])('refuses %s', async (_, line, message) => {
    const released = policyText('changes: [{ version: "1", on: 2026-02-01, by: "@carol", summary: first }]\n');
    const old = policyText().replace('id: plan', 'id: old-rules').replace('draft', 'retired');
    const team = makeTeam({ [plan]: released, 'policies/old-rules.md': old });
    const { code, err } = await team.pir(line);
    expect({ code, text: team.read(plan) }).toEqual({ code: 2, text: released });
    expect(err.replace(/\n +/g, ' ')).toContain(message);
  });

  test('is said once', async () => {
    const team = makeTeam();
    await team.pir(retire);
    const { code, err } = await team.pir(retire);
    expect(code).toBe(2);
    expect(err).toContain('Unexpected retirement of plan, which is retired');
  });
});
