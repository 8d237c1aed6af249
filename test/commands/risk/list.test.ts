import { beforeAll, describe, expect, it } from 'vitest';
import { id, incidentFile, incidentText, makeShop, riskFile, riskText, type Shop } from './shop.ts';

const other = riskText
  .replace('R-014', 'R-002')
  .replace('owner: "@carol"', 'owner: "@dan"')
  .replace('treatment: mitigate\n', `treatment: mitigate\nplan: [${id}/A1]\n`)
  .replace('likelihood: 2', 'likelihood: 4');
const closed = riskText.replace('R-014', 'R-003').replace('status: open', 'status: closed');
const files = {
  'risks/R-002-other.md': other,
  'risks/R-003.md': closed,
  [incidentFile]: incidentText.replace('actions:', 'risks: [{ id: R-002, effect: raised }]\nactions:'),
};

describe('pir risk list', () => {
  let shop: Shop;
  beforeAll(() => {
    shop = makeShop(files);
  });
  const list = (...args: string[]) => shop.pir(['risk', 'list', ...args]);
  const ids = async (...args: string[]) => (await shop.rows(['risk', 'list', ...args])).map(({ id }) => id);

  it('has the keys of the interface, the highest risk first, closed ones last', async () => {
    const rows = await shop.rows(['risk', 'list']);
    expect(Object.keys(rows[0] ?? {}).slice(0, 11)).toEqual(
      'id title owner likelihood impact level treatment last_assessed review_by incidents overdue'.split(' '),
    );
    expect(rows.map(({ id, level, incidents }) => [id, level, incidents])).toEqual([
      ['R-002', 'high', [id]],
      ['R-014', 'medium', []],
      ['R-003', 'medium', []],
    ]);
  });

  it('shows a table and where the open risks stand', async () => {
    const { out } = await list();
    expect(out).toMatch(/^3 risks\n\nRisk +Level +At +Owner +To do +Late +Review by +Status +Title\n/);
    expect(out).toMatch(/^R-002 +high +4×4 +@dan +1 +0 +2027-01-10 +open +/m);
    expect(out).toContain('\nOpen risks by likelihood and impact\n\nlikelihood\n');
    expect(out).toMatch(/^ {9}4 │ .+\n {11}│ +R-002$/m);
    expect(out).not.toMatch(/│ +.*R-003/);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect((await list('--format', 'markdown')).out).toContain('| 4 | low | medium | high | R-002: high | critical |');
  });

  it('prints the register as CSV', async () => {
    const { out } = await list('--format', 'csv');
    expect(out.split('\n')[0]).toMatch(/^id,title,owner,likelihood,impact,level,treatment,last_assessed,review_by,/);
    expect(out.split('\n')).toHaveLength(5);
  });

  it('takes those that were asked for', async () => {
    expect(await ids('--level', 'high')).toEqual(['R-002']);
    expect(await ids('--owner', '@CAROL')).toEqual(['R-014', 'R-003']);
    expect(await ids('--status', 'closed')).toEqual(['R-003']);
    expect(await ids('--overdue')).toEqual([]);
    expect((await list('--status', 'closed')).out).toMatch(/^1 of 3 risks\n/);
    expect((await list('--status', 'closed')).out).not.toContain('likelihood');
    expect((await list('--level', 'huge')).code).toBe(2);
  });

  it('says that a plan is late once its day has passed', async () => {
    const now = '2026-12-16T00:00:00Z';
    const { out } = await shop.pir(['risk', 'list', '--overdue'], { now });
    expect(out).toMatch(/^1 of 3 risks, 1 with a late plan\n/);
    expect(await shop.rows(['risk', 'list', '--overdue'], { now })).toMatchObject([{ id: 'R-002', overdue: true }]);
    expect(await shop.rows(['risk', 'list', '--overdue'], { now: '2026-12-15T23:00:00Z' })).toEqual([]);
  });
});

it('reads the register of another moment', async () => {
  const shop = makeShop();
  shop.git('rm', '-q', '--cached', '-r', '.');
  shop.commit('Begin anew', { date: '2026-11-01T00:00:00Z' });
  const args = ['risk', 'assess', 'R-014', '--likelihood', '5', '--impact', '5', '--reason', 'r', '--by', '@carol'];
  await shop.pir(args);
  shop.commit('Raise it', { date: '2026-11-24T12:00:00Z' });
  const level = async (command: string, ...asOf: string[]) =>
    (await shop.rows(['risk', ...command.split(' '), ...asOf])).map((row) => row.level);
  expect(await level('list', '--as-of', '2026-11-23')).toEqual(['medium']);
  expect(await level('list', '--as-of', '2026-11-24')).toEqual(['critical']);
  expect(await level('show R-014', '--as-of', '2026-11-23')).toEqual(['medium']);
  expect(await level('show R-014')).toEqual(['critical']);
});

it('leaves nothing out in silence', async () => {
  const broken = makeShop({ [riskFile]: '---\nid: [\n---\n' });
  expect(await broken.rows(['risk', 'list'])).toMatchObject([{ id: 'R-014-changes-by-hand', level: null }]);
  const open = makeShop({ [riskFile]: 'no frontmatter\n' });
  expect((await open.pir(['risk', 'list'])).out).toContain(`note: ${riskFile} was left out: `);
});

it('says so where there is none', async () => {
  const shop = makeShop();
  shop.git('rm', '-q', riskFile);
  const { code, out } = await shop.pir(['risk', 'list']);
  expect(code).toBe(0);
  expect(out).toContain('0 risks: none\n');
  expect(out).toContain('note: no risks are recorded: pir risk new makes the first\n');
});
