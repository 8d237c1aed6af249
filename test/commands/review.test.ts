import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Change, incidentExample, inReview } from '../../src/core/check/example.ts';
import { makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const id = '2026-03-10-checkout-500s';
const file = `incidents/2026/${id}.md`;
const unsigned: readonly Change[] = [
  ...inReview,
  ['approvals:\n  - { by: "@cto", role: management, on: 2026-03-18, fingerprint: "{{fingerprint}}" }\n', ''],
];

/** The sound record in review, its full review held on 2026-03-12 by @carol with @dan, @alice; told to @cto. */
function begin(config = 'timezone: Europe/Berlin\n', files: { [name: string]: string } = {}) {
  const { path } = makeRepository({ 'pir.config.yaml': config, [file]: incidentExample(unsigned).text, ...files });
  return {
    path,
    review: (...args: string[]) =>
      runPir(['review', id, '--by', '@alice', ...args], { cwd: path, now: '2026-03-20T10:00:00Z' }),
    reviews: () => parse(readFileSync(join(path, file), 'utf8').split('---\n')[1] ?? '').reviews,
  };
}

const full = ['--stage', 'full', '--held', '2026-03-12'];

test('said again for the same stage and day, who is named is added to the one that is there', async () => {
  const { review, reviews } = begin();
  const { code, out } = await review(
    ...full,
    '--participant',
    '@eve:management',
    '--participant',
    '@dan:responder',
    '--received',
    '@bob',
    '--minutes',
    'wiki/12',
  );
  expect(code).toBe(0);
  expect(out).toContain('added to the full review of 2026-03-12, which is written down already');
  expect(reviews()).toEqual([
    {
      stage: 'full',
      held: '2026-03-12',
      facilitator: '@carol',
      participants: [
        { who: '@dan', role: 'responder' },
        { who: '@alice', role: 'service_owner' },
        { who: '@eve', role: 'management' },
      ],
      received: ['@cto', '@bob'],
      minutes: 'wiki/12',
    },
  ]);
});

test('an instant of that day is that review too, in the zone of the config; another day or stage is another', async () => {
  const { review, reviews } = begin();
  await review('--stage', 'full', '--held', '2026-03-11T23:30:00Z', '--received', '@bob');
  expect(reviews()).toHaveLength(1);
  await review('--stage', 'full', '--held', '2026-03-12T23:30:00Z', '--received', '@bob');
  await review('--stage', 'hotwash', '--held', '2026-03-12', '--received', '@bob');
  expect(reviews()).toHaveLength(3);
});

test('with nothing new it is refused, and so is what says otherwise', async () => {
  const { review, reviews } = begin();
  const say = async (...args: string[]) => {
    const { code, err } = await review(...full, ...args);
    return `${code} ${err}`;
  };
  expect(await say()).toContain(`2 pir: Unexpected full review held 2026-03-12, which ${id} has already\n`);
  expect(await say('--participant', '@dan:responder', '--received', '@CTO')).toContain('has already with all of them');
  expect(await say('--facilitator', '@eve')).toContain(
    'Unexpected --facilitator @eve of the full review of 2026-03-12, which has @carol',
  );
  expect(reviews()).toHaveLength(1);
});

test('a role that nobody asks for is said, with those of the severity', async () => {
  const { review } = begin();
  const { code, out } = await review(...full, '--participant', '@eve:respnder', '--participant', '@bob:management');
  expect(code).toBe(0);
  expect(out.replace(/\s+/g, ' ')).toContain(
    'the role respnder is none that sev2 asks for: responder, service_owner. Did you mean responder?',
  );
  expect(out).not.toContain('role management');
});

test('a role that people.yaml gives somebody is known', async () => {
  const people = '- { handle: "@alice", roles: [observer] }\n- { handle: "@eve" }\n';
  const { review } = begin('', { 'people.yaml': people });
  expect((await review(...full, '--participant', '@eve:observer')).out).not.toContain('the role');
});

test.each([
  ['yesterday', '2026-03-19'],
  ['today', '2026-03-20T11:00:00+01:00'],
  ['yesterday 14:00', '2026-03-19T14:00:00+01:00'],
  ['2026-03-18 09:30', '2026-03-18T09:30:00+01:00'],
  ['2 hours ago', '2026-03-20T09:00:00+01:00'],
])('held %s is %s', async (said, held) => {
  const { review, reviews } = begin();
  expect((await review('--stage', 'hotwash', '--held', said)).code).toBe(0);
  expect(reviews().at(-1)).toEqual({ stage: 'hotwash', held });
});

test('today is a day where that day is over, and a day that is not says that it counts as its end', async () => {
  const over = begin();
  await over.review('--stage', 'hotwash', '--held', 'today', '--as-of', '2026-03-20');
  expect(over.reviews().at(-1)).toEqual({ stage: 'hotwash', held: '2026-03-20' });
  const { code, out } = await begin().review('--stage', 'hotwash', '--held', '2026-03-20');
  expect(code).toBe(0);
  expect(out.replace(/\s+/g, ' ')).toContain('reports count the review from 2026-03-21; --held now counts at once');
  expect((await begin().review('--stage', 'hotwash', '--held', '2026-03-19')).out).not.toContain('reports count');
});

test('what is no day and no moment is refused with what would be', async () => {
  const { code, err } = await begin().review('--stage', 'full', '--held', 'last week');
  expect([code, err]).toEqual([2, expect.stringContaining('Write it like 2026-11-23, yesterday')]);
});

test('a review that was held late is written down, however strict the profile, and said to be late', async () => {
  const { review, reviews } = begin('profile: enterprise\n');
  const { code, out } = await review('--stage', 'hotwash', '--held', '2026-03-15');
  expect([code, reviews().length]).toEqual([0, 2]);
  // The full review of the 12th was its own hot-wash.
  expect(out).not.toContain('it was due by');
  const late = begin('profile: enterprise\nsla: { review: { sev2: { full: 1d } } }\n');
  const { code: codeOfLate, out: said } = await late.review('--stage', 'full', '--held', '2026-03-15');
  expect([codeOfLate, late.reviews().length]).toEqual([0, 2]);
  expect(said.replace(/\s+/g, ' ')).toContain('note: it was due by 2026-03-11, and pir check goes on to say so.');
});
