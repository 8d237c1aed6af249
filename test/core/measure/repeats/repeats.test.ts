import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { resolveConfig } from '../../../../src/core/config.ts';
import type { Occurrence } from '../../../../src/core/measure/repeats/occurrence.ts';
import { findRepeats, type RepeatSettings, repeatRate, repeatsAmong } from '../../../../src/core/measure/repeats.ts';
import { zoneClock } from '../../../../src/core/zone.ts';
import { cpuTime } from '../../../cpu-time.ts';
import { instant, occurrence, type Told } from './occurrences.ts';

const settingsOf = (more: Partial<RepeatSettings> = {}, timezone = 'UTC'): RepeatSettings => ({
  config: resolveConfig({ timezone }),
  zone: zoneClock(timezone),
  ...more,
});

const found = (told: { [id: string]: Told }, more: Partial<RepeatSettings> = {}, timezone = 'UTC') => {
  const repeats = findRepeats(
    Object.entries(told).map(([id, each]) => occurrence(id, each)),
    settingsOf(more, timezone),
  );
  return {
    ...repeats,
    /** `later<earlier` of every repeat. */
    pairs: repeats.standings.flatMap(({ incident, earlier }) => (earlier ? [`${incident.id}<${earlier.id}`] : [])),
    groups: repeats.clusters.map(({ members }) => members.map(({ id }) => id).join(' ')),
    reasons: Object.fromEntries(repeats.standings.map(({ incident, reason }) => [incident.id, reason])),
  };
};

test('who only counts repeats is told the same of each', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((of) => `2026-0${(of % 9) + 1}-${String(of).padStart(2, '0')}`);
  const some = fc.record({
    at: day,
    ended: fc.oneof(fc.constant(null), day),
    services: fc.subarray(['a', 'b']),
    causes: fc.subarray(['x/y', 'x/z']),
    repeatOf: fc.subarray(['i0', 'i1', 'i2']),
    isNearMiss: fc.boolean(),
  });
  const ask = fc.record({
    basis: fc.constantFrom('cause', 'service', 'declared'),
    window: fc.constantFrom('6mo', '30d', '1mo'),
    since: fc.constantFrom(undefined, instant('2026-04-01')),
    timezone: fc.constantFrom('UTC', 'Pacific/Chatham'),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 12 }), ask, (all, { basis, window, since, timezone }) => {
      const config = resolveConfig({ timezone, repeat: { basis: basis as 'cause', window } });
      const settings = { config, zone: zoneClock(timezone), since };
      const occurrences = all.map((each, i) => occurrence(`i${i}`, each));
      const told = repeatsAmong(occurrences, settings);
      const standings = new Map(findRepeats(occurrences, settings).standings.map((one) => [one.incident, one]));
      expect(told.map((one) => one && [one.earlier?.id, one.reason])).toEqual(
        occurrences.map((each) => {
          const one = standings.get(each);
          return one && [one.earlier?.id, one.reason];
        }),
      );
    }),
  );
});

