import { addedTo, isLedTo } from '../changed-actions.ts';
import { incidentExample } from '../example.ts';
import type { ChangeRule } from '../rule.ts';

const before = incidentExample([['severity: sev2', 'severity: sev1']]);
const change =
  'severity: sev2\nseverity_changes: [{ from: sev1, to: sev2, on: 2026-03-11, by: "@alice", reason: no data was lost after all }]';
const open = ['status: closed\n', 'status: in_review\n'] as const;
const unclosed = ['  closed: 2026-05-20T10:00:00Z\n', ''] as const;

/** A severity goes down only with the change written down: it decides what a review owes. */
export const rule: ChangeRule = {
  id: 'severity-lowered',
  reason: 'A lower severity asks for less: lowered in silence, it makes reviews and approvals vanish.',
  levels: ['warn', 'error', 'error'],
  kinds: ['incident'],
  scope: 'change',
  good: {
    ...incidentExample([open, unclosed, ['severity: sev2', change]], { asOf: '2026-04-10T12:00:00Z' }),
    before: { text: incidentExample([open, unclosed, ['severity: sev2', 'severity: sev1']]).text },
  },
  bad: { ...incidentExample(), before: { text: before.text } },
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
