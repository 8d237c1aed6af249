import { each } from '../../record/record.ts';
import type { Incident } from '../../record/shapes.ts';
import { incidentExample } from '../example.ts';
import { isRefused } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

const outlets = ['actions', 'risks', 'policies', 'no_change'] as const;

/** What is closed has changed something: an action was done, a risk moved, a policy changed; or somebody says why not. */
export const rule: RecordRule = {
  id: 'outflow',
  reason: 'A review after which everything is as before was a meeting, not a review.',
  levels: ['warn', 'error', 'error'],
  isRipe: true,
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([
    [
      '    gap: control\n',
      '    gap: control\n    accepted: { by: "@cto", on: 2026-04-02, reason: the service is replaced }\n',
    ],
    [
      'status: done\n    kind: prevent\n    class: technical\n    priority: p2\n    causes: [C1]\n    done: { on: 2026-04-02, by: "@bob", evidence: ["https://forge.example/limits/pull/12"] }\n',
      'status: accepted\n    kind: prevent\n    class: technical\n    priority: p2\n    causes: [C1]\n    accepted: { on: 2026-04-02, by: "@cto", until: 2027-04-02, reason: the service is replaced next year }\n',
    ],
    [
      'status: verified\n    kind: correct\n    ticket: "https://tracker.example/OPS-4711"\n    done: { on: 2026-03-10, by: "@dan", evidence: ["https://forge.example/config/pull/7"] }\n    verified: { on: 2026-03-16, by: "@carol", result: effective }\n',
      'status: cancelled\n    kind: correct\n    ticket: "https://tracker.example/OPS-4711"\n    cancelled: { on: 2026-03-11, by: "@alice", reason: the limit went back by itself }\n',
    ],
  ]),
  judge(record) {
    if (record.kind !== 'incident' || record.data.status !== 'closed') return [];
    if (hasChanged(record.data) || outlets.some((key) => isRefused(record, key))) return [];
    return [
      {
        message:
          'Unexpected closed review after which nothing changed, expected an action done, a risk or policy changed, or the reason why not',
        hint: `Finish an action, link the risk or policy that changed, or say why not: \`pir set ${record.data.id ?? 'ID'} no_change "{ reason: … }"\`.`,
        pointer: '/status',
      },
    ];
  },
};

function hasChanged(data: Incident): boolean {
  if (data.no_change !== undefined) return true;
  for (const [, { status }] of each(data.actions)) {
    if (status === undefined || status === 'done' || status === 'verified') return true;
  }
  for (const [, { effect }] of each(data.risks)) if (effect !== undefined && effect !== 'unchanged') return true;
  for (const _ of each(data.policies)) return true;
  return false;
}
