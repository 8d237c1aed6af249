import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Prompt } from '../../src/world/world.ts';
import { makeRepository, type Repository } from '../repository.ts';
import { type Outcome, runPir } from '../run-pir.ts';

const id = '2026-11-20-checkout-down';
const file = `incidents/2026/${id}.md`;

/** What `pir new` leaves, its prompts answered, and the two facts that are typed in by hand. */
const begun = `---
schema: pir/incident@1
id: ${id}
title: Checkout down
type: availability
severity: sev2
status: draft
owner: "@sre-lead"   # drives it
times:
  started: 2026-11-20T09:12+01:00
  detected: 2026-11-20T09:20+01:00
impact:
  summary: 1,240 checkouts failed
## Facts to add as they become known
# causes:
#   - id: C1
#     role: root                      # root | contributing | trigger
# actions:
#   - id: A1
similar: { on: 2026-11-21, by: "@sre-lead", scope: all payment services, result: none }
no_risk: { by: "@sre-lead", on: 2026-11-21, reason: no entry is concerned }
---

# Checkout down

## Summary

The pool of the checkout API was exhausted.

## Timeline

09:12 +01:00 the limit is lowered, 09:20 the alert fires.

## Root cause analysis

<!-- What made it possible? -->

## Lessons learned

Limits belong into code.
`;

const people = `- { handle: "@sre-lead", name: Lee, emails: [lee@shop.example], team: sre, roles: [] }
- { handle: "@alice", name: Alice, emails: [alice@shop.example], roles: [responder] }
- { handle: "@bob", name: Bob, emails: [bob@shop.example], roles: [service_owner] }
- { handle: "@cto", name: Chris, emails: [cto@shop.example], roles: [management] }
`;

interface Life {
  repository: Repository;
  /** Runs pir with those words; the clock stands an hour later each time. */
  pir(...argv: string[]): Promise<Outcome>;
  /** Runs it, expects it to go well, and gives its `git diff --numstat` as "added deleted". */
  step(...argv: string[]): Promise<string>;
  text(): string;
}

function begin(config: string, { hasPeople = false, record = begun } = {}): Life {
  const repository = makeRepository({
    'pir.config.yaml': config,
    [file]: record,
    ...(hasPeople && { 'people.yaml': people }),
  });
  repository.git('config', 'user.name', 'Lee');
  repository.git('config', 'user.email', 'lee@shop.example');
  const pir = (...argv: string[]) => runPir(argv, { cwd: repository.path, now: '2026-11-22T10:00:00Z' });
  return {
    repository,
    pir,
    step: async (...argv) => {
      const { code, out, err } = await pir(...argv);
      expect(out + err + code, argv.join(' ')).toMatch(/0$/);
      expect(out).toContain(file);
      const [added, deleted, name, ...more] = repository.git('diff', '--numstat').split(/\s/);
      expect([name, ...more]).toEqual([file]);
      repository.commit(argv.join(' '));
      return `${added} ${deleted}`;
    },
    text: () => readFileSync(path.join(repository.path, file), 'utf8'),
  };
}

/** Refused as wrong use: exit 2, a sentence and a way out on stderr, nothing written. */
function expectMisuse({ code, out, err }: Outcome, sentence: RegExp, wayOut: RegExp): void {
  expect(err).toMatch(sentence);
  expect(err).toMatch(wayOut);
  expect([code, out]).toEqual([2, '']);
}

/** Refused by rules: exit 1, their findings, nothing written. */
async function expectRefusal(life: Life, rules: string[], ...argv: string[]): Promise<void> {
  const { code, out } = await life.pir(...argv, '--format', 'json');
  const report = JSON.parse(out) as { findings: { rule: string; path: string; line: number }[]; files: []; notes: [] };
  expect([...new Set(report.findings.map(({ rule }) => rule))].sort(), argv.join(' ')).toEqual(rules);
  expect(report.findings.every(({ path: at, line }) => at === file && line > 0)).toBe(true);
  expect([code, report.files, report.notes.length]).toEqual([1, [], 1]);
  expect(life.repository.git('status', '--porcelain')).toBe('');
}

