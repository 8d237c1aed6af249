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
  const lasts = ['c1', ''];
  const histories = lazyHistories({
    keys: ['incident:a', 'incident:b'],
    lastOf: (place) => lasts[place] ?? '',
    rowAt: (place) => `row ${place}`,
    historyAt(place) {
      read.push(place);
      return history(place === 0 ? 'a' : 'b', ...(place === 0 ? ['c0', 'c1'] : []));
    },
  });
  expect(histories.has('incident:b')).toBe(true);
  expect(histories.has('incident:c')).toBe(false);
  expect(histories.keptRow?.('incident:a')).toEqual({ row: 'row 0', last: 'c1' });
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
  const histories = lazyHistories({
    keys: ['incident:a'],
    lastOf: () => 'c1',
    rowAt: () => 'row',
    historyAt: () => history('a', 'c0', 'c1'),
  });
  histories.get('incident:a')?.events.push({ mark: { merge: 'c2' } } as Event);
  expect(lastCommit(histories, 'incident:a')).toBe('c2');
  // What was read may have changed since, and is written anew.
  expect(histories.keptRow?.('incident:a')).toBeUndefined();
  histories.set('incident:n', history('n', 'c3'));
  expect(lastCommit(histories, 'incident:n')).toBe('c3');
  expect([...histories.keys()]).toEqual(['incident:a', 'incident:n']);
});
