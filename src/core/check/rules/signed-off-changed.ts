import { fingerprintOf } from '../../record/fingerprint.ts';
import { bodyWithoutGenerated } from '../../record/generated.ts';
import { toData } from '../../record/node.ts';
import { each, type IncidentRecord } from '../../record/record.ts';
import type { Approval } from '../../record/shapes.ts';
import { changeExample } from '../example.ts';
import type { ChangeRule } from '../rule.ts';

const resolved = ['2026-03-10T09:54:00+01:00', '2026-03-10T09:44:00+01:00'] as const;
const approval = '  - { by: "@cto", role: management, on: 2026-03-18, fingerprint: "{{fingerprint}}" }\n';
const old = `  - { by: "@cto", role: management, on: 2026-03-18, fingerprint: "sha256:${'0'.repeat(64)}" }\n`;

/** What was approved changes only together with a new approval of what it is now; after a reopening that comes later. */
export const rule: ChangeRule = {
  id: 'signed-off-changed',
  reason: 'An approval that moves along with the text says nothing about either.',
  levels: ['error', 'error', 'error'],
  kinds: ['incident'],
  scope: 'change',
  good: changeExample([], [resolved, [approval, old + approval.replace('03-18', '05-25')]]),
  bad: changeExample([], [resolved]),
  *judge({ before, after }, { sha256 }) {
    if (before?.kind !== 'incident' || after?.kind !== 'incident') return;
    const { approvals = [], status: was } = before.data;
    const { id, status: is } = after.data;
    if ((was !== 'approved' && was !== 'closed') || approvals.length === 0) return;
    if (is !== 'approved' && is !== 'closed') return;
    const fingerprint = fingerprintOf(after, sha256);
    if (fingerprint === fingerprintOf(before, sha256)) return;
    if (newApprovals(before, after).some((approval) => approval.fingerprint === fingerprint)) return;
    const changed = changedParts(before, after);
    // The others have rules of their own, which point at them.
    const part = changed.find((name) => /^(?:title|impact|controls|times\/.*)$/.test(name));
    const people = [...new Set([...each(approvals)].flatMap(([, { by }]) => by ?? []))];
    yield {
      message: `Unexpected change of ${changed.join(', ').replaceAll('/', '.')} after the approval by ${people.join(', ')}, expected a new approval of what stands here now`,
      hint: `Undo it if it was not meant; else \`pir reopen ${id ?? 'ID'} --reason "…"\`, change it, and let them approve it again.`,
      pointer: part === undefined ? '/approvals' : `/${part}`,
      anchor: '/approvals',
    };
  },
};

/** Approvals that were added: one whose fingerprint alone is another is the old one, edited. */
function newApprovals(before: IncidentRecord, after: IncidentRecord): readonly Approval[] {
  const keyOf = ({ by, role, on }: Approval) => JSON.stringify([by, role, on]);
  const left = [...each(before.data.approvals)].map(([, approval]) => keyOf(approval));
  const added: Approval[] = [];
  for (const [, approval] of each(after.data.approvals)) {
    const at = left.indexOf(keyOf(approval));
    if (at < 0) added.push(approval);
    else left.splice(at, 1);
  }
  return added;
}

/** Which of the signed facts differ, as paths into the frontmatter; 'the text' is the body. */
function changedParts(before: IncidentRecord, after: IncidentRecord): readonly string[] {
  const keys = ['title', 'type', 'severity', 'impact', 'controls', 'causes'];
  const times = ['started', 'detected', 'acknowledged', 'mitigated', 'resolved'];
  const top = keys.filter((key) => !isSame(valueAt(before, key), valueAt(after, key)));
  const [was, is] = [valueAt(before, 'times'), valueAt(after, 'times')] as { [name: string]: unknown }[];
  const moved = times.filter((name) => !isSame(was?.[name], is?.[name])).map((name) => `times/${name}`);
  const parts = [...top, ...moved];
  const [text, now] = [before, after].map(({ text, bodyStart }) =>
    bodyWithoutGenerated(text, bodyStart).replaceAll('\r\n', '\n'),
  );
  if (text !== now) parts.push('the text');
  return parts.length > 0 ? parts : ['actions'];
}

function valueAt({ root }: IncidentRecord, key: string): unknown {
  const value = root.pairs.find((pair) => pair.key === key)?.value;
  return value && toData(value);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
