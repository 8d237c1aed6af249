import { expect, it, test } from 'vitest';
import { resolveConfig } from '../../../../src/core/config.ts';
import { actionByOwnDates, stateOf } from '../../../../src/core/measure/repeats/action-state.ts';
import type { Basis } from '../../../../src/core/measure/repeats/earlier.ts';
import { mostEarlier, preventableOf, type TellAction } from '../../../../src/core/measure/repeats/preventable.ts';
import { findRepeats } from '../../../../src/core/measure/repeats.ts';
import type { IncidentRecord } from '../../../../src/core/record/record.ts';
import type { Action, Incident } from '../../../../src/core/record/shapes.ts';
import { zoneClock } from '../../../../src/core/zone.ts';
import { occurrence, type Told } from './occurrences.ts';

const day = '2026-05-20';
const action = (more: Action = {}): Action => ({
  id: 'A1',
  status: 'open',
  kind: 'prevent',
  due: '2026-04-30',
  ...more,
});

test.each([
  ['open', '2026-05-19', 'overdue', 1],
  ['in_progress', '2026-04-30', 'overdue', 20],
  ['open', '2026-05-20', 'unfinished', 0],
  ['open', null, 'unfinished', 0],
  ['open', 'soon', 'unfinished', 0],
  ['proposed', '2026-04-30', 'unfinished', 0],
  ['cancelled', '2026-04-30', 'cancelled', 0],
  ['accepted', '2026-04-30', 'accepted', 0],
  ['done', '2026-04-30', 'ineffective', 0],
  ['verified', '2026-06-30', 'ineffective', 0],
  [null, '2026-04-30', 'unfinished', 0],
])('%s and due %s was %s', (status, due, state, daysOverdue) =>
  expect(stateOf({ status, due }, day)).toEqual({ state, daysOverdue }),
);

test.each([
  [{ status: 'done', done: { on: '2026-05-19' } }, { status: 'done' }],
  [{ status: 'done', done: { on: '2026-05-20' } }, { status: 'open' }],
  [{ status: 'done' }, { status: 'done' }],
  [{ status: 'verified', done: { on: '2026-06-01' }, verified: { on: '2026-06-10' } }, { status: 'open' }],
  [{ status: 'cancelled', cancelled: { on: '2026-06-01' } }, { status: 'open' }],
  [{ status: 'accepted', accepted: { on: '2026-05-01' } }, { status: 'accepted' }],
  [
    { deferrals: [{ from: '2026-05-10', to: '2026-06-30', on: '2026-06-01' }], due: '2026-06-30' },
    { due: '2026-05-10' },
  ],
  [
    { deferrals: [{ from: '2026-05-10', to: '2026-06-30', on: '2026-05-01' }], due: '2026-06-30' },
    { due: '2026-06-30' },
  ],
] as [Action, object][])('by its own dates %j was %j', (more, then) =>
  expect(actionByOwnDates(action(more), day)).toEqual({ status: 'open', due: '2026-04-30', ...then }),
);

interface Case {
  told: { [id: string]: Told };
  data: { [id: string]: Incident };
  tell?: TellAction;
  basis?: Basis;
}

/** `repeat ref state days (who says so)`; repeats by moment, actions by their order. */
function found({ told, data, tell = () => undefined, basis }: Case): string[] {
  const zone = zoneClock('UTC');
  const repeats = findRepeats(
    Object.entries(told).map(([id, each]) => occurrence(id, each)),
    { config: resolveConfig({}), zone, basis },
  );
  const recordOf = ({ id }: { id: string }) => ({ data: { id, ...data[id] } }) as unknown as IncidentRecord;
  return preventableOf(repeats, recordOf, tell, zone).map(
    ({ record, earlier, action: each, cause, state, daysOverdue, toldBy }) =>
      `${record} ${earlier}/${each?.id ?? cause.id} ${state} ${daysOverdue} (${toldBy})`,
  );
}

const cause = { id: 'C1', role: 'root', category: 'process/change-management' } as const;
const three = { a: { at: '2026-01-10' }, b: { at: '2026-03-10' }, c: { at: '2026-05-20' } };

it('names for each repeat what every earlier one of its cluster had decided', () => {
  const data = { a: { causes: [cause], actions: [action({ causes: ['C1'] })] }, b: { causes: [cause] }, c: {} };
  expect(found({ told: three, data })).toEqual([
    'b a/A1 unfinished 0 (record)',
    'c a/A1 overdue 20 (record)',
    'c b/C1 not_recorded 0 (record)',
  ]);
});

