import { addedTo, isLedTo } from '../changed-actions.ts';
import { changeExample, inReview } from '../example.ts';
import type { ChangeRule } from '../rule.ts';

const change =
  'severity: sev2\nseverity_changes: [{ from: sev1, to: sev2, on: 2026-03-11, by: "@alice", reason: no data was lost after all }]';
const higher = ['severity: sev2', 'severity: sev1'] as const;

/** A severity goes down only with the change written down: it decides what a review owes. */
export const rule: ChangeRule = {
  id: 'severity-lowered',
  reason: 'A lower severity asks for less: lowered in silence, it makes reviews and approvals vanish.',
  levels: ['warn', 'error', 'error'],
  kinds: ['incident'],
  scope: 'change',
  good: changeExample([...inReview, higher], [...inReview, ['severity: sev2', change]], {
    asOf: '2026-04-10T12:00:00Z',
  }),
  bad: changeExample([higher], []),
  *judge({ before, after }, { config }) {
    if (before?.kind !== 'incident' || after?.kind !== 'incident') return;
    const [was, is] = [before.data.severity ?? '', after.data.severity ?? ''];
    const [from, to] = [config.severities.indexOf(was), config.severities.indexOf(is)];
    if (from < 0 || to <= from) return;
    if (isLedTo(was, is, addedTo(before.data.severity_changes, after.data.severity_changes))) return;
    yield {
      message: `Unexpected severity ${is} instead of ${was}, expected the change to be written down`,
      hint: `Put it back and lower it with its reason: \`pir set ${after.data.id ?? 'ID'} severity ${is} --reason "…"\`.`,
      pointer: '/severity',
    };
  },
};