const cause = ['--role', 'root', '--category', 'process/change-management', '--statement', 'Limits: changed by hand'];
const whys = ['Why did it fail? The pool was full', 'Why was it full? A limit was lowered', 'Why? Nobody looks'];
const review = ['review', id, '--stage', 'full', '--held', '2026-11-22', '--participant', '@alice:responder'];

describe.each([false, true])('with people.yaml: %s', (hasPeople) => {
  test('at scaleup a sev2 goes from a new file to closed by commands alone', async () => {
    const life = begin('timezone: Europe/Berlin\n', { hasPeople });
    const { pir, step } = life;
    expectMisuse(
      await pir('close', id),
      /which is a draft, expected one that is in review or approved/,
      /pir submit 2026/,
    );
    expect(await step('time', '2026-11-20', 'mitigated', '2026-11-20 09:41')).toBe('1 0');
    expect(await step('time', id, 'resolved', '2026-11-20T08:54Z')).toBe('1 0');
    expect(life.text()).toContain('  mitigated: "2026-11-20T09:41:00+01:00"\n  resolved: "2026-11-20T08:54Z"\nimpact:');
    await expectRefusal(life, ['time-order'], 'time', id, 'detected', '2026-11-20T09:00+01:00');
    expect(await step('cause', 'add', id, ...cause, '--gap', 'control', '--why', whys[0] as string)).toBe('8 0');
    expect(
      await step(
        'action',
        'add',
        id,
        '--title',
        'Limits in code',
        '--owner',
        '@bob',
        '--kind',
        'prevent',
        '--cause',
        'C1',
      ),
    ).toBe('9 0');
    expect(await step(...review, '--participant', '@bob:service_owner', '--received', '@cto')).toBe('7 0');
    expect(await step('submit', id)).toBe('1 1');
    expectMisuse(await pir('approve', id, '--role', 'management', '--by', '@cto'), /sev2 needs none/, /pir close 2026/);
    await expectRefusal(life, ['closed-open-actions', 'outflow'], 'close', id);
    expect(await step('action', 'done', `${id}/A1`, '--evidence', 'https://forge.example/1', '--by', '@bob')).toBe(
      '2 1',
    );
    expect(await step('close', id)).toBe('2 1');
    expect(life.text()).toContain('  closed: "2026-11-22T10:00:00Z"\n');
    expect((await pir('check')).code).toBe(0);
  });

  test('at enterprise it is approved first, and every refusal says what to do', async () => {
    const life = begin('profile: enterprise\n', { hasPeople });
    const { pir, step } = life;
    expectMisuse(await pir('time', id, 'resolved', '2026-11-20 09:54'), /time without an offset/, /state a timezone/);
    expect(await step('time', id, 'resolved', '2026-11-20T09:54+01:00')).toBe('1 0');
    expectMisuse(await pir('cause', 'add', id), /expected --role R, --category C, --statement S\n/, /terminal/);
    await expectRefusal(life, ['category'], 'cause', 'add', id, ...cause.with(3, 'process/change-managment'));
    expect(await step('cause', 'add', id, ...cause, ...whys.flatMap((why) => ['--why', why]))).toBe('9 0');
    expect(await step('submit', id)).toBe('1 1');
    expectMisuse(
      await pir('submit', id),
      /submission .* which is in review, expected one that is a draft/,
      /pir close/,
    );
    expectMisuse(await pir('close', id), /expected approval by management first/, /pir approve .* --role management/);
    expectMisuse(await pir('approve', id, '--role', 'managment'), /role "managment"/, /Did you mean management\?/);
    const approve = ['approve', id, '--role', 'management', '--by', '@cto'];
    await expectRefusal(life, ['cause-action', 'review-participants'], ...approve);
    await step(
      'action',
      'add',
      id,
      '--title',
      'Limits in code',
      '--owner',
      '@bob',
      '--kind',
      'prevent',
      '--cause',
      'C1',
      '--criterion',
      'none lowered by hand',
      '--check-on',
      '2027-03-01',
    );
    expect(await step(...review, '--participant', 'bob@shop.example:service_owner')).toBe('6 0');
    await expectRefusal(life, ['approval'], ...approve.with(-1, '@sre-lead'));
    const approved = await pir(...approve);
    expect(approved.err).toContain(`pir action done ${id}/A1 --evidence URL`);
    expect(life.text()).toMatch(
      /\nstatus: approved\n[\s\S]*\napprovals:\n {2}- by: "@cto"\n {4}role: management\n {4}on: "2026-11-22"\n {4}fingerprint: sha256:[0-9a-f]{64}\n---/,
    );
    // A required sign-off has to be its author’s own commit.
    life.repository.commit('approve', { author: 'Chris <cto@shop.example>' });
    expectMisuse(await pir('cause', 'add', id, ...cause), /which is approved/, /pir reopen 2026.* --reason/);
    expectMisuse(await pir('time', id, 'resolved', 'now'), /time resolved .* which is approved/, /pir reopen/);
    expect(await step('time', id, 'cause_addressed', '2026-11-22T09:00Z')).toBe('1 0');
    await expectRefusal(life, ['closed-open-actions', 'outflow'], 'close', id);
    expect(await step('action', 'done', `${id}/A1`, '--evidence', 'https://forge.example/1', '--by', '@bob')).toBe(
      '2 1',
    );
    expect(await step('close', id, '--by', '@alice', '--on', '2026-11-21')).toBe('2 1');
    expect(life.text()).toContain('closed: "2026-11-21T23:59:59Z"');
    expect((await pir('check')).code).toBe(0);

    expectMisuse(await pir('close', id), /which is closed/, /pir reopen/);
    expectMisuse(await pir('reopen', id), /expected --reason R/, /--help/);
    expectMisuse(await pir('reopen', id, '--reason', ' '), /empty --reason/, /Say why/);
    expect(await step('reopen', id, '--reason', 'a second cause')).toBe('3 2');
    const who = hasPeople ? '"@sre-lead"' : 'lee@shop.example';
    expect(life.text()).toContain(`\nreopened:\n  - { on: "2026-11-22", by: ${who}, reason: a second cause }\n---`);
    expect(life.text()).not.toContain('closed:');
    expect(await step('cause', 'add', id, ...cause.with(1, 'contributing'), '--gap', 'detection')).toBe('5 0');
    await step('action', 'add', id, '--title', 'An alert', '--owner', '@bob', '--kind', 'detect', '--cause', 'C2');
    await step('action', 'done', `${id}/A2`, '--evidence', 'https://forge.example/2', '--by', '@bob');
    // The stale approval of that person gives way to a new one; the day is the same.
    expect(await step(...approve)).toBe('2 2');
    expect(life.text().match(/fingerprint: /g)).toHaveLength(1);
    expect(await step('close', id)).toBe('2 1');

    expectMisuse(await pir('withdraw', id, '--reason', 'x', '--replaced-by', 'nothing'), /"nothing"/, /pir list/);
    expectMisuse(await pir('withdraw', id, '--reason', 'x', '--replaced-by', id), /the record itself/, /other/);
    expect(await step('withdraw', id, '--reason', 'a test of the process')).toBe('2 1');
    expectMisuse(await pir('withdraw', id, '--reason', 'again'), /which is withdrawn/, /nothing left/);
    expectMisuse(await pir('time', id, 'resolved', 'now'), /which is withdrawn/, /pir new/);
    expect((await pir('check')).code).toBe(0);
  });
});

