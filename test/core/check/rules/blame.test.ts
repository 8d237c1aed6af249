import { expect, test } from 'vitest';
import { rule } from '../../../../src/core/check/rules/blame.ts';
import { judgeChanged } from '../judge-text.ts';

const lesson: string = '- Limits that live outside review drift until they hurt.\n';
const inLessons = (text: string) => judgeChanged(rule, [[lesson, `${text}\n`]]);
const statement = 'Pool limits were changed by hand and never reviewed';
const inCause = (text: string, around = {}) =>
  judgeChanged(rule, [[`statement: ${statement}`, `statement: ${JSON.stringify(text)}`]], around);
const blame = (words: string) =>
  `${JSON.stringify(words)}: Unexpected blame "${words}", expected what made it possible`;

test.each([
  ['The engineer was careless with the limit.', 'careless'],
  ['It was sheer negligence.', 'negligence'],
  ['Careless!', 'Careless'],
  ['They ought to have known.', 'ought to have known'],
  ['An oversight by the intern.', 'oversight by the intern'],
  ['A lapse in concentration.', 'lapse in concentration'],
  ['Forgotten? The engineer had forgotten it.', 'The engineer had forgotten'],
  ['An SRE violated the freeze.', 'An SRE violated'],
  ['Our admin messed up the table.', 'Our admin messed up'],
  ['Operations should have known this.', 'should have known'],
  ['He should’ve been more careful.', 'He should’ve been'],
  ['This was the fault of @dan.', 'the fault of @dan'],
  ['This was the fault of Bob.', 'fault of Bob'],
  ['It was the fault of the night-shift operator.', 'the fault of the night-shift operator'],
  ['@dan caused the outage.', '@dan caused'],
  ['The engineer had simply caused a second one.', 'The engineer had simply caused'],
  ['It is the fault of the platform team.', 'the fault of the platform team'],
  ['It was @dan’s fault.', '@dan’s fault'],
  ['It was her own mistake.', 'her own mistake'],
  ['The database administrator is to blame.', 'administrator is to blame'],
  ['The blame lies with operations.', 'blame lies with'],
  ['It was caused by human error.', 'caused by human error'],
  ['The outage was due to a simple operator error.', 'due to a simple operator error'],
  ['The on-call engineer forgot the certificate.', 'The on-call engineer forgot'],
  ['Someone simply forgot it.', 'Someone simply forgot'],
  ['Bob forgot to renew it.', 'Bob forgot to'],
  ['@dan ignored the alert.', '@dan ignored'],
  ['The developer failed to test the change.', 'The developer failed to test'],
  ['The new contractor didn’t bother to ask.', 'The new contractor didn’t bother'],
  ['An engineer did not follow the runbook.', 'An engineer did not follow'],
  ['The engineer should have checked the limit.', 'The engineer should have checked'],
  ['The administrator made a serious mistake.', 'The administrator made a serious mistake'],
  ['A mistake by the intern emptied the table.', 'mistake by the intern'],
  ['The pool was empty because of @dan.', 'because of @dan'],
  ['It comes down to poor judgment.', 'poor judgment'],
])('%s', (text, words) => {
  expect(inLessons(text)).toEqual([blame(words)]);
});

test.each([
  'Limits were changed by hand, and nobody reviews changes made by hand.',
  'The alert should have fired after two minutes.',
  'The on-call engineer should have been paged by the second alert.',
  'Nobody is to blame: the interface invites it. No one was at fault.',
  'We keep reviews blameless.',
  '`git blame` showed when the line came in.',
  'This was not carelessness; the screen showed the same colour for both.',
  'A segmentation fault of the proxy took the node down.',
  'The fault of the power supply lasted three hours.',
  'A fault of The Hague data centre, and of the operator console.',
  'A wrong limit caused the outage. A fault of Redis emptied the cache.',
  'The server failed to start, the operator failed to reconcile.',
  'The package manager ignored the lock file.',
  'The job was forgotten when the team was split.',
  'We forgot that certificates expire.',
  'Redis forgot its keys after the restart.',
  'The cache was overlooked in the design.',
  'The error budget was spent. The error by which we measured was too coarse.',
  '@dan restarted the pool at 09:41; thanks to @bob for the fast fix.',
  'The engineer on call restarted the pool after the runbook had failed.',
  'The engineer failed to reach the database, since the VPN was down too.',
  'The support team asked "who is to blame?" and "was he careless?"',
  '> The engineer should have known better.',
  'The check `// careless` is a comment.',
  '<!-- Was somebody careless? Then ask what let it through. -->\n- Limits drift.',
  'The process should have caught it.',
  'Human error is where our questions begin, not where they end.',
  'Their fault tolerance was tested in March.',
  'The engineer did not see the alert, as it had been silenced.',
  'Attention is limited; lack of alerts is not.',
])('%s is no blame', (text) => {
  expect(inLessons(text)).toEqual([]);
});

test('each place speaks, and deeper sections belong to theirs', () => {
  expect(inLessons('It was careless.\n\n### More\n\nAnd stupid.\n\n## What went well\n\nCareless luck.')).toEqual([
    blame('careless'),
    blame('stupid'),
  ]);
});

test('the timeline may name who did what', () => {
  expect(judgeChanged(rule, [['| The limit is lowered |', '| @dan forgot the limit |']])).toEqual([]);
});

test('a cause says what, not who', () => {
  const person = (who: string) => [
    `/causes/0/statement: Unexpected person "${who}" in a cause, expected what made it possible`,
  ];
  expect(inCause('@dan lowered the limit by hand')).toEqual(person('@dan'));
  expect(inCause('The @Transactional annotation was lost, and @types/node was too old')).toEqual([]);
  expect(inCause('The alert went to @channel')).toEqual([]);
  expect(inCause('Mail to ops@example.com bounced')).toEqual([]);
  expect(inCause('The job said "thanks @dan"')).toEqual([]);
});

test('with people.yaml, handles and full names of people', () => {
  const around = { people: [{ handle: '@dan', name: 'Dan Miller' }] };
  expect(inCause('@dan lowered it', around)).toHaveLength(1);
  expect(inCause('@redis lowered it', around)).toEqual([]);
  expect(inCause('The limit that Dan Miller set was too low', around)).toEqual([
    '/causes/0/statement: Unexpected person "Dan Miller" in a cause, expected what made it possible',
  ]);
  expect(inCause('The Dan Ryan region was too small', around)).toEqual([]);
});

test.each(['Human error', 'human error.', 'An operator mistake', 'User error'])('"%s" is no cause', (text) => {
  expect(inCause(text)).toEqual([`/causes/0/statement: Unexpected blame "${text}", expected what made it possible`]);
});

test('whys and the impact are read too', () => {
  expect(judgeChanged(rule, [['The limit had been lowered by hand', 'The admin forgot it']])).toEqual([
    '/causes/0/whys/1: Unexpected blame "The admin forgot", expected what made it possible',
  ]);
  expect(judgeChanged(rule, [['no data was lost', 'a careless change']])).toEqual([
    '/impact/summary: Unexpected blame "careless", expected what made it possible',
  ]);
});

test('the body of a stub is left alone', () => {
  expect(
    judgeChanged(rule, [
      [lesson, 'Careless.\n'],
      ['severity: sev2', 'severity: sev2\nconfidentiality: restricted'],
    ]),
  ).toEqual([]);
});
