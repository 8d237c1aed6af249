import { describe, expect, it } from 'vitest';
import { id, incidentFile, incidentText, makeShop, riskFile, riskText } from './risk/shop.ts';

const config = { 'pir.config.yaml': 'profile: enterprise\n' };
const rules = ['--rule', 'risk-plan', '--rule', 'risk-reassessed', '--rule', 'risk-review', '--rule', 'reference'];
const signed = incidentText
  .replace('status: in_review', 'status: approved')
  .replace('actions:', 'risks: [{ id: R-014, effect: raised }]\nactions:');
const raised = riskText.replace(
  'target:',
  `  - { on: 2026-11-21, by: "@carol", likelihood: 3, impact: 4, incident: ${id}, reason: it happened }\ntarget:`,
);
const planned = raised.replace('treatment: mitigate\n', `treatment: mitigate\nplan: [${id}/A1]\n`);
const done = 'done, done: { on: 2026-11-23, by: "@bob", evidence: ["https://forge.example/1"] }';
const isDone = (text: string) => text.replace('status: open, kind', `status: ${done}, kind`);

/** What `pir check --base` says of a change of those files. */
async function judged(before: { [name: string]: string }, after: { [name: string]: string }): Promise<string[]> {
  const shop = makeShop({ ...config, ...before });
  shop.git('switch', '--quiet', '--create', 'change');
  for (const [name, text] of Object.entries(after)) shop.write(name, text);
  shop.commit('Change');
  const { out } = await shop.pir(['check', '--base', 'main', ...rules, '--format', 'json']);
  type Row = { rule: string; path: string; pointer: string };
  return (JSON.parse(out).findings as Row[]).map(({ rule, path, pointer }) => `${rule} ${path} ${pointer}`);
}

const unassessed = `risk-reassessed ${incidentFile} /risks/0/id`;

describe('pir check --base', () => {
  it('looks for the assessment in a risk that the change leaves alone', async () => {
    expect(await judged({ [riskFile]: planned }, { [incidentFile]: signed })).toEqual([]);
    expect(await judged({}, { [incidentFile]: signed })).toEqual([unassessed]);
    const elsewhere = raised.replace(id, '2026-01-01-other');
    expect(await judged({ [riskFile]: elsewhere }, { [incidentFile]: signed })).toEqual([unassessed]);
  });

  it('takes the assessment that comes with the change', async () => {
    expect(await judged({}, { [incidentFile]: signed, [riskFile]: planned })).toEqual([]);
  });

  it('looks for what is left to do in records that the change leaves alone', async () => {
    expect(await judged({}, { [riskFile]: planned })).toEqual([]);
    expect(await judged({}, { [riskFile]: raised })).toEqual([`risk-plan ${riskFile} /plan`]);
    expect(await judged({ [incidentFile]: isDone(incidentText) }, { [riskFile]: planned })).toEqual([
      `risk-plan ${riskFile} /plan`,
    ]);
  });

  it('does not hold against a change that time has passed, only what it brings', async () => {
    const late = riskText.replace('2027-01-10', '2026-11-01');
    expect(await judged({ [riskFile]: late }, { [riskFile]: late.replace('leaves no trace', 'leaves none') })).toEqual(
      [],
    );
    expect(await judged({}, { [riskFile]: late })).toEqual([`risk-review ${riskFile} /review_by`]);
  });

  it('misses a risk, an incident and an action that do not exist', async () => {
    const strange = planned.replace(`${id}/A1`, `${id}/A7`).replace(`incident: ${id}`, 'incident: nowhere');
    expect(await judged({}, { [riskFile]: strange, [incidentFile]: signed.replace('R-014', 'R-099') })).toEqual([
      `reference ${incidentFile} /risks/0/id`,
      `reference ${riskFile} /plan/0`,
      `reference ${riskFile} /assessments/1/incident`,
    ]);
  });
});

describe('pir check', () => {
  it('says the same of all records, cold and from what it kept', async () => {
    const shop = makeShop({
      ...config,
      [incidentFile]: isDone(signed),
      [riskFile]: planned.replace(`incident: ${id}, `, ''),
    });
    // So many that verdicts are kept.
    for (let i = 0; i < 220; i++)
      shop.write(
        `incidents/2025/2025-01-01-n${i}.md`,
        incidentText.replace(id, `2025-01-01-n${i}`).replaceAll('2026-', '2025-'),
      );
    shop.commit('Many');
    const { realWorld } = await import('../../src/world/index.ts');
    const { gitEnv } = await import('../repository.ts');
    const world = { ...realWorld({ ...gitEnv }), build: 'test' };
    const check = () => shop.pir(['check', ...rules, '--format', 'json'], { world: { build: world.build } });
    const found = (out: string) =>
      (JSON.parse(out).findings as { rule: string; path: string }[]).map(({ rule, path }) => `${rule} ${path}`);
    const cold = await check();
    expect(found(cold.out)).toEqual([`risk-reassessed ${incidentFile}`, `risk-plan ${riskFile}`]);
    expect((await check()).out).toBe(cold.out);
    // One record is read anew, the others are known from before.
    shop.write(riskFile, planned);
    expect(found((await check()).out)).toEqual([`risk-plan ${riskFile}`]);
    shop.write(incidentFile, signed);
    expect(found((await check()).out)).toEqual([]);
  });
});