test('the hints lead from the draft to closed', async () => {
  const life = begin('approvals: { sev2: [management] }\n');
  const filled: [RegExp, string[]][] = [
    [
      /^cause add/,
      ['--role', 'root', '--category', 'technology/hardware', '--statement', 'A disk', '--gap', 'response'],
    ],
  ];
  const words: { [placeholder: string]: string } = {
    '"…"': 'Do it',
    '@handle': '@cto',
    '@handle:responder': '@alice:responder',
    'YYYY-MM-DD': '2026-11-22',
    URL: 'https://forge.example/1',
  };
  const done: string[] = [];
  for (let argv = ['time', id, 'detected', '2026-11-20T09:20+01:00']; argv.length > 0; ) {
    const { code, out, err } = await life.pir(...argv);
    expect([code, out], `${done.join(', ')}, ${argv.join(' ')}`).toEqual([0, expect.stringContaining(file)]);
    done.push(
      argv[0] === 'time'
        ? `time ${argv[2]}`
        : argv
            .filter((word) => /^[a-z]+$/.test(word))
            .slice(0, 2)
            .join(' '),
    );
    const line = / pir (.*)\n$/.exec(err)?.[1] ?? '';
    const extra = filled.find(([pattern]) => pattern.test(line))?.[1] ?? [];
    argv = [...line.split(' ').filter(Boolean), ...extra].map((word) => words[word] ?? word);
    expect(done.length).toBeLessThan(12);
  }
  expect(life.text()).toContain('status: closed');
  expect(done).toEqual([
    'time detected',
    'time resolved',
    'cause add',
    'action add',
    'review hotwash',
    'review full',
    'submit',
    'approve management',
    'action done',
    'close',
  ]);
});

