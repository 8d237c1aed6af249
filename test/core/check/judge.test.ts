import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { incidentExample, signedText } from '../../../src/core/check/example.ts';
import { rules } from '../../../src/core/check/index.ts';
import { judgeRecord } from '../../../src/core/check/judge.ts';
import { planRules } from '../../../src/core/check/plan-rules.ts';
import { clockAt } from '../../../src/core/clock.ts';
import { resolveConfig } from '../../../src/core/config.ts';
import { loadBodyTree } from '../../../src/core/record/body.ts';
import { parseInstant } from '../../../src/core/time.ts';
import { zoneClock } from '../../../src/core/zone.ts';

await loadBodyTree();

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const secret = `curl https://ops:${'correct-horse'}@limits.example.net`;

function judge(text: string, { asOf = '2026-06-01T12:00:00Z', only = [] as string[], config = {} } = {}) {
  const resolved = resolveConfig(config);
  const at = parseInstant(asOf) ?? Number.NaN;
  const context = { config: resolved, people: undefined, asOf: at, clock: clockAt(at, zoneClock('UTC')), sha256 };
  return judgeRecord(
    { path: 'incidents/2026-03-10-checkout-500s.md', kind: 'incident', text },
    planRules(rules, resolved, only),
    context,
  );
}

const rulesOf = (text: string, options = {}) => [...new Set(judge(text, options).findings.map(({ rule }) => rule))];
const rootless = (status: string) =>
  incidentExample([
    ['status: closed', `status: ${status}`],
    ['role: root', 'role: contributing'],
  ]).text;

describe('judgeRecord', () => {
  it('lets ripe rules be silent on a draft, warn in review and speak up on what is signed', () => {
    const severity = (status: string) =>
      judge(rootless(status)).findings.find(({ rule }) => rule === 'cause')?.severity;
    expect([severity('draft'), severity('in_review'), severity('approved'), severity('closed')]).toEqual([
      undefined,
      'warning',
      'error',
      'error',
    ]);
  });

  it('takes levels from the profile, and from the config before it', () => {
    const text = incidentExample([['owner: "@alice"', 'owner: tbd']]).text;
    const of = (config: object) => judge(text, { config }).findings.find(({ rule }) => rule === 'owner')?.severity;
    expect([of({}), of({ rules: { owner: 'warn' } }), of({ rules: { owner: 'off' } })]).toEqual([
      'error',
      'warning',
      undefined,
    ]);
  });

  it('lets only reading, ids and secrets speak on a withdrawn record', () => {
    const text = incidentExample([
      ['status: closed', 'status: withdrawn'],
      ['owner: "@alice"', 'owner: tbd'],
    ]).text;
    expect(rulesOf(text)).not.toContain('owner');
    expect(rulesOf(text.replace('withdrawn', 'closed'))).toContain('owner');
  });

  it('says once that nobody owns a review, also where the key itself is missing', () => {
    const text = signedText(incidentExample([['owner: "@alice"\nservices', 'services']]), sha256);
    expect(rulesOf(text)).toEqual(['owner']);
  });

  it('looks for credentials where the frontmatter cannot be read', () => {
    const { doubts, findings } = judge(`---\nid: [\n---\n\n${secret}\n`);
    expect(findings.map(({ rule }) => rule)).toContain('frontmatter');
    expect(doubts.map(({ finding }) => finding.rule)).toEqual(['secret']);
  });

  it('is not crowded out of the search for credentials by a thousand findings', () => {
    const many = Array.from(
      { length: 2_000 },
      (_, i) => `  - { id: X${i}, title: t, status: open, kind: prevent }`,
    ).join('\n');
    const text = incidentExample([['actions:\n', `actions:\n${many}\n`]]).text.replace(
      '## Summary\n',
      `## Summary\n\n${secret}\n`,
    );
    const { findings, doubts } = judge(text);
    expect(doubts.some(({ finding }) => finding.rule === 'secret')).toBe(true);
    expect(findings.length + doubts.length).toBeLessThanOrEqual(1_001);
  });

  it('says until when its word holds', () => {
    const due = incidentExample([
      ['    due: 2026-04-10\n    status: done\n', '    due: 2026-06-10\n    status: open\n'],
      ['status: closed', 'status: in_review'],
    ]).text;
    const before = judge(due, { asOf: '2026-06-05T00:00:00Z' });
    const next = new Date(before.window.until * 1000).toISOString();
    expect(next).toBe('2026-06-11T00:00:00.000Z');
    const overdue = (asOf: string) => judge(due, { asOf }).findings.some(({ rule }) => rule === 'action-overdue');
    expect([overdue('2026-06-10T23:59:59Z'), overdue(next)]).toEqual([false, true]);
  });

  it('points at a file that is no text', () => {
    const context = {
      config: resolveConfig({}),
      people: undefined,
      asOf: 0,
      clock: clockAt(0, zoneClock('UTC')),
      sha256,
    };
    const { findings } = judgeRecord(
      { path: 'incidents/x.md', kind: 'incident', problem: 'link', detail: 'a symbolic link' },
      planRules(rules, context.config),
      context,
    );
    expect(findings).toMatchObject([
      {
        rule: 'frontmatter',
        severity: 'error',
        line: 1,
        path: 'incidents/x.md',
        message: expect.stringContaining('symbolic link'),
      },
    ]);
  });
});
