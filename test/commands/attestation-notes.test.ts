import { expect, test } from 'vitest';
import { type Change, incidentExample, inReview } from '../../src/core/check/example.ts';
import { makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const id = '2026-03-10-checkout-500s';
const unsigned: readonly Change[] = [
  ...inReview,
  ['approvals:\n  - { by: "@cto", role: management, on: 2026-03-18, fingerprint: "{{fingerprint}}" }\n', ''],
];
const people = `- { handle: "@alice", emails: [alice@example.net] }
- { handle: "@bob" }
- { handle: "@carol" }
- { handle: "@dan" }
- { handle: "@cto", emails: [cto@example.net] }
`;

async function said(
  email: string,
  argv: readonly string[],
  files: { [name: string]: string } = { 'people.yaml': people },
) {
  const { path: cwd, git } = makeRepository({
    'pir.config.yaml': 'approvals: { sev2: [management] }\n',
    [`incidents/2026/${id}.md`]: incidentExample(unsigned).text,
    ...files,
  });
  git('config', 'user.name', 'Somebody');
  git('config', 'user.email', email);
  const { code, out } = await runPir([...argv, '--dry-run'], { cwd, now: '2026-04-20T10:00:00Z' });
  expect(`${code} ${out}`).toMatch(/^0 /);
  return out.replace(/\s+/g, ' ');
}

const approve = ['approve', id, '--role', 'management', '--by', '@cto'];

test('a sign-off in the name of somebody else is told what it will be attested', async () => {
  expect(await said('alice@example.net', approve)).toContain(
    'note: git commits as alice@example.net here, who is @alice: committed so, this will be attested other. Let @cto commit it',
  );
  expect(await said('eve@example.net', approve)).toContain(
    'whom people.yaml does not know: committed so, this will be attested unknown',
  );
});

test('an own one is not, nor where nobody can tell', async () => {
  expect(await said('cto@example.net', approve)).not.toContain('attested');
  expect(await said('alice@example.net', approve, {})).not.toContain('attested');
});

test('a verification is a claim too', async () => {
  const verify = ['action', 'verify', `${id}/A1`, '--result', 'effective', '--by', '@carol'];
  expect(await said('alice@example.net', verify)).toContain('this will be attested other. Let @carol commit it');
});