test('where two roles approve, the first leaves it in review and the last ends it; the owner is refused at once', async () => {
  const config =
    'profile: enterprise\napprovals: { sev2: [management, legal] }\nrules: { cause: off, action-effectiveness: off, review-participants: off, outflow: off, review-held: off, section: off }\n';
  const life = begin(config);
  await life.step('submit', id);
  const as = (role: string, who: string) => ['approve', id, '--role', role, '--by', who];
  await expectRefusal(life, ['approval'], ...as('legal', '@sre-lead'));
  expect(await life.step(...as('legal', '@counsel'))).toBe('5 0');
  const { err } = await life.pir('approve', id, '--role', 'legal', '--by', '@counsel', '--dry-run');
  expect(err).toContain(`pir approve ${id} --role management --by @handle`);
  expect(await life.step(...as('management', '@cto'))).toBe('5 1');
  expect(life.text()).toContain('\nstatus: approved\n');
});

test('--dry-run writes nothing, --commit commits that file alone and says who and when', async () => {
  const life = begin('');
  const dry = await life.pir('submit', id, '--dry-run');
  expect([dry.code, life.repository.git('status', '--porcelain')]).toEqual([0, '']);
  life.repository.write('other.txt', 'x');
  const { code, out } = await life.pir('submit', id, '--commit', '--by', '@alice', '--on', '2026-11-21');
  expect(out).toMatch(/committed as [0-9a-f]{12}/);
  expect([code, life.repository.git('log', '-1', '--format=%s')]).toEqual([
    0,
    `${id}: submit, by @alice on 2026-11-21`,
  ]);
  expect(life.repository.git('show', '--name-only', '--format=')).toBe(file);
  expectMisuse(await life.pir('close', id, '--on', 'today'), /--on "today"/, /2026-11-20/);
  expectMisuse(await life.pir('close', id, '--by', 'alice', '--commit'), /--by "alice"/, /Name the person/);
});