describe('what a repeat is', () => {
  it('shares category and service with an earlier one in the window', () => {
    const { pairs, groups } = found({ a: { at: '2026-01-10' }, b: { at: '2026-03-10' }, c: { at: '2026-06-10' } });
    expect(pairs).toEqual(['b<a', 'c<b']);
    expect(groups).toEqual(['a b c']);
  });

  it('three of a kind are two repeats', () => {
    const { standings } = found({ a: { at: '2026-01-10' }, b: { at: '2026-01-11' }, c: { at: '2026-01-12' } });
    expect(standings.filter(({ earlier }) => earlier !== undefined)).toHaveLength(2);
  });

  it('another category or another service is another thing', () => {
    const other = { at: '2026-02-10', causes: ['technology/capacity'] };
    expect(found({ a: { at: '2026-01-10' }, b: other }).pairs).toEqual([]);
    expect(found({ a: { at: '2026-01-10' }, b: { at: '2026-02-10', services: ['search'] } }).pairs).toEqual([]);
    expect(found({ a: { at: '2026-01-10' }, b: { at: '2026-02-10', services: ['mail', 'checkout'] } }).pairs).toEqual([
      'b<a',
    ]);
  });

  it('without services on both sides the category alone decides, on one side it does not', () => {
    const none = { services: [] };
    expect(found({ a: { at: '2026-01-10', ...none }, b: { at: '2026-02-10', ...none } }).pairs).toEqual(['b<a']);
    expect(found({ a: { at: '2026-01-10', ...none }, b: { at: '2026-02-10' } }).pairs).toEqual([]);
  });

  it.each([
    ['six months to the second', '2026-01-31T10:00:00Z', '2026-07-31T10:00:00Z', 1],
    ['a second more', '2026-01-31T09:59:59Z', '2026-07-31T10:00:00Z', 0],
    ['the end of February for the 31st of August', '2026-02-28T10:00:00Z', '2026-08-31T10:00:00Z', 1],
    ['the 29th where there is one', '2024-02-28T10:00:00Z', '2024-08-31T10:00:00Z', 0],
    ['across the year', '2025-09-15T10:00:00Z', '2026-03-15T10:00:00Z', 1],
  ])('the window: %s', (_, a, b, count) =>
    expect(found({ a: { at: a }, b: { at: b } }).pairs).toHaveLength(count as number),
  );

  it('a month is one of the zone: ten in the morning is ten in the morning', () => {
    const told = { a: { at: '2026-05-20T10:00:00+02:00' }, b: { at: '2026-11-20T10:00:00+01:00' } };
    expect(found(told, {}, 'Europe/Berlin').pairs).toEqual(['b<a']);
    expect(found(told).pairs).toEqual([]);
  });

  it('another window, in hours', () => {
    const told = { a: { at: '2026-05-20T10:00:00Z' }, b: { at: '2026-05-23T10:00:00Z' } };
    expect(found(told, { window: '72h' }).pairs).toEqual(['b<a']);
    expect(found(told, { window: '71h' }).pairs).toEqual([]);
  });

  it('one that began before the earlier was over overlaps', () => {
    const a: Told = { at: '2026-01-10T10:00:00Z', ended: '2026-01-12T10:00:00Z' };
    const during = found({ a, b: { at: '2026-01-12T12:00:00Z', began: '2026-01-12T09:59:59Z' } });
    expect(during.pairs).toEqual([]);
    expect(during.standings[1]?.overlapping?.id).toBe('a');
    expect(found({ a, b: { at: '2026-01-12T12:00:00Z', began: '2026-01-12T10:00:00Z' } }).pairs).toEqual(['b<a']);
    expect(found({ a: { ...a, ended: null }, b: { at: '2026-05-01' } }).pairs).toEqual([]);
  });

  it('what overlaps both ends joins nothing, what comes after both joins them', () => {
    const long: Told = { at: '2026-01-10', ended: '2026-01-20' };
    expect(found({ a: long, b: { at: '2026-01-15' }, c: { at: '2026-02-01' } }).groups).toEqual(['a b c']);
  });

  it('ties go by id', () => {
    const same: Told = { at: '2026-01-10', ended: '2026-01-10T10:00:00Z' };
    expect(found({ b: same, a: same }).pairs).toEqual(['b<a']);
  });

  it('a near miss is an earlier one and no repeat', () => {
    const miss: Told = { at: '2026-02-10', isNearMiss: true };
    const { pairs, standings } = found({ a: miss, b: { at: '2026-03-10' }, c: { at: '2026-04-10', isNearMiss: true } });
    expect(pairs).toEqual(['b<a']);
    expect(standings.map(({ incident }) => incident.id)).toEqual(['b']);
  });

  it('by service, and by what a person says', () => {
    const told = {
      a: { at: '2026-01-10', causes: [] },
      b: { at: '2026-02-10', causes: ['x/y'], repeatOf: ['a', 'c', 'gone'] },
      c: { at: '2026-03-10', services: ['mail'] },
    };
    expect(found(told, { basis: 'service' }).pairs).toEqual(['b<a']);
    expect(found(told, { basis: 'declared' }).pairs).toEqual(['b<a']);
    expect(found({ ...told, b: { ...told.b, at: '2026-08-01' } }, { basis: 'declared' }).pairs).toEqual(['b<c']);
  });
});

