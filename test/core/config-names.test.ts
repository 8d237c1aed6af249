import { expect, test } from 'vitest';
import { resolveConfig } from '../../src/core/config.ts';
import { strayDefaults, strayNames } from '../../src/core/config-names.ts';

const strays = (...given: Parameters<typeof strayNames>) =>
  strayNames(...given).map(({ pointer, message, hint }) => `${pointer} ${message} ${hint}`);

test('what a config names is there: severities, priorities, areas', () => {
  expect(
    strays({
      review_required: ['sev1', 'sve2'],
      risk: { required_for: ['sev9'] },
      sla: { review: { zzzzzz: { full: '1d' } }, action: { p4: '1d' } },
      approvals: { 'a/b': ['management'] },
      participants: { SEV1: [] },
      human_error: ['poeple'],
    }),
  ).toEqual([
    '/review_required/1 Unexpected severity "sve2", expected one of sev1, sev2, sev3, sev4 Did you mean sev2?',
    '/risk/required_for/0 Unexpected severity "sev9", expected one of sev1, sev2, sev3, sev4 Did you mean sev1?',
    '/sla/review/zzzzzz Unexpected severity "zzzzzz", expected one of sev1, sev2, sev3, sev4 Name one of them.',
    '/approvals/a~1b Unexpected severity "a/b", expected one of sev1, sev2, sev3, sev4 Name one of them.',
    '/participants/SEV1 Unexpected severity "SEV1", expected one of sev1, sev2, sev3, sev4 Did you mean sev1?',
    '/sla/action/p4 Unexpected priority "p4", expected one of p1, p2, p3 Did you mean p1?',
    '/human_error/0 Unexpected area of the taxonomy "poeple", expected one of process, technology, people, detection, external Did you mean people?',
  ]);
});

test('names of its own are known, and defaults are never held against it', () => {
  expect(
    strays({
      severities: ['critical', 'major'],
      priorities: ['now'],
      taxonomy: { humans: ['slip'] },
      review_required: ['critical'],
      sla: { review: { major: { full: '7d' } }, action: { now: '1d' } },
      human_error: ['humans'],
    }),
  ).toEqual([]);
  expect(strays({ severities: ['critical'], taxonomy: { machines: ['disk'] } })).toEqual([]);
  expect(strays({})).toEqual([]);
});

test('defaults that know other names are told apart', () => {
  expect(strayDefaults(resolveConfig({}))).toEqual([]);
  expect(
    strayDefaults(resolveConfig({ profile: 'enterprise', severities: ['critical', 'major'], priorities: ['now'] })),
  ).toEqual(['review_required', 'sla.review', 'approvals', 'participants', 'risk.required_for', 'sla.action']);
  const own = { severities: ['critical'], review_required: ['critical'], participants: {}, approvals: {} };
  expect(strayDefaults(resolveConfig(own))).toEqual(['sla.review', 'risk.required_for']);
});
