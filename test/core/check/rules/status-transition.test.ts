import { expect, it } from 'vitest';
import { rule } from '../../../../src/core/check/rules/status-transition.ts';
import { playChange } from '../play.ts';

const states = ['draft', 'in_review', 'approved', 'closed', 'withdrawn'];
const legal =
  'draft>in_review in_review>approved in_review>closed approved>closed approved>in_review closed>in_review ' +
  'draft>withdrawn in_review>withdrawn approved>withdrawn closed>withdrawn';
const at = (status: string) => [['status: closed\n', `status: ${status}\n`]] as const;

it.each(states.flatMap((was) => states.map((is) => [was, is])))('judges the step from %s to %s', (was, is) => {
  const isLegal = was === is || legal.split(' ').includes(`${was}>${is}`);
  expect(playChange(rule, at(was), [...at(is), ['title: Checkout', 'title: The checkout']])).toHaveLength(
    isLegal ? 0 : 1,
  );
});

it('asks for the step of approval where the severity requires one', () => {
  const to = (is: string, config: string) => playChange(rule, at('in_review'), at(is), { config });
  const needed = 'approvals: { sev2: [management] }\n';
  expect(to('closed', needed)).toEqual([
    '/status Unexpected step from in_review to closed, expected approved or withdrawn',
  ]);
  expect(to('approved', needed)).toEqual([]);
  expect(to('closed', 'approvals: { sev1: [management], sev2: [] }\n')).toEqual([]);
});

it('says which steps there are', () => {
  expect(playChange(rule, at('draft'), at('closed'))).toEqual([
    '/status Unexpected step from draft to closed, expected in_review or withdrawn',
  ]);
  expect(playChange(rule, at('withdrawn'), at('draft'))).toEqual([
    '/status Unexpected step from withdrawn to draft, expected it to stay',
  ]);
});
