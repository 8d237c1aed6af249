import { expect, it } from 'vitest';
import { rule } from '../../../../src/core/check/rules/severity-lowered.ts';
import { playChange } from '../play.ts';

const at = (severity: string, ...steps: string[]) => {
  const rows = steps.map((each) => {
    const [from, to] = each.split(' ');
    return `{ from: ${from}, to: ${to}, on: 2026-03-11, by: "@alice", reason: counted again }`;
  });
  const list = rows.length === 0 ? '' : `\nseverity_changes: [${rows.join(', ')}]`;
  return [['severity: sev2', `severity: ${severity}${list}`]] as const;
};
const lowered = (was: string, is: string) =>
  `/severity Unexpected severity ${is} instead of ${was}, expected the change to be written down`;

it('takes a higher one, and a lower one that is written down', () => {
  expect(playChange(rule, at('sev2'), at('sev1'))).toEqual([]);
  expect(playChange(rule, at('sev1'), at('sev3', 'sev1 sev3'))).toEqual([]);
  expect(playChange(rule, at('sev1'), at('sev3', 'sev1 sev2', 'sev2 sev3'))).toEqual([]);
});

it('sees a lower one', () => {
  expect(playChange(rule, at('sev1'), at('sev2'))).toEqual([lowered('sev1', 'sev2')]);
  expect(playChange(rule, at('sev1'), at('sev3', 'sev1 sev2'))).toEqual([lowered('sev1', 'sev3')]);
  expect(playChange(rule, at('sev2', 'sev1 sev2'), at('sev3', 'sev1 sev2'))).toEqual([lowered('sev2', 'sev3')]);
});

it('goes by the order of the config, and knows none that is not in it', () => {
  const config = 'severities: [minor, major]\n';
  expect(playChange(rule, at('minor'), at('major'), { config })).toEqual([lowered('minor', 'major')]);
  expect(playChange(rule, at('sev1'), at('sev9'))).toEqual([]);
});