test('what is wrong at the place of the edit is named, and nothing is written', async () => {
  expectMisuse(await begin('').pir('time', id, 'restarted', 'now'), /time "restarted"/, /started\?/);
  const twice = begin('', { record: begun.replace('status: draft\n', 'status: draft\nstatus: draft\n') });
  await expectRefusal(twice, ['frontmatter'], 'submit', id);
  const off = begin('rules: { frontmatter: off }\n', {
    record: begun.replace('status: draft\n', 'status: draft\nstatus: x\n'),
  });
  expectMisuse(await off.pir('submit', id), /layout of incidents/, /by hand: \/status/);
  const listed = begin('', { record: begun.replace('similar:', 'reviews: none\nsimilar:') });
  await expectRefusal(listed, ['schema'], ...review);
  const none = begin('', { record: begun.replace('status: draft', 'status: drafted') });
  expectMisuse(await none.pir('submit', id), /Unexpected status/, /pir check incidents/);
  const away = begin('', {
    record: begun.replace('impact:', 'not_applicable: { mitigated: nobody was harmed }\nimpact:'),
  });
  expectMisuse(await away.pir('time', id, 'mitigated', 'now'), /nobody was harmed/, /not_applicable/);
});

test('ids may be shortened as long as they mean one record', async () => {
  const life = begin('');
  life.repository.write('incidents/2026/2026-11-20-other.md', begun.replace(id, '2026-11-20-other'));
  expectMisuse(await life.pir('submit', '2026-11-20'), /with which 2 records begin/, /checkout-down, 2026-11-20-other/);
  expectMisuse(await life.pir('submit', '2027'), /"2027", which no record has/, /pir list/);
  expect((await life.pir('submit', '2026-11-20-c')).code).toBe(0);
});

test.each([
  [['--held', '2026-11-31'], /--held "2026-11-31"/],
  [['--held', '2026-11-22', '--participant', '@alice'], /--participant "@alice", expected who and their role/],
  [['--held', '2026-11-22', '--participant', 'alice:responder'], /--participant "alice"/],
  [['--held', '2026-11-22', '--received', 'everyone'], /--received "everyone"/],
  [['--held', '2026-11-22', '--facilitator', 'me'], /--facilitator "me"/],
])('a review with %j is refused', async (words, sentence) => {
  const life = begin('');
  expectMisuse(
    await life.pir('review', id, '--stage', 'full', ...words),
    sentence,
    /2026-11-23|@alice:responder|each person/,
  );
});

/** A person who gives those answers, and what was shown to them. */
function person(answers: string[]): { prompt: Prompt; shown: string[] } {
  const shown: string[] = [];
  const answer = async ({ message, validate }: { message: string; validate?: (value: string) => string | true }) => {
    shown.push(`? ${message}`);
    for (;;) {
      const next = answers.shift();
      if (next === undefined) throw new Error(`no answer to ${message}`);
      const verdict = validate?.(next) ?? true;
      if (verdict === true) return next;
      shown.push(`! ${verdict}`);
    }
  };
  const unasked = async () => {
    throw new Error('not to be asked');
  };
  const prompt = { text: answer, choose: answer, chooseMany: unasked, confirm: unasked, edit: unasked };
  return { prompt: { ...prompt, say: (line) => void shown.push(line) }, shown };
}

