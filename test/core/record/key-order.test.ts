import { expect, test } from 'vitest';
import { keyOrder } from '../../../src/core/record/key-order.ts';

test('keys come in the order of the schema, at every depth', () => {
  expect(keyOrder('incident', '').slice(0, 7)).toEqual([
    'schema',
    'id',
    'title',
    'type',
    'severity',
    'status',
    'owner',
  ]);
  expect(keyOrder('incident', '/times').slice(0, 2)).toEqual(['started', 'detected']);
  expect(keyOrder('incident', '/actions/3').slice(0, 4)).toEqual(['id', 'title', 'owner', 'due']);
  expect(keyOrder('incident', '/actions/0/deferrals/1')[0]).toBe('from');
  expect(keyOrder('management-review', '/decisions/0')).toContain('about');
});

test('what the schema does not know has no order', () => {
  expect(keyOrder('incident', '/x_own/deep')).toEqual([]);
  expect(keyOrder('incident', '/title')).toEqual([]);
});
