import { expect, test } from 'vitest';
import { render } from '../../src/reporters/gitlab.ts';
import { identities } from '../../src/reporters/identity.ts';
import { checked, finding, hostile, report } from './fixture.ts';

test('an issue has the fields that GitLab asks for', () => {
  const [issue] = JSON.parse(render(report({ findings: [finding()] })));
  expect(issue).toEqual({
    description:
      'Unexpected unowned action A2, expected one named owner. ' +
      'Name one person: pir action assign 2026-11-20-checkout-down/A2 @person --reason WHY',
    check_name: 'action-owner',
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    severity: 'major',
    location: { path: 'incidents/2026/2026-11-20-checkout-down.md', lines: { begin: 14, end: 14 } },
  });
  expect(JSON.parse(render(report()))).toEqual([]);
});

test('severities are of GitLab', () =>
  expect(JSON.parse(render(checked)).map((issue: { severity: string }) => issue.severity)).toEqual([
    ...['major', 'minor', 'major', 'major', 'major', 'major', 'info', 'info'],
  ]));

test('fingerprints are unique in a report', () => {
  const all = JSON.parse(render(hostile)).map((issue: { fingerprint: string }) => issue.fingerprint);
  expect(new Set(all).size).toBe(hostile.findings.length);
  const twins = identities([finding(), finding({ line: 90 }), finding({ message: 'x' })]);
  expect(new Set(twins).size).toBe(3);
});

test('a fingerprint outlives moved lines and other words, and tells rules, files and places apart', () => {
  const of = (changes: Parameters<typeof finding>[0]) => identities([finding(changes)])[0];
  const same = of({});
  expect([of({ line: 90, column: 3 }), of({ message: 'x', hint: 'y' }), of({ pointer: '/actions/7/owner' })]).toEqual([
    same,
    same,
    same,
  ]);
  const others = [of({ rule: 'owner' }), of({ path: 'a.md' }), of({ anchor: '/actions/A3/owner' })];
  expect(new Set([same, ...others]).size).toBe(4);
});

test('twenty thousand near identities collide nowhere, and every digit takes part', () => {
  const findings = Array.from({ length: 20_000 }, (_, at) => finding({ anchor: `/actions/A${at}/owner` }));
  const hashes = identities(findings);
  expect(new Set(hashes).size).toBe(hashes.length);
  for (let lane = 0; lane < 4; lane++) {
    // Of 20,000 in 2^32, one pair in twenty runs of the kind is expected to share a lane.
    expect(new Set(hashes.map((hash) => hash.slice(lane * 8, lane * 8 + 8))).size).toBeGreaterThan(19_995);
  }
});
