import { expect, test } from 'vitest';
import { type Facts, itemOf } from '../../../src/core/history/facts.ts';
import { factsSharer } from '../../../src/core/history/share-facts.ts';
import { factsIn, incident } from './line.ts';

const causes = 'causes: [{ id: C1, role: root }]\n';
const actions = (status: string, more = '') =>
  `actions: [{ id: A1, title: Alert, status: open }, { id: A2, title: Test, status: ${status} }${more}]\n`;
const version = (text: string, id = 'a'): Facts => factsIn(incident(id, text)) as Facts;

test('versions say the same as before, and share what they say alike', () => {
  const share = factsSharer();
  const texts = [
    `status: open\n${causes}${actions('open')}`,
    `status: open\n${causes}${actions('done')}`,
    `status: closed\n${causes}${actions('done', ', { id: A3 }')}`,
    `status: closed\n${actions('done')}`,
    'status: closed\n',
    `status: open\n${causes}${actions('open')}`,
  ];
  const shared = texts.map((text) => share(version(text)));
  expect(shared).toEqual(texts.map((text) => version(text)));
  const [first, second, third] = shared;
  expect(second?.fields).toBe(first?.fields);
  expect(second?.lists.causes).toBe(first?.lists.causes);
  expect(itemOf(second, 'actions', 'A1')).toBe(itemOf(first, 'actions', 'A1'));
  expect(itemOf(second, 'actions', 'A2')).not.toEqual(itemOf(first, 'actions', 'A2'));
  expect(itemOf(third, 'actions', 'A2')).toBe(itemOf(second, 'actions', 'A2'));
});

test('another order of fields, or another record, is not the same', () => {
  const share = factsSharer();
  const first = share(version('status: open\ntags: [x]\n'));
  const turned = share(version('tags: [x]\nstatus: open\n'));
  expect(Object.keys(turned.fields)).not.toEqual(Object.keys(first.fields));
  expect(share(version('tags: [x]\nstatus: open\n', 'b')).fields).not.toBe(turned.fields);
});
