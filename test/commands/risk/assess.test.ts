import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { id, incidentFile, incidentText, makeShop, riskFile, riskText, type Shop } from './shop.ts';

const raise = ['--likelihood', '3', '--impact', '4', '--reason', 'it happened', '--by', '@carol'];
const assess = (shop: Shop, ...args: string[]) => shop.pir(['risk', 'assess', 'R-014', ...raise, ...args]);

describe('pir risk assess', () => {
  it('adds an assessment, touches no other line, and shows before and after', async () => {
    const shop = makeShop();
    const { code, out } = await assess(shop);
    expect(code).toBe(0);
    expect(out).toMatch(/^R-014 raised: 2×4 medium → 3×4 high\n/);
    expect(out).toMatch(/^ {9}3 │ low .+\n {11}│ +R-014$/m);
    expect(out).toMatch(/^ {9}2 │ low .+\n {11}│ +\(R-014\)$/m);
    expect(shop.text(riskFile)).toBe(
      riskText.replace(
        'target:',
        '  - { on: "2026-11-24", by: "@carol", likelihood: 3, impact: 4, reason: it happened }\ntarget:',
      ),
    );
    expect(shop.text(incidentFile)).toBe(incidentText);
  });

  it('links both ways with --incident, in one change', async () => {
    const shop = makeShop();
    shop.git('config', 'user.name', 'Carol');
    shop.git('config', 'user.email', 'carol@shop.example');
    const { out } = await assess(shop, '--incident', '2026-11', '--commit');
    expect(out).toContain('committed as');
    expect((shop.data(riskFile).assessments as unknown[]).at(-1)).toEqual({
      on: '2026-11-24',
      by: '@carol',
      likelihood: 3,
      impact: 4,
      incident: id,
      reason: 'it happened',
    });
    expect(shop.data(incidentFile).risks).toEqual([{ id: 'R-014', effect: 'raised' }]);
    expect(shop.git('show', '--name-only', '--format=%s')).toBe(
      `R-014: assess at 3×4 high after ${id}\n\n${incidentFile}\n${riskFile}`,
    );
  });

  it.each([
    ['3', '4', 'raised'],
    ['1', '4', 'lowered'],
    ['4', '2', 'unchanged'],
  ])('says what the incident does to it: %s×%s is %s', async (likelihood, impact, effect) => {
    const shop = makeShop();
    const rows = await shop.rows([
      ...['risk', 'assess', 'R-014', '--likelihood', likelihood, '--impact', impact, '--reason', 'r'],
      ...['--incident', id, '--by', '@carol'],
    ]);
    expect(rows).toMatchObject([{ risk: 'R-014', before: '2×4', effect, incident: id }]);
    expect(shop.data(incidentFile).risks).toEqual([{ id: 'R-014', effect }]);
  });

  it('calls a risk new that was never assessed', async () => {
    const shop = makeShop({ [riskFile]: riskText.replace(/assessments:\n.*\n/, '') });
    const { out } = await assess(shop, '--incident', id);
    expect(out).toMatch(/^R-014 new: 3×4 high\n/);
    expect(shop.data(incidentFile).risks).toEqual([{ id: 'R-014', effect: 'new' }]);
  });

  it('updates a link that stands there, and keeps its note', async () => {
    const links = 'risks:\n  - { id: R-001 }\n  - { id: R-014, effect: unchanged, note: see the minutes }\n';
    const other = riskText.replace('R-014', 'R-001');
    const shop = makeShop({
      [incidentFile]: incidentText.replace('actions:', `${links}actions:`),
      'risks/R-001.md': other,
    });
    await assess(shop, '--incident', id);
    expect(shop.data(incidentFile).risks).toEqual([
      { id: 'R-001' },
      { id: 'R-014', effect: 'raised', note: 'see the minutes' },
    ]);
    const again = await assess(shop, '--incident', id, '--likelihood', '1');
    expect(again.out).toContain('R-014 lowered: 3×4 high → 1×4 low');
    expect(shop.data(incidentFile).risks).toHaveLength(2);
  });

  it('writes down what happened though no plan treats it yet, and says what follows', async () => {
    const shop = makeShop({ 'pir.config.yaml': 'profile: enterprise\n' });
    const { code, err } = await assess(shop, '--incident', id);
    expect(code).toBe(0);
    expect(err).toContain('Nothing treats it yet: pir risk treat R-014 --action RECORD/A1\n');
    expect((await shop.pir(['check', '--rule', 'risk-plan'])).code).toBe(1);
  });

  it('links an approved incident without voiding its approval', async () => {
    const shop = makeShop({
      [incidentFile]: incidentText
        .replace('sev2', 'sev1')
        .replace(
          '  - { id: A2',
          '  - { id: A3, title: x, owner: "@bob", due: 2026-12-15, status: open, kind: prevent }\n  - { id: A2',
        ),
    });
    const approved = await shop.pir(['approve', id, '--role', 'management', '--by', '@cto'], {});
    expect(approved.code, approved.out).toBe(1);
    const waived = ['cause', 'section', 'review-held', 'review-participants', 'similar', 'risk-link', 'cause-action']
      .map((rule) => `${rule}: off`)
      .join(', ');
    shop.write('pir.config.yaml', `rules: { ${waived} }\n`);
    expect((await shop.pir(['approve', id, '--role', 'management', '--by', '@cto'])).code).toBe(0);
    expect((await assess(shop, '--incident', id)).code).toBe(0);
    expect(shop.data(incidentFile)).toMatchObject({ status: 'approved', risks: [{ id: 'R-014', effect: 'raised' }] });
    expect((await shop.pir(['check', '--rule', 'approval-stale'])).code).toBe(0);
  });

  it('sets the day of the next look, and names one that has passed', async () => {
    const shop = makeShop({ [riskFile]: riskText.replace('2027-01-10', '2026-11-01') });
    expect((await assess(shop)).err).toContain(
      'It was to be looked at by 2026-11-01. When again: pir risk treat R-014 --review-by D\n',
    );
    await assess(shop, '--review-by', '2027-11-24');
    expect(shop.data(riskFile).review_by).toBe('2027-11-24');
  });

  it('writes nothing with --dry-run, and shows the same', async () => {
    const shop = makeShop();
    const { out } = await assess(shop, '--incident', id, '--dry-run');
    expect(out).toContain('R-014 raised');
    expect(shop.git('status', '--porcelain')).toBe('');
  });

  it('writes neither file where one cannot be edited', async () => {
    const shop = makeShop({ [incidentFile]: incidentText.replace('actions:', 'risks: R-001\nactions:') });
    const { code, out } = await assess(shop, '--incident', id);
    expect(code).toBe(1);
    expect(out).toContain(`note: not done: R-014: assess at 3×4 high after ${id}.`);
    expect(shop.git('status', '--porcelain')).toBe('');
  });

  it('writes neither file where one changes meanwhile', async () => {
    const shop = makeShop();
    const { realWorld } = await import('../../../src/world/index.ts');
    const { gitEnv } = await import('../../repository.ts');
    const { files } = realWorld({ ...gitEnv });
    const late = {
      ...files,
      replace: (name: string, before: string, text: string) => {
        if (name.endsWith(incidentFile)) writeFileSync(join(shop.path, incidentFile), `${before}More words.\n`);
        return files.replace(name, before, text);
      },
    };
    const { code, err } = await shop.pir(['risk', 'assess', 'R-014', ...raise, '--incident', id], {
      world: { files: late },
    });
    expect(code).toBe(2);
    expect(err).toBe(
      `pir: Unexpected change of ${incidentFile} while pir was at work\n     Nothing was overwritten; run the command again.\n`,
    );
    expect(shop.text(riskFile)).toBe(riskText);
  });

  it.each<[string, string[], string]>([
    [
      'a likelihood off the scale',
      ['--likelihood', '6'],
      'Unexpected --likelihood "6", expected a whole number from 1 to 5',
    ],
    ['half a point', ['--impact', '2.5'], 'Unexpected --impact "2.5", expected a whole number from 1 to 5'],
    ['nothing at all', ['--impact', '0'], 'Unexpected --impact "0", expected a whole number from 1 to 5'],
    ['no reason', ['--reason', ' '], 'Unexpected empty --reason, expected a few words'],
    ['an unknown incident', ['--incident', '2026-12'], 'Unexpected id "2026-12", which no record has'],
    ['no day', ['--review-by', 'soon'], 'Unexpected --review-by "soon", expected a day'],
    [
      'a day before the last assessment',
      ['--on', '2026-01-09'],
      'Unexpected assessment on 2026-01-09, before the last one on 2026-01-10',
    ],
    [
      'a day before the incident',
      ['--on', '2026-11-19', '--incident', id],
      `Unexpected assessment on 2026-11-19, before ${id} began on 2026-11-20`,
    ],
  ])('refuses %s', async (_, args, message) => {
    const shop = makeShop();
    const { code, err } = await assess(shop, ...args);
    expect(code).toBe(2);
    expect(err).toContain(`pir: ${message}\n`);
    expect(shop.git('status', '--porcelain')).toBe('');
  });

  it('refuses a risk that does not stand, one that nobody knows, and an incident that counts no more', async () => {
    const shop = makeShop({
      [riskFile]: riskText.replace('status: open', 'status: closed'),
      'risks/R-015.md': riskText.replace('R-014', 'R-015').replace('status: open', 'status: withdrawn'),
      'risks/R-016.md': riskText.replace('R-014', 'R-016'),
      [incidentFile]: incidentText.replace('status: in_review', 'status: withdrawn'),
    });
    expect((await assess(shop)).err).toBe(
      `pir: Unexpected assessment of R-014, which is closed, expected an open risk\n     If it stands again, write "status: open" in ${riskFile} first.\n`,
    );
    expect((await shop.pir(['risk', 'assess', 'R-015', ...raise])).err).toContain(
      'A withdrawn risk stays withdrawn; pir risk new begins another.',
    );
    expect((await shop.pir(['risk', 'assess', 'R-9', ...raise])).err).toBe(
      'pir: Unexpected id "R-9", which no record has\n     Run pir risk list to see them.\n',
    );
    expect((await shop.pir(['risk', 'assess', 'R-016', ...raise, '--incident', id])).err).toContain(
      `pir: Unexpected incident ${id}, which is withdrawn, expected one that counts\n`,
    );
    expect((await shop.pir(['risk', 'assess', 'R-016'])).err).toContain(
      'expected --likelihood N, --impact N, --reason R',
    );
  });
});
