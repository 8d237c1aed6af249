import { expect, it } from 'vitest';
import { inReview } from '../../../../src/core/check/example.ts';
import { rule } from '../../../../src/core/check/rules/reopened-silently.ts';
import { playChange } from '../play.ts';

const a1 = (status: string, more = '') =>
  ['    status: done\n    kind: prevent\n', `    status: ${status}\n    kind: prevent\n${more}`] as const;
const reopened = '    reopened: [{ on: 2026-05-18, by: "@alice", reason: it drifted again }]\n';
const back = (was: string, is: string) =>
  `/actions/0/status Unexpected return of A1 from ${was} to ${is}, expected the reason to be written down`;

it.each([
  ['done', 'open'],
  ['done', 'in_progress'],
  ['done', 'cancelled'],
  ['verified', 'done'],
  ['verified', 'open'],
])('sees %s become %s', (was, is) => {
  expect(playChange(rule, [a1(was)], [a1(is)])).toEqual([back(was, is)]);
  expect(playChange(rule, [a1(was)], [a1(is, reopened)])).toEqual([]);
});

it.each([
  ['open', 'done'],
  ['done', 'verified'],
  ['cancelled', 'open'],
  ['in_progress', 'open'],
])('lets %s become %s', (was, is) => {
  expect(playChange(rule, [a1(was)], [a1(is)])).toEqual([]);
});

it('asks for a new entry each time', () => {
  expect(playChange(rule, [a1('done', reopened)], [a1('open', reopened)])).toEqual([back('done', 'open')]);
});

it('sees a review come back, and leaves steps that nobody may take to another rule', () => {
  const reason = [
    'owner: "@alice"\nservices',
    'owner: "@alice"\nreopened: [{ on: 2026-05-25, by: "@alice", reason: a second cause }]\nservices',
  ] as const;
  expect(playChange(rule, [], inReview)).toEqual([
    '/status Unexpected return of the review from closed to in_review, expected the reason to be written down',
  ]);
  expect(playChange(rule, [], [...inReview, reason])).toEqual([]);
  expect(playChange(rule, [], [['status: closed\n', 'status: draft\n']])).toEqual([]);
});