it('reaches back over the window, as far as the cluster does', () => {
  const data = { a: { causes: [cause], actions: [action()] }, b: { causes: [cause], actions: [action({ id: 'A7' })] } };
  const told = { ...three, c: { at: '2026-09-01' } };
  expect(found({ told, data }).filter((row) => row.startsWith('c'))).toEqual([
    'c a/A1 overdue 124 (record)',
    'c b/A7 overdue 124 (record)',
  ]);
});

it('asks only actions that were to keep it from happening, for that cause', () => {
  const actions = [
    action({ id: 'A1', kind: 'correct' }),
    action({ id: 'A2', causes: ['C2'] }),
    action({ id: 'A3', kind: 'detect' }),
    action({ id: 'A4', kind: 'mitigate', causes: ['C2', 'C1'] }),
  ];
  const causes = [cause, { id: 'C2', role: 'root', category: 'technology/capacity' } as const];
  const told = { a: three.a, b: three.b };
  expect(found({ told, data: { a: { causes, actions } } })).toEqual([
    'b a/A3 unfinished 0 (record)',
    'b a/A4 unfinished 0 (record)',
  ]);
});

it('tells a cause that somebody chose to bear from one that nobody answered', () => {
  const told = { a: three.a, b: three.b };
  const accepted = (on: string) => ({ ...cause, accepted: { by: '@cto', on, reason: 'too costly' } });
  expect(found({ told, data: { a: { causes: [accepted('2026-02-01')] } } })).toEqual(['b a/C1 accepted 0 (record)']);
  expect(found({ told, data: { a: { causes: [accepted('2026-04-01')] } } })).toEqual([
    'b a/C1 not_recorded 0 (record)',
  ]);
});

it('believes the main line before the record, and the record where the line cannot tell', () => {
  const told = { a: three.a, b: three.b };
  const data = { a: { causes: [cause], actions: [action({ status: 'done', done: { on: '2026-02-01' } })] } };
  expect(found({ told, data })).toEqual(['b a/A1 ineffective 0 (record)']);
  expect(found({ told, data, tell: () => 'absent' })).toEqual(['b a/A1 not_recorded 0 (history)']);
  const late: TellAction = () => ({ status: 'open', due: '2026-03-01' });
  expect(found({ told, data, tell: late })).toEqual(['b a/A1 overdue 9 (history)']);
});

it('passes over what was not over yet', () => {
  const told = { a: three.a, b: { at: '2026-03-10', ended: '2026-06-01' }, c: three.c };
  const data = { a: { causes: [cause], actions: [action()] }, b: { causes: [cause], actions: [action()] } };
  expect(found({ told, data })).toEqual(['b a/A1 unfinished 0 (record)', 'c a/A1 overdue 20 (record)']);
});

it('by service or declaration asks for the actions of every root cause', () => {
  const other = { id: 'C1', role: 'root', category: 'technology/capacity' } as const;
  const told = { a: { at: '2026-01-10', causes: [other.category] }, b: { at: '2026-05-20', repeatOf: ['a'] } };
  const data = { a: { causes: [other], actions: [action()] } };
  expect(found({ told, data })).toEqual([]);
  for (const basis of ['service', 'declared'] as const)
    expect(found({ told, data, basis })).toEqual(['b a/A1 overdue 20 (record)']);
});

it('looks at the latest few of very many', () => {
  const ids = Array.from({ length: 35 }, (_, i) => `i${String(i).padStart(2, '0')}`);
  const at = (i: number) => new Date(Date.UTC(2026, 0, 1 + i, 10)).toISOString().replace('.000Z', 'Z');
  const told = Object.fromEntries(ids.map((id, i) => [id, { at: at(i) }]));
  const data = Object.fromEntries(ids.map((id) => [id, { causes: [cause], actions: [action()] }]));
  const rows = found({ told, data }).filter((row) => row.startsWith(`${ids.at(-1)} `));
  expect(rows).toHaveLength(25);
  expect(rows.at(-1)).toContain(`${ids.at(-2)}/A1`);
});

it('looks at fewer the more repeats there are, so that ten thousand make no flood', () => {
  const of = (count: number) =>
    mostEarlier({ clusters: [{ members: [], repeats: Array(count).fill(undefined), shared: [] }] });
  expect([0, 1, 800, 2_000, 10_000].map(of)).toEqual([25, 25, 25, 10, 3]);
});
