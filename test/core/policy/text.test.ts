import { describe, expect, test } from 'vitest';
import { nextVersion, policyFingerprint, releaseOf } from '../../../src/core/policy/text.ts';
import { policy, sha256 } from './made.ts';

describe('what is signed of a policy', () => {
  const of = (...made: Parameters<typeof policy>) => policyFingerprint(policy(...made), sha256);

  test('is its id, title, version and text', () => {
    const signed = '{"body":"\\nText.\\n","record":{"id":"plan","title":"Plan","version":"2"}}';
    expect(of()).toBe(`sha256:${sha256(signed)}`);
    for (const other of [of({ id: 'other' }), of({ title: 'Other' }), of({ version: '3' }), of({}, 'Other.')])
      expect(other).not.toBe(of());
  });

  test('is not who keeps, reviews or reads it, nor until when', () => {
    expect(
      of({ owner: '@dan', reviewers: ['@alice'], audience: ['@bob'], status: 'draft', review_by: '2030-01-01' }),
    ).toBe(of());
  });

  test('can be known before the version is written down', () => {
    expect(policyFingerprint(policy(), sha256, '3')).toBe(of({ version: '3' }));
  });

  test('is the same with other line ends', () => {
    const record = policy({}, 'One.\nTwo.');
    const text = record.text.replaceAll('\n', '\r\n');
    const bodyStart = text.indexOf('---\r\n', 3) + 5;
    expect(policyFingerprint({ ...record, text, bodyStart }, sha256)).toBe(policyFingerprint(record, sha256));
  });
});

test('of two entries for a version the later one counts', () => {
  const changes = [{ version: '2', summary: 'a' }, { version: '3' }, { version: '2', summary: 'b' }];
  expect(releaseOf({ changes }, '2')).toEqual({ change: changes[2], index: 2 });
  expect(releaseOf({ changes }, '4')).toBeUndefined();
  expect(releaseOf({ changes: [{}] }, undefined)).toBeUndefined();
});

describe('the next version', () => {
  const next = (version: string, status: 'draft' | 'in_review' | 'in_force', changes: { version: string }[] = []) =>
    nextVersion({ version, status, changes });

  test('is the one written down, as long as it was never released or waits for approvals', () => {
    expect(next('1', 'draft')).toBe('1');
    expect(next('2.1', 'draft', [{ version: '2' }])).toBe('2.1');
    expect(next('2', 'in_review', [{ version: '2' }])).toBe('2');
  });

  test('is the next whole number after one that is out', () => {
    expect(next('1', 'in_force', [{ version: '1' }])).toBe('2');
    expect(next('9', 'in_force')).toBe('10');
    expect(next('2.1', 'in_force', [{ version: '2.1' }])).toBe('3');
    expect(next('2', 'draft', [{ version: '2' }])).toBe('3');
  });

  test('is nothing that could be guessed where there is no number', () => {
    expect(next('2026-03', 'in_force')).toBeUndefined();
    expect(next('v3', 'in_force')).toBeUndefined();
    expect(nextVersion({ status: 'in_force' })).toBeUndefined();
  });
});
