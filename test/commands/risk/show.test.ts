import { expect, it } from 'vitest';
import { id, incidentFile, incidentText, makeShop, riskFile, riskText } from './shop.ts';

const planned = riskText
  .replace('treatment: mitigate\n', `treatment: mitigate\nplan: [${id}/A1, nowhere/A1]\n`)
  .replace(
    'target:',
    `  - { on: 2026-11-21, by: "@carol", likelihood: 3, impact: 4, incident: ${id}, reason: it happened }\ntarget:`,
  )
  .replace(
    'review_by: 2027-01-10',
    'acceptance: { by: "@cto", on: 2026-11-21, until: 2026-12-31, reason: until then }\nreview_by: 2026-12-01',
  );
const linked = incidentText.replace('actions:', 'risks: [{ id: R-014, effect: raised }]\nactions:');

it('is one page: facts, where it stands and stood, assessments, plan, incidents, notes', async () => {
  const shop = makeShop({ [riskFile]: planned, [incidentFile]: linked });
  const { code, out } = await shop.pir(['risk', 'show', 'R-0']);
  expect(code).toBe(0);
  expect(out).toMatch(/^Changes made by hand bypass review\n─+\n\nRisk +R-014\nLevel +high, 3×4\nTarget +low, 1×4\n/);
  expect(out).toMatch(/^Accepted +until 2026-12-31, by @cto: until then$/m);
  expect(out).toMatch(/^2 assessments\n\n.+\n.+\n2026-01-10 +2×4 +medium +new .+\n2026-11-21 +3×4 +high +raised /m);
  expect(out).toMatch(/^Plan: 2 actions$/m);
  expect(out).toMatch(/^nowhere\/A1 +– /m);
  expect(out).toMatch(new RegExp(`^1 incident\n\n.+\n.+\n${id} +sev2 +raised +2026-11-21 +both +Checkout down$`, 'm'));
  expect(out).toMatch(/\nNotes\n\nWhat is changed by hand leaves no trace\.\n$/);
  expect(out).not.toContain('Who would notice');
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

it('says what is late, has ended or has passed', async () => {
  const shop = makeShop({ [riskFile]: planned, [incidentFile]: linked });
  const { out } = await shop.pir(['risk', 'show', 'R-014'], { now: '2027-01-01T12:00:00Z' });
  expect(out).toMatch(/^Plan: 2 actions, 1 overdue$/m);
  expect(out).toMatch(/2026-12-15 +open +17$/m);
  expect(out).toMatch(/^Accepted +ended on 2026-12-31, by @cto: until then$/m);
  expect(out).toMatch(/^Review by +2026-12-01, which has passed$/m);
});

it('says in which of the two a link stands', async () => {
  const shop = makeShop({
    [riskFile]: planned,
    'incidents/2026/b.md': linked.replace(`id: ${id}`, 'id: another'),
  });
  const { out } = await shop.pir(['risk', 'show', 'R-014', '--format', 'json']);
  const tables = JSON.parse(out).tables as { name: string; rows: { [key: string]: unknown }[] }[];
  expect(tables.map(({ name }) => name)).toEqual(['risk', 'assessments', 'plan', 'incidents']);
  expect(tables.at(-1)?.rows.map(({ incident, linked, effect }) => [incident, linked, effect])).toEqual([
    [id, 'the risk only', null],
    ['another', 'the incident only', 'raised'],
  ]);
});

it('has something to say of a risk that nobody has assessed', async () => {
  const shop = makeShop({ [riskFile]: riskText.replace(/assessments:\n.*\n/, '').replace(/target.*\nreview.*\n/, '') });
  const { out } = await shop.pir(['risk', 'show', 'R-014']);
  expect(out).toMatch(/^Level +never assessed\nTarget +–$/m);
  expect(out).toMatch(/^Review by +–\nAccepted +no$/m);
  expect(out).not.toContain('likelihood');
});

it('names the list where there is no such risk', async () => {
  const { code, err } = await makeShop().pir(['risk', 'show', 'R-9']);
  expect(code).toBe(2);
  expect(err).toBe('pir: Unexpected id "R-9", which no record has\n     Run pir risk list to see them.\n');
});

it('names the command for what the id is of, where that is no risk, and the other way round', async () => {
  const { pir } = makeShop();
  const { code, err } = await pir(['risk', 'show', id]);
  expect(code).toBe(2);
  expect(err).toBe(
    `pir: Unexpected id "${id}" of an incident, expected that of a risk\n     Look at incidents/2026/${id}.md, or run pir show.\n`,
  );
  expect((await pir(['show', 'R-014'])).err).toMatch(
    /^pir: Unexpected id "R-014" of a risk, expected that of an incident or a management review\n {5}Look at risks\/R-014.*, or run pir risk show/,
  );
});
