import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruleOf, rules } from '../../../src/core/check/index.ts';
import { playExample } from '../../../src/core/check/play-example.ts';
import type { AnyRule, Example } from '../../../src/core/check/rule.ts';
import { loadBodyTree } from '../../../src/core/record/body.ts';

// Some bodies are for the markdown parser, which is loaded once.
await loadBodyTree();

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const ids = rules.map(({ id }) => id);
const play = (rule: AnyRule, example: Example) =>
  playExample(example, [rule], ids, sha256).filter((finding) => finding.rule === rule.id);

/** Every rule of the interface, in its order; more may stand among them. */
const promised =
  'frontmatter schema record-id reference time-order time-suspicious owner action-owner action-due action-overdue ' +
  'action-ticket action-evidence action-effectiveness action-verification action-deferral cause cause-depth cause-action ' +
  'human-error category section placeholder blame review-held review-finished review-participants ' +
  'risk-link risk-reassessed risk-plan similar outflow closed-open-actions approval approval-stale rendered waiver secret ' +
  'risk-review policy-review policy-version policy-approved policy-acknowledged ' +
  'record-removed action-removed cause-removed ' +
  'due-slipped owner-swapped reopened-silently severity-lowered made-uncountable signed-off-changed status-transition ' +
  'baseline-grown policy-tampered';

describe('the list of rules', () => {
  it('has each rule once, and those of the interface in its order', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => promised.split(' ').includes(id)).join(' ')).toBe(promised);
  });

  it('has every file of rules/ under its name', () => {
    const files = readdirSync(new URL('../../../src/core/check/rules/', import.meta.url));
    expect(files.map((name) => name.replace('.ts', '')).sort()).toEqual([...ids].sort());
  });

  it('finds a rule by its id', () => {
    expect(ruleOf('action-owner')?.id).toBe('action-owner');
    expect(ruleOf('action-ownr')).toBeUndefined();
  });
});

for (const rule of rules) {
  describe(rule.id, () => {
    it('is silent on its good example', () => {
      expect(play(rule, rule.good)).toEqual([]);
    });

    it('has a good example on which no rule speaks', () => {
      expect(playExample(rule.good, rules, ids, sha256)).toEqual([]);
    });

    it('speaks on its bad example, at a place that exists', () => {
      const findings = play(rule, rule.bad);
      expect(findings.length).toBeGreaterThan(0);
      const text = `${rule.bad.text}\n${rule.bad.waivers ?? ''}`;
      for (const { line, column, endLine, endColumn } of findings) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(text.split('\n').length);
        expect(column).toBeGreaterThanOrEqual(1);
        expect([endLine, endColumn].join()).not.toBe([line, column].join());
      }
    });

    it('says what is unexpected, what is expected and what to do, and names no rule', () => {
      for (const { message, hint } of play(rule, rule.bad)) {
        expect(message).toMatch(/^Unexpected .+, expected .+[^.]$/s);
        expect(hint).toMatch(/^[A-Z].*[.?)]$/s);
        for (const id of ids.filter((one) => one.includes('-'))) expect(message).not.toContain(id);
      }
    });

    it('is the only rule that speaks where its bad example is wrong', () => {
      const own = new Set(play(rule, rule.bad).map(({ line, column }) => `${line}:${column}`));
      const others = playExample(rule.bad, rules, ids, sha256).filter(
        (finding) => finding.rule !== rule.id && own.has(`${finding.line}:${finding.column}`),
      );
      expect(others).toEqual([]);
    });
  });
}
