import { expect, it } from 'vitest';
import { rule } from '../../../../src/core/check/rules/action-evidence.ts';
import { play, playOne, riskExample, sha256 } from '../play.ts';

const evidence = (text: string) =>
  [['evidence: ["https://forge.example/limits/pull/12"] }', `evidence: [${text}] }`]] as const;
const place = '/actions/0/done/evidence/0';
const kinds = 'an https address, commit:HASH, file:PATH or the id of a piece under evidence';
const pieces = (text: string) => [['nonconformity:', `evidence:\n${text}nonconformity:`]] as const;

it('asks for evidence of what is done or verified, in either place', () => {
  const none = (status: string, at: string) =>
    `/actions/${at} Unexpected ${status} action ${at.startsWith('0') ? 'A1' : 'A2'} without evidence, expected something that shows it`;
  expect(play(rule, evidence(''))).toEqual([none('done', '0/done/evidence')]);
  expect(
    play(rule, [
      ['    done: { on: 2026-04-02, by: "@bob", evidence: ["https://forge.example/limits/pull/12"] }\n', ''],
    ]),
  ).toEqual([none('done', '0/done')]);
  const bare = [', evidence: ["https://forge.example/config/pull/7"] }', ' }'] as const;
  expect(play(rule, [bare])).toEqual([none('verified', '1/done/evidence')]);
  expect(play(rule, [bare, ['result: effective }', 'result: effective, evidence: ["https://x.example/1"] }']])).toEqual(
    [],
  );
  expect(play(rule, [...evidence(''), ['    status: done\n', '    status: cancelled\n']])).toEqual([]);
});

it('says nothing of what the schema refused already', () => {
  expect(play(rule, [['evidence: ["https://forge.example/limits/pull/12"] }', 'evidence: yes }']])).toEqual([]);
  expect(
    play(rule, [
      ['done: { on: 2026-04-02, by: "@bob", evidence: ["https://forge.example/limits/pull/12"] }', 'done: yes'],
    ]),
  ).toEqual([]);
});

it.each([
  ['"looks good"', `Unexpected evidence "looks good", expected ${kinds}`],
  ['"http://forge.example/1"', `Unexpected evidence "http://forge.example/1", expected ${kinds}`],
  ['"https:///1"', `Unexpected evidence "https:///1", expected ${kinds}`],
  ['E7', `Unexpected evidence "E7", expected ${kinds}`],
  ['"commit:main"', 'Unexpected commit "main", expected a hash of 7 to 64 hexadecimal digits'],
  ['"commit:3f2c9d"', 'Unexpected commit "3f2c9d", expected a hash of 7 to 64 hexadecimal digits'],
  ['"commit:ffffffff"', 'Unexpected evidence "commit:ffffffff", expected a commit of this repository'],
  ['"file:no.md"', 'Unexpected evidence "file:no.md", expected a file that is here'],
  ...['/etc/passwd', '../a.md', 'a/../../b', '', 'C:/a', 'a\\\\b', '~/a', 'a//b'].map((path) => [
    `"file:${path}"`,
    `Unexpected evidence path "${path.replace('\\\\', '\\')}", expected one below the root, with / and without ..`,
  ]),
])('does not take %s', (text, message) => {
  expect(play(rule, evidence(text))).toEqual([`${place} ${message}`]);
});

it('takes what is here', () => {
  const around = { files: { 'a b/ü..md': 'x' }, commits: ['3f2c9d1'] };
  expect(play(rule, evidence('"file:a b/ü..md", "commit:3F2C9D1", "https://x.example"'), around)).toEqual([]);
  expect(play(rule, [...evidence('E1'), ...pieces('  - { id: E1, ref: "https://x.example/1" }\n')])).toEqual([]);
});

it('names the ids that could have been meant', () => {
  const changes = [...evidence('E2'), ...pieces('  - { id: E1, ref: "https://x.example/1" }\n')];
  expect(play(rule, changes)).toEqual([`${place} Unexpected evidence "E2", expected ${kinds}`]);
});

it('holds pieces of evidence to their files and checksums', () => {
  const files = { 'pool.png': 'picture' };
  const piece = (sum: string) => pieces(`  - { id: E1, ref: "file:pool.png", sha256: "${sum}" }\n`);
  expect(play(rule, piece(sha256('picture')), { files })).toEqual([]);
  const changed =
    '/evidence/0/ref Unexpected evidence "file:pool.png", expected a file that is here and has the checksum written beside it';
  expect(play(rule, piece(sha256('retouched')), { files })).toEqual([changed]);
  expect(play(rule, piece(sha256('picture')))).toEqual([changed]);
  expect(play(rule, pieces('  - { id: E1, ref: E1 }\n'))).toHaveLength(1);
});

it('looks at evidence of actions that are not done, and of risks', () => {
  expect(play(rule, [...evidence('E7'), ['    status: done\n', '    status: in_progress\n']])).toHaveLength(1);
  const done = [
    '    kind: prevent\n',
    '    kind: prevent\n    done: { on: 2026-02-01, by: "@dan", evidence: [E1] }\n',
  ] as const;
  expect(playOne(rule, riskExample([done]))).toEqual([
    `/actions/0/done/evidence/0 Unexpected evidence "E1", expected ${kinds}`,
  ]);
});
