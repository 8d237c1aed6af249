import { createHash } from 'node:crypto';
import { resolveConfig } from '../../../src/core/config.ts';
import { peopleOf } from '../../../src/core/people.ts';
import { parseRecord } from '../../../src/core/record/parse.ts';
import type { AcknowledgementRecord, PolicyRecord } from '../../../src/core/record/record.ts';
import type { Acknowledgement, Policy } from '../../../src/core/record/shapes.ts';
import { pairLines, type Writable } from '../../../src/core/record/yaml-text.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
export const config = resolveConfig({});
export const print = (digit: string): string => `sha256:${digit.repeat(64)}`;

export const people = peopleOf([
  { handle: '@alice', emails: ['alice@shop.example'], team: 'payments' },
  { handle: '@bob', emails: ['bob@shop.example', 'bob@home.example'], team: 'payments', until: '2026-05-31' },
  { handle: '@carol', team: 'security' },
  { handle: '@dan', from: '2026-06-10' },
]);

const lines = (data: object): string =>
  Object.entries(data)
    .flatMap(([key, value]) => pairLines(key, value as Writable, ''))
    .join('\n');

/** Version 2 of a plan, in force, with what is said otherwise. */
export function policy(more: Policy = {}, body = 'Text.'): PolicyRecord {
  const facts: Policy = {
    schema: 'pir/policy@1',
    id: 'plan',
    title: 'Plan',
    version: '2',
    owner: '@carol',
    status: 'in_force',
    effective: '2026-04-01',
    review_by: '2027-04-01',
    changes: [
      { version: '1', on: '2026-01-05', by: '@carol', summary: 'first version', fingerprint: print('1') },
      { version: '2', on: '2026-03-25', by: '@carol', incident: 'down', summary: 'who leads', fingerprint: print('2') },
    ],
    ...more,
  };
  const { record } = parseRecord({
    path: 'policies/plan.md',
    kind: 'policy',
    text: `---\n${lines(facts)}\n---\n\n${body}\n`,
  });
  return record as PolicyRecord;
}

/** An acceptance of version 2, with what is said otherwise. */
export function ack(by: string, more: Acknowledgement = {}): AcknowledgementRecord {
  const facts = {
    schema: 'pir/acknowledgement@1',
    policy: 'plan',
    version: '2',
    by,
    on: '2026-04-02',
    fingerprint: print('2'),
    method: 'own_commit',
    ...more,
  };
  const { record } = parseRecord({
    path: 'acknowledgements/a.yaml',
    kind: 'acknowledgement',
    text: `${lines(facts)}\n`,
  });
  return record as AcknowledgementRecord;
}