describe('the period', () => {
  const told = { a: { at: '2026-01-10' }, b: { at: '2026-03-10' }, c: { at: '2026-08-10' } };

  it('counts a repeat whose earlier one lies before it, and knows nothing of what comes after', () => {
    expect(found(told, { from: '2026-03-01', to: '2026-03-31' })).toMatchObject({ pairs: ['b<a'], groups: ['a b'] });
    expect(found(told, { from: '2026-08-01' })).toMatchObject({ pairs: ['c<b'], groups: ['a b c'] });
    expect(found(told, { to: '2026-02-28' })).toMatchObject({ pairs: [], groups: [] });
  });

  it('begins and ends with days of the zone', () => {
    const late = { a: { at: '2026-01-10' }, b: { at: '2026-03-31T23:30:00Z' } };
    expect(found(late, { to: '2026-03-31' }).pairs).toEqual(['b<a']);
    expect(found(late, { to: '2026-03-31' }, 'Europe/Berlin').pairs).toEqual([]);
  });
});

describe('the repeat rate', () => {
  it('is of those with a root cause and a whole window behind them', () => {
    const { reasons, standings } = found({
      a: { at: '2025-01-10' },
      b: { at: '2025-07-09' },
      c: { at: '2025-07-10' },
      d: { at: '2025-09-10', causes: [] },
      e: { at: '2025-10-10', causes: ['x/y'] },
      f: { at: '2026-10-10' },
    });
    expect(reasons).toEqual({
      a: 'window_incomplete',
      b: 'window_incomplete',
      c: undefined,
      d: 'no_cause',
      e: undefined,
      f: undefined,
    });
    // b repeats a, but belongs to neither side of the share.
    expect(repeatRate(standings)).toEqual({ repeats: 1, of: 3 });
  });

  it('begins with the epoch where there is one', () => {
    const since = Date.UTC(2025, 5, 1) / 1000;
    expect(found({ a: { at: '2025-01-10' }, b: { at: '2025-11-30' } }, { since }).reasons.b).toBe('window_incomplete');
    expect(found({ a: { at: '2025-01-10' }, b: { at: '2025-12-01' } }, { since }).reasons.b).toBeUndefined();
  });

  it('by service asks for a service instead', () =>
    expect(found({ a: { at: '2025-01-10', services: [] } }, { basis: 'service' }).reasons.a).toBe('no_service'));
});

describe('recurring', () => {
  it('is the category alone, in six months, whatever the config says', () => {
    const { recurring } = found(
      {
        a: { at: '2026-01-10', services: ['a'] },
        b: { at: '2026-07-10', services: ['b'] },
        c: { at: '2026-12-10', services: ['c'] },
        d: { at: '2026-12-20', causes: ['x/y'] },
        e: { at: '2026-12-21', isNearMiss: true },
      },
      { window: '1d' },
    );
    expect(recurring.map(({ category, members, most }) => [category, members.map(({ id }) => id), most])).toEqual([
      ['process/change-management', ['a', 'b', 'c'], 2],
    ]);
  });

  it('leaves out a chain that does not reach into the period', () => {
    const told = { a: { at: '2026-01-10' }, b: { at: '2026-02-10' }, c: { at: '2026-09-10' } };
    expect(found(told).recurring.map(({ members }) => members.length)).toEqual([2]);
    expect(found(told, { from: '2026-08-01' }).recurring).toEqual([]);
  });
});

