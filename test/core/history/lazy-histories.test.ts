import { expect, test } from 'vitest';
import type { Event } from '../../../src/core/history/event.ts';
import { lazyHistories } from '../../../src/core/history/lazy-histories.ts';
import { lastCommit, type RecordHistory } from '../../../src/core/history/record-history.ts';

const history = (id: string, ...merges: string[]): RecordHistory => ({
  kind: 'incident',
  id,
  holders: new Map(),
  present: undefined,
  last: { path: `${id}.md`, blob: '', isReadable: true, facts: {} as never },
  events: merges.map((merge) => ({ mark: { merge } }) as Event),
});

test('a history is read once, when it is asked for, and not for its last commit', () => {
  const read: number[] = [];
  const rows = new Map([
    ['incident:a', { start: 0, end: 5, last: 'c1' }],
    ['incident:b', { start: 6, end: 9, last: '' }],
  ]);
  const histories = lazyHistories(rows, ({ start }) => {
    read.push(start);
    return history(start === 0 ? 'a' : 'b', ...(start === 0 ? ['c0', 'c1'] : []));
  });
  expect(histories.size).toBe(2);
  expect(lastCommit(histories, 'incident:a')).toBe('c1');
  expect(read).toEqual([]);
  expect(histories.get('incident:a')?.id).toBe('a');
  histories.get('incident:a');
  expect(read).toEqual([0]);
  // What is not known without its events is asked of them.
  expect(lastCommit(histories, 'incident:b')).toBeUndefined();
  expect(lastCommit(histories, 'incident:c')).toBeUndefined();
  expect([...histories.values()].map(({ id }) => id)).toEqual(['a', 'b']);
});

test('the last commit is that of events that came since', () => {
  const histories = lazyHistories(new Map([['incident:a', { start: 0, end: 5, last: 'c1' }]]), () =>
    history('a', 'c0', 'c1'),
  );
  histories.get('incident:a')?.events.push({ mark: { merge: 'c2' } } as Event);
  expect(lastCommit(histories, 'incident:a')).toBe('c2');
  histories.set('incident:n', history('n', 'c3'));
  expect(lastCommit(histories, 'incident:n')).toBe('c3');
  expect([...histories.keys()]).toEqual(['incident:a', 'incident:n']);
});
