import { expect, it } from 'vitest';
import { inReview, openAction } from '../../../../src/core/check/example.ts';
import { rule } from '../../../../src/core/check/rules/signed-off-changed.ts';
import { playChange } from '../play.ts';

const resolved = ['2026-03-10T09:54:00+01:00', '2026-03-10T09:44:00+01:00'] as const;
const approval = '  - { by: "@cto", role: management, on: 2026-03-18, fingerprint: "{{fingerprint}}" }\n';
const void0 = approval.replace('{{fingerprint}}', `sha256:${'0'.repeat(64)}`);
const after = (part: string, pointer = '/approvals') =>
  `${pointer} Unexpected change of ${part} after the approval by @cto, expected a new approval of what stands here now`;

it('sees facts and text change under an approval, also one whose fingerprint went along', () => {
  expect(playChange(rule, [], [resolved])).toEqual([after('times.resolved', '/times/resolved')]);
  expect(playChange(rule, [], [resolved, [approval, void0]])).toEqual([after('times.resolved', '/times/resolved')]);
  expect(playChange(rule, [], [['title: Checkout', 'title: The checkout']])).toEqual([after('title', '/title')]);
  expect(playChange(rule, [], [['type: availability', 'type: security']])).toEqual([after('type')]);
  expect(playChange(rule, [], [['until they hurt', 'until they do not']])).toEqual([after('the text')]);
  expect(playChange(rule, [], [['title: Manage', 'title: Keep']])).toEqual([after('actions')]);
});

it('takes what nobody signs: progress, links, the owner of the review', () => {
  const owner = ['owner: "@alice"\nservices', 'owner: "@erin"\nservices'] as const;
  expect(playChange(rule, [], [owner, ['done: { on: 2026-03-10', 'done: { on: 2026-03-11']])).toEqual([]);
});

it('takes a new approval of what stands there now, and no other', () => {
  const old = void0;
  const again = (text: string) => [resolved, [approval, old + text.replace('03-18', '05-25')]] as const;
  expect(playChange(rule, [], again(approval))).toEqual([]);
  expect(playChange(rule, [], again(void0))).toHaveLength(1);
  expect(playChange(rule, [], [resolved, [approval, old + approval]])).toEqual([]);
});

it('is silent while nobody has signed, and once it is opened again', () => {
  expect(playChange(rule, inReview, [...inReview, resolved])).toEqual([]);
  expect(playChange(rule, [], [...inReview, resolved])).toEqual([]);
  const bare = [
    ['approvals:\n', ''],
    [approval, ''],
  ] as const;
  expect(playChange(rule, bare, [...bare, resolved])).toEqual([]);
  expect(playChange(rule, openAction, [...openAction, resolved])).toHaveLength(1);
});
