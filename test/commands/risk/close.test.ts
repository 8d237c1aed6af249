import { describe, expect, it } from 'vitest';
import { id, incidentFile, incidentText, makeShop, riskFile, riskText, type Shop } from './shop.ts';

const close = (shop: Shop, ...args: string[]) => shop.pir(['risk', 'close', 'R-014', '--by', '@carol', ...args]);
const reason = ['--reason', 'the old console is gone'];
const planned = riskText.replace('review_by:', `plan: [${id}/A1, ${id}/A2]\nreview_by:`);

describe('pir risk close', () => {
  it('writes who, when and why, and touches no other line', async () => {
    const shop = makeShop();
    expect(await close(shop, ...reason)).toMatchObject({ code: 0, out: `update ${riskFile}\n` });
    expect(shop.data(riskFile)).toMatchObject({
      status: 'closed',
      closed: { on: '2026-11-24', by: '@carol', reason: 'the old console is gone' },
    });
    const lines = shop.text(riskFile).split('\n');
    expect(riskText.split('\n').filter((line) => !lines.includes(line))).toEqual(['status: open']);
    expect((await shop.pir(['check', 'risks'])).out).toBe('1 record, no findings\n');
    expect((await shop.pir(['risk', 'show', 'R-014'])).out).toMatch(
      /^Status\s+closed on 2026-11-24, by @carol: the old console is gone$/m,
    );
  });

  it('leaves the picture, the open list, the report and the rules that ask for a review', async () => {
    const shop = makeShop();
    const late = { now: '2027-06-01T12:00:00Z' };
    expect((await shop.pir(['check', 'risks'], late)).out).toContain('risk-review');
    expect((await shop.pir(['risk', 'list'])).out).toContain('impact');
    await close(shop, ...reason);
    expect((await shop.pir(['check', 'risks'], late)).out).toBe('1 record, no findings\n');
    expect((await shop.pir(['risk', 'list'])).out).not.toContain('impact');
    expect(await shop.rows(['risk', 'list', '--status', 'open'])).toEqual([]);
    expect(await shop.rows(['risk', 'list'], late)).toMatchObject([{ status: 'closed', review_overdue: false }]);
    const report = await shop.pir(['report', '--period', '2026', '--format', 'markdown'], late);
    expect(report.out).toContain('0 risks are open');
  });

  it('tells pir log, and the commit', async () => {
    const shop = makeShop();
    shop.git('config', 'user.name', 'Carol');
    shop.git('config', 'user.email', 'carol@shop.example');
    await close(shop, ...reason, '--commit');
    expect(shop.git('log', '-1', '--format=%s')).toBe('R-014: close');
    const { out } = await shop.pir(['log', 'R-014'], { now: '2099-01-01T00:00:00Z' });
    expect(out).toContain('status open → closed');
    expect(out).toContain('the old console is gone');
  });

  it('names what is left to do in its plan, wherever that stands', async () => {
    const own =
      'actions:\n  - { id: A1, title: Lock it, owner: "@bob", due: 2026-12-15, status: proposed, kind: prevent }\n';
    const shop = makeShop({ [riskFile]: planned.replace('review_by:', `${own}review_by:`) });
    const { code, err } = await close(shop, ...reason);
    expect(code).toBe(2);
    expect(err).toContain(`Unexpected close of R-014, whose plan has 2 actions to do: ${id}/A1, R-014/A1\n`);
    expect(err).toContain(`pir action done ${id}/A1`);
    expect(shop.data(riskFile).status).toBe('open');
  });

  it('does not wait for what is done, given up, or in a record that counts nowhere', async () => {
    const done = incidentText.replace('due: 2026-12-15, status: open,', 'due: 2026-12-15, status: cancelled,');
    const gone = incidentText.replace('status: in_review', 'status: withdrawn');
    for (const text of [done, gone]) {
      const shop = makeShop({ [riskFile]: planned, [incidentFile]: text });
      expect(await close(shop, ...reason)).toMatchObject({ code: 0 });
    }
  });

  it('is said once: nothing is assessed, treated or closed afterwards', async () => {
    const shop = makeShop();
    await close(shop, ...reason);
    const again = await close(shop, ...reason);
    expect(again).toMatchObject({ code: 2 });
    expect(again.err).toContain('Unexpected close of R-014, which is closed, expected an open risk');
    expect(again.err).toContain('write "status: open"');
    expect(await shop.pir(['risk', 'treat', 'R-014', '--by', '@carol', '--control', 'c'])).toMatchObject({ code: 2 });
  });

  it.each<[string, string[], string]>([
    ['no reason', [], 'expected --reason R'],
    ['an empty reason', ['--reason', ' '], 'Unexpected empty --reason'],
    ['a day before it was assessed', [...reason, '--on', '2026-01-09'], 'before it was assessed on 2026-01-10'],
  ])('refuses %s', async (_, args, message) => {
    const shop = makeShop();
    const { code, err } = await close(shop, ...args);
    expect({ code, text: shop.text(riskFile) }).toEqual({ code: 2, text: riskText });
    expect(err.replace(/\n +/g, ' ')).toContain(message);
  });

  it('refuses an id that no risk has', async () => {
    const { code, err } = await makeShop().pir(['risk', 'close', 'R-9', ...reason]);
    expect({ code, err }).toEqual({
      code: 2,
      err: 'pir: Unexpected id "R-9", which no record has\n     Run pir risk list to see them.\n',
    });
  });
});