async function talk(answers: string[], ...argv: string[]) {
  const life = begin('', { record: begun.replace('impact:', '  resolved: 2026-11-20T09:54+01:00\nimpact:') });
  const { prompt, shown } = person(answers);
  let err = '';
  const terminal = {
    out: async () => {},
    err: (text: string) => {
      err += text;
    },
    outIsTty: true,
    errIsTty: true,
    inIsTty: true,
    columns: 80,
  };
  const world = { prompt, terminal };
  const { code } = await runPir(['cause', 'add', id, ...argv], { cwd: life.repository.path, world });
  expect([code, answers]).toEqual([0, []]);
  return { shown, err, causes: /causes:\n {2}[\s\S]*?(?=\n##)/.exec(life.text())?.[0] };
}

test('on a terminal the causes are asked for, why by why', async () => {
  const answers = [
    'root',
    'The pool was full',
    'A limit was lowered.',
    ' Nobody looks ',
    '',
    '',
    'Limits have no review',
    'process/change-management',
    'control',
  ];
  const { shown, err, causes } = await talk(answers);
  expect(shown.filter((line) => line.startsWith('? Why'))).toEqual([
    '? Why did it happen?',
    '? Why was that?',
    '? Why was that?',
    '? Why was that?',
    '? Why does it stop there (may be empty)?',
  ]);
  expect(shown.slice(8, 12)).toEqual([
    '? Why was that?',
    '  1. The pool was full',
    '  2. A limit was lowered.',
    '  3. Nobody looks',
  ]);
  expect(causes).toBe(`causes:
  - id: C1
    role: root
    category: process/change-management
    statement: Limits have no review
    gap: control
    whys:
      - Why did it happen? The pool was full
      - Why was that? A limit was lowered.
      - Why was that? Nobody looks`);
  expect(err).toContain('a new or a stronger control:\n  pir action add');
});

test('of a root cause the first why needs an answer', async () => {
  const { shown } = await talk([
    'root',
    '',
    'The pool was full',
    '',
    'known',
    'No limit',
    'technology/capacity',
    'control',
  ]);
  expect(shown.slice(0, 7)).toEqual([
    '? What part did it have?',
    'Checkout down',
    'Answer in one sentence about the system; an empty answer ends the chain.',
    '? Why did it happen?',
    '! Unexpected empty answer, expected a few words',
    '  1. The pool was full',
    '? Why was that?',
  ]);
});

test('a chain that stops early says why, and what was said on the command line is not asked', async () => {
  const given = ['--role', 'contributing', '--category', 'detection/missing-alert'];
  const { shown, err, causes } = await talk(
    ['No alert', '', '', 'known since May', 'No alert exists', 'detection'],
    ...given,
  );
  expect(shown).toContain('! Unexpected empty answer, expected a few words');
  expect(shown.at(-1)).toBe('? What kind of gap does it show?');
  expect(causes).toContain('    whys:\n      - Why did it happen? No alert\n    stopped: known since May');
  expect(err).toContain('--kind detect --cause C1');
});

test('five whys are enough', async () => {
  const five = ['a', 'b', 'c', 'd', 'e'];
  const { causes } = await talk(['trigger', ...five, 'It was so', 'external/natural', 'response']);
  expect(causes?.match(/Why/g)).toHaveLength(5);
});

test('a person who leaves the dialogue leaves nothing behind', async () => {
  const life = begin('');
  const { Interrupted } = await import('../../src/world/world.ts');
  const { prompt } = person(['root', 'The pool was full']);
  const leave = { ...prompt, text: async () => Promise.reject(new Interrupted()) };
  const terminal = { out: async () => {}, err: () => {}, outIsTty: true, errIsTty: true, inIsTty: true, columns: 80 };
  const { code } = await runPir(['cause', 'add', id], {
    cwd: life.repository.path,
    world: { prompt: leave, terminal },
  });
  expect([code, life.repository.git('status', '--porcelain')]).toEqual([130, '']);
});

test('an action that is over without evidence is given it, once, and stays over', async () => {
  const action =
    'actions: [{ id: A1, title: Put it back, owner: "@bob", due: 2026-11-25, status: done, kind: correct, done: { on: 2026-11-21, by: "@bob" } }]\n';
  const life = begin('', { record: begun.replace('## Facts', `${action}## Facts`) });
  const done = ['action', 'done', `${id}/A1`, '--evidence', 'https://forge.example/1'];
  expect((await life.pir('check')).out).toContain(`pir action done ${id}/A1`);
  expect(await life.step(...done)).toBe('1 1');
  expect(life.text()).toContain('by: "@bob", evidence: ["https://forge.example/1"] }');
  expect((await life.pir('check')).code).toBe(0);
  expectMisuse(await life.pir(...done), /which is done with evidence/, /pir action reopen/);
});
