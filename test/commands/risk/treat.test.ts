import { describe, expect, it } from 'vitest';
import { id, makeShop, riskFile, riskText, type Shop } from './shop.ts';

const treat = (shop: Shop, ...args: string[]) => shop.pir(['risk', 'treat', 'R-014', '--by', '@carol', ...args]);

describe('pir risk treat', () => {
  it('adds actions and controls, each once, and touches no other line', async () => {
    const shop = makeShop();
    const control = ['--control', 'iso27001:A.8.32', '--control', 'iso27001:A.8.9'];
    expect((await treat(shop, '--action', '2026-11/A1', '--action', `${id}/A1`, ...control)).code).toBe(0);
    expect(shop.data(riskFile)).toMatchObject({
      plan: [`${id}/A1`],
      controls: ['iso27001:A.8.32', 'iso27001:A.8.9'],
    });
    const lines = shop.text(riskFile).split('\n');
    expect(riskText.split('\n').filter((line) => !lines.includes(line))).toEqual([]);
    const again = await treat(shop, '--action', `${id}/A1`, '--control', 'iso27001:A.8.9');
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toContain('R-014 has all of that already: nothing to write');
    await treat(shop, '--control', 'nist:PR.PS-01');
    expect(shop.data(riskFile).controls).toEqual(['iso27001:A.8.32', 'iso27001:A.8.9', 'nist:PR.PS-01']);
  });

  it('writes an acceptance that ends, anew, and takes it out', async () => {
    const shop = makeShop();
    const accept = ['--accept-until', '2027-05-26', '--reason', 'replaced by then'];
    await treat(shop, ...accept);
    expect(shop.data(riskFile).acceptance).toEqual({
      by: '@carol',
      on: '2026-11-24',
      until: '2027-05-26',
      reason: 'replaced by then',
    });
    // The plan goes on under it.
    expect(shop.data(riskFile).treatment).toBe('mitigate');
    await shop.pir(['risk', 'treat', 'R-014', '--accept-until', '2027-08-01', '--reason', 'later', '--by', '@cto']);
    expect(shop.data(riskFile).acceptance).toMatchObject({ by: '@cto', until: '2027-08-01' });
    await treat(shop, '--end-acceptance');
    expect(shop.text(riskFile)).toBe(riskText);
  });

  it('sets treatment, target and the day of the next look', async () => {
    const shop = makeShop();
    await treat(shop, '--treatment', 'avoid', '--target', '2×3', '--review-by', '2027-03-01');
    expect(shop.data(riskFile)).toMatchObject({
      treatment: 'avoid',
      target: { likelihood: 2, impact: 3 },
      review_by: '2027-03-01',
    });
    await treat(shop, '--treatment', 'accept', '--accept-until', '2026-11-24', '--reason', 'today');
    expect(shop.data(riskFile).treatment).toBe('accept');
  });

  it('says in the commit what was decided', async () => {
    const shop = makeShop();
    shop.git('config', 'user.name', 'Carol');
    shop.git('config', 'user.email', 'carol@shop.example');
    await treat(shop, '--action', `${id}/A1`, '--target', '1x3', '--control', 'c', '--commit');
    expect(shop.git('log', '-1', '--format=%s')).toBe(`R-014: treat by ${id}/A1, treat with control c, aim at 1×3`);
  });

  it.each<[string, string[], string]>([
    ['nothing to do', [], 'Unexpected end of the command line, expected what is to change: --action, --control'],
    ['an unknown action', ['--action', '2026-11/A9'], `Unexpected action "A9", which ${id} does not have`],
    ['an action without its record', ['--action', 'A1'], 'Unexpected action "A1", expected RECORD/A1'],
    ['an action that was given up', ['--action', `${id}/A2`], `Unexpected action ${id}/A2, which was given up`],
    ['an empty control', ['--control', ' '], 'Unexpected empty --control'],
    ['a target off the scale', ['--target', '6x1'], 'Unexpected --target "6x1", expected likelihood and impact'],
    ['a target of one figure', ['--target', '4'], 'Unexpected --target "4"'],
    [
      'no such treatment',
      ['--treatment', 'ignore'],
      'Unexpected --treatment "ignore", expected one of mitigate, accept, transfer, avoid',
    ],
    ['an acceptance without end', ['--reason', 'r'], 'Unexpected --reason without --accept-until'],
    ['an acceptance without reason', ['--accept-until', '2027-01-01'], 'expected --reason'],
    ['an acceptance that ended', ['--accept-until', '2026-11-23', '--reason', 'r'], 'before 2026-11-24'],
    ['an end of nothing', ['--end-acceptance'], 'Unexpected --end-acceptance of R-014, which nobody accepts'],
    ['acceptance by nobody', ['--treatment', 'accept'], 'Unexpected --treatment accept without anybody who accepts it'],
    [
      'both ends',
      ['--end-acceptance', '--accept-until', '2027-01-01', '--reason', 'r'],
      'Unexpected --accept-until beside --end-acceptance',
    ],
  ])('refuses %s', async (_, args, message) => {
    const shop = makeShop();
    const { code, err } = await treat(shop, ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(shop.git('status', '--porcelain')).toBe('');
  });

  it('refuses a closed risk', async () => {
    const shop = makeShop({ [riskFile]: riskText.replace('status: open', 'status: closed') });
    const { code, err } = await treat(shop, '--control', 'c');
    expect(code).toBe(2);
    expect(err).toContain('Unexpected treatment of R-014, which is closed, expected an open risk');
  });
});