/** As the definition reads, pair by pair; nothing of it is shared with what it proves. */
function reference(all: readonly Occurrence[], months: number, basis: 'cause' | 'service' | 'declared') {
  const back = (at: number) => {
    const date = new Date(at * 1000);
    const day = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() - months);
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(day, last));
    return date.getTime() / 1000;
  };
  const common = (a: readonly string[], b: readonly string[]) => a.some((each) => b.includes(each));
  const isBefore = (a: Occurrence, b: Occurrence) => a.at < b.at || (a.at === b.at && a.id < b.id);
  const shares = (a: Occurrence, b: Occurrence) => {
    if (basis === 'declared') return b.repeatOf.includes(a.id);
    if (basis === 'service') return common(a.services, b.services);
    const isAlone = a.services.length === 0 && b.services.length === 0;
    return common(a.causes, b.causes) && (isAlone || common(a.services, b.services));
  };
  const isRepeat = (a: Occurrence, b: Occurrence) =>
    !b.isNearMiss && isBefore(a, b) && a.at >= back(b.at) && shares(a, b) && !(b.began < a.ended);
  const groups = new Map(all.map((each) => [each, new Set([each])]));
  for (const b of all)
    for (const a of all)
      if (isRepeat(a, b)) {
        const joined = new Set([...(groups.get(a) ?? []), ...(groups.get(b) ?? [])]);
        for (const each of joined) groups.set(each, joined);
      }
  const nameOf = (members: Iterable<Occurrence>) =>
    [...members]
      .map(({ id }) => id)
      .sort()
      .join(' ');
  return {
    repeats: all
      .filter((b) => all.some((a) => isRepeat(a, b)))
      .map(({ id }) => id)
      .sort(),
    latest: Object.fromEntries(
      all.flatMap((b) => {
        const before = all.filter((a) => isRepeat(a, b)).sort((x, y) => (isBefore(x, y) ? 1 : -1));
        return before[0] === undefined ? [] : [[b.id, before[0].id]];
      }),
    ),
    clusters: [...new Set([...groups.values()].filter(({ size }) => size > 1).map(nameOf))].sort(),
  };
}

const DAY = 86_400;
const arbitrary = fc.record({
  day: fc.integer({ min: 0, max: 500 }),
  hour: fc.constantFrom(0, 6, 23),
  lead: fc.constantFrom(0, 0, 3600, 5 * DAY),
  length: fc.constantFrom(0, 3600, 40 * DAY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  isNearMiss: fc.boolean(),
  services: fc.subarray(['a', 'b', 'c']),
  causes: fc.subarray(['x/1', 'x/2', 'y/1']),
  repeatOf: fc.subarray(['i0', 'i1', 'i2', 'i3', 'none']),
});

test.each(['cause', 'service', 'declared'] as const)('agrees with the definition, pair by pair: %s', (basis) => {
  fc.assert(
    fc.property(
      fc.array(arbitrary, { maxLength: 14 }),
      fc.integer({ min: 0, max: 7 }),
      fc.boolean(),
      (told, months, isTied) => {
        const all = told.map(({ day, hour, lead, length, ...more }, i): Occurrence => {
          const at = Date.UTC(2026, 0, 1, hour) / 1000 + (isTied ? day % 3 : day) * DAY;
          return { id: `i${i}`, at, began: at - lead, ended: at + length, ...more };
        });
        const expected = reference(all, months, basis);
        const { standings, clusters } = findRepeats(all, settingsOf({ basis, window: `${months}mo` }));
        const repeats = standings.filter(({ earlier }) => earlier !== undefined);
        expect(repeats.map(({ incident }) => incident.id).sort()).toEqual(expected.repeats);
        expect(Object.fromEntries(repeats.map((each) => [each.incident.id, each.earlier?.id]))).toEqual(
          expected.latest,
        );
        const groups = clusters.map(({ members }) =>
          members
            .map(({ id }) => id)
            .sort()
            .join(' '),
        );
        expect(groups.sort()).toEqual(expected.clusters);
      },
    ),
    { numRuns: 300 },
  );
});

test('ten thousand incidents take no longer than their windows are full', async () => {
  const all = Array.from({ length: 10_000 }, (_, i) =>
    occurrence(`i${String(i).padStart(5, '0')}`, {
      at: new Date(Date.UTC(2021, 0, 1) + i * 4.3 * 3_600_000).toISOString().replace('.000Z', 'Z'),
      services: [`s${i % 23}`, `s${(i * 7) % 23}`],
      causes: [`c/${i % 12}`],
    }),
  );
  const { result, milliseconds } = await cpuTime(() => findRepeats(all, settingsOf()));
  expect(result.standings).toHaveLength(10_000);
  expect(milliseconds).toBeLessThan(1_500);
});
