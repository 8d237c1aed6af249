import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { quoted, redrawLines } from '../../../src/core/audit/redraw-lines.ts';
import { type Drawable, drawSample, type Lot } from '../../../src/core/audit/sample.ts';
import { sha256 } from '../check/judge-text.ts';

const severities = ['sev1', 'sev2', 'sev3', 'sev4'];
const lot = (n: number, more: Partial<Lot> = {}): Lot => ({
  n,
  seed: 'autumn',
  isStratified: false,
  severities,
  sha256,
  ...more,
});
const incidents = (counts: { [severity: string]: number }): Drawable[] =>
  Object.entries(counts).flatMap(([severity, count]) =>
    Array.from({ length: count }, (_, at) => ({ id: `2026-01-${String(at + 10)}-${severity}-down`, severity })),
  );
const drawnOf = (...given: Parameters<typeof drawSample>) =>
  drawSample(...given).population.flatMap(({ id, isDrawn }) => (isDrawn ? [id] : []));

function sh(script: string): string[] {
  const { stdout, stderr, status } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
  expect([stderr, status]).toEqual(['', 0]);
  return stdout.trimEnd().split('\n');
}

test('the lowest SHA-256 of seed and id are drawn, whatever order they come in', () => {
  const all = incidents({ sev2: 20 });
  const expected = all
    .map(({ id }) => ({ id, draw: sha256(`autumn${id}`) }))
    .sort((a, b) => (a.draw < b.draw ? -1 : 1))
    .slice(0, 4);
  const { population } = drawSample([...all].reverse(), lot(4));
  expect(population.filter(({ isDrawn }) => isDrawn).map(({ id, draw, rank }) => ({ id, draw, rank }))).toEqual(
    expected.map((one, at) => ({ ...one, rank: at + 1 })),
  );
  expect(drawnOf(all, lot(4, { seed: 'winter' }))).not.toEqual(expected.map(({ id }) => id));
});

test('a known draw, so that no version ever draws otherwise', () => {
  expect(drawSample([{ id: '2026-01-10-sev2-down', severity: null }], lot(1)).population[0]?.draw).toBe(
    'd6308e27d932c24330e2793952215835b91550edc38f6797bf443903022002ac',
  );
});

test('asked for more than there are, all of them are drawn', () => {
  expect(drawnOf(incidents({ sev1: 2 }), lot(9))).toHaveLength(2);
  expect(drawSample([], lot(3))).toEqual({ population: [], strata: [] });
});

const shares = (counts: { [severity: string]: number }, n: number) =>
  Object.fromEntries(
    drawSample(incidents(counts), lot(n, { isStratified: true })).strata.map(({ severity, drawn }) => [
      severity,
      drawn,
    ]),
  );

test('stratified, every severity gives one, worst first, then by size', () => {
  expect(shares({ sev1: 1, sev2: 9, sev4: 90 }, 1)).toEqual({ sev1: 1, sev2: 0, sev4: 0 });
  expect(shares({ sev1: 1, sev2: 9, sev4: 90 }, 2)).toEqual({ sev1: 1, sev2: 1, sev4: 0 });
  expect(shares({ sev1: 1, sev2: 9, sev4: 90 }, 3)).toEqual({ sev1: 1, sev2: 1, sev4: 1 });
  // Seven more among 0, 8 and 89: 0.58 and 6.42, so six and the larger remainder.
  expect(shares({ sev1: 1, sev2: 9, sev4: 90 }, 10)).toEqual({ sev1: 1, sev2: 2, sev4: 7 });
  expect(shares({ sev2: 3, sev3: 3 }, 3)).toEqual({ sev2: 2, sev3: 1 });
  expect(shares({ sev1: 2, sev2: 3 }, 100)).toEqual({ sev1: 2, sev2: 3 });
});

test('shares always add up to what was asked for, or to all, and never exceed a stratum', () => {
  for (let n = 1; n <= 40; n++) {
    for (const counts of [{ sev1: 1, sev2: 7, sev3: 13 }, { sev1: 5, sev2: 5, sev3: 5, sev4: 5 }, { sev4: 33 }]) {
      const given = shares(counts, n);
      const total = Object.values(counts).reduce((sum, each) => sum + each, 0);
      expect(Object.values<number>(given).reduce((sum, each) => sum + each, 0)).toBe(Math.min(n, total));
      for (const [severity, size] of Object.entries(counts)) expect(given[severity]).toBeLessThanOrEqual(size);
    }
  }
});

test('a stratum has the order of its own draws, and unknown severities come last', () => {
  const all = [...incidents({ sev3: 2, sev1: 2 }), { id: 'a-b-c', severity: 'p0' }, { id: 'd-e-f', severity: null }];
  const { strata, population } = drawSample(all, lot(6, { isStratified: true }));
  expect(strata.map(({ severity }) => severity)).toEqual(['sev1', 'sev3', null, 'p0']);
  expect(population.map(({ rank }) => rank)).toEqual([1, 2, 1, 2, 1, 1]);
});

test('the shell lines draw the same, with sha256sum and nothing else', () => {
  const all = incidents({ sev1: 3, sev2: 9 });
  for (const seed of ['2026-audit', "it's 5 o'clock", 'Grüße $HOME `id` "x" \\n %s', '-n', '*']) {
    const own = lot(4, { seed });
    const drawn = drawSample(all, own).population.filter(({ isDrawn }) => isDrawn);
    const lines = redrawLines(
      seed,
      all.map(({ id }) => id),
      4,
      'pir list',
    );
    expect(sh(lines)).toEqual(drawn.map(({ draw, id }) => `${draw}  ${id}`));
    for (const line of lines.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  }
});

test('of many the ids come out of pir list', () => {
  const all = incidents({ sev2: 60 });
  const ids = all.map(({ id }) => id);
  const lines = redrawLines('s', ids, 2, 'pir list --from 2026-01-01');
  expect(lines).toContain('$(pir list --from 2026-01-01 --format csv | sed 1d | cut -d, -f1)');
  const pir = `pir() { printf 'id,title\\n'; printf '%s,"a, b"\\n' ${ids.join(' ')}; }`;
  expect(sh(`${pir}\n${lines}`).map((line) => line.slice(66))).toEqual(drawnOf(all, lot(2, { seed: 's' })));
});

test('a word for the shell is quoted where it has to be', () => {
  expect(quoted('2026-audit')).toBe('2026-audit');
  expect(quoted("it's")).toBe("'it'\\''s'");
  expect(quoted('')).toBe("''");
});
