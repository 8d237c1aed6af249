import { describe, expect, test } from 'vitest';
import { resolveConfig } from '../../../src/core/config.ts';
import { isNeededOf, missingApprovals } from '../../../src/core/policy/approvals.ts';
import type { Policy, PolicyApproval } from '../../../src/core/record/shapes.ts';
import { config, people, print } from './made.ts';

const settings = { config, people };
const of = (...by: string[]): PolicyApproval[] =>
  by.map((each) => ({ by: each, role: 'management', version: '2', fingerprint: print('2') }));
const missing = (data: Policy, more: Partial<typeof settings> = {}) =>
  missingApprovals({ owner: '@carol', ...data }, '2', print('2'), { ...settings, ...more });

describe('with reviewers', () => {
  test('each of them approves, by whatever name', () => {
    const reviewers = ['@alice', '@bob'];
    expect(missing({ reviewers })).toEqual(reviewers);
    expect(missing({ reviewers, approvals: of('bob@home.example', '@dan') })).toEqual(['@alice']);
    expect(missing({ reviewers, approvals: of('@bob', '@alice') })).toEqual([]);
  });

  test('of a team one person does', () => {
    expect(missing({ reviewers: ['team:payments'], approvals: of('@dan') })).toEqual(['team:payments']);
    expect(missing({ reviewers: ['team:payments'], approvals: of('@bob') })).toEqual([]);
  });

  test('it does not matter in which profile', () => {
    expect(missing({ reviewers: ['@alice'] }, { config: resolveConfig({ profile: 'startup' }) })).toEqual(['@alice']);
  });

  test('what was approved is another version or text', () => {
    const [one] = of('@alice');
    expect(missing({ reviewers: ['@alice'], approvals: [{ ...one, version: '1' }] })).toEqual(['@alice']);
    expect(missing({ reviewers: ['@alice'], approvals: [{ ...one, fingerprint: print('3') }] })).toEqual(['@alice']);
  });
});

describe('without reviewers', () => {
  test('somebody other than the owner approves', () => {
    expect(missing({})).toEqual(['somebody']);
    expect(missing({ approvals: of('@carol') })).toEqual(['somebody']);
    expect(missing({ reviewers: ['@carol'], approvals: of('@carol') })).toEqual(['somebody']);
    expect(missing({ approvals: of('@dan') })).toEqual([]);
  });

  test('nobody does where the rule on approvals is off', () => {
    expect(missing({}, { config: resolveConfig({ profile: 'startup' }) })).toEqual([]);
    expect(
      missing({}, { config: resolveConfig({ profile: 'startup', rules: { 'policy-approved': 'warn' } }) }),
    ).toEqual(['somebody']);
    expect(missing({}, { config: resolveConfig({ rules: { 'policy-approved': 'off' } }) })).toEqual([]);
  });
});

test('whose approval is needed', () => {
  const needed = (by: string, data: Policy, more: Partial<typeof settings> = {}) =>
    isNeededOf(by, { owner: '@carol', ...data }, { ...settings, ...more });
  expect(needed('@alice', { reviewers: ['team:payments'] })).toBe(true);
  expect(needed('@dan', { reviewers: ['team:payments'] })).toBe(false);
  expect(needed('@dan', {})).toBe(true);
  expect(needed('@carol', {})).toBe(false);
  expect(needed('@dan', {}, { config: resolveConfig({ profile: 'startup' }) })).toBe(false);
});
