import type { Finding } from '../finding.ts';
import type { ParsedRecord, RecordFile } from '../record/record.ts';
import { findingAt, findingOf } from './finding-at.ts';
import type { RulePlan } from './plan-rules.ts';
import type { Context, Entry, RecordChange, WholeChange } from './rule.ts';

/**
 * Pairs the records of the files that a change touches, by kind and id, wherever they stand; each record once. Where a
 * record stood and something stands that does not say which record it is, nothing is paired: other rules speak of that.
 */
export function matchRecords(
  before: readonly RecordFile[],
  after: readonly RecordFile[],
  recordIn: (file: RecordFile) => ParsedRecord | undefined,
): readonly RecordChange[] {
  const now = new Map<string, ParsedRecord[]>();
  const nameless = new Set<string>();
  const added = new Set<ParsedRecord>();
  for (const file of after) {
    const record = recordIn(file);
    const key = record && identityOf(record);
    if (record === undefined || key === undefined) {
      nameless.add(file.path);
      continue;
    }
    added.add(record);
    const same = now.get(key);
    if (same === undefined) now.set(key, [record]);
    else same.push(record);
  }
  const changes: RecordChange[] = [];
  for (const file of before) {
    const record = recordIn(file);
    const key = record && identityOf(record);
    if (record === undefined || key === undefined) continue;
    const same = now.get(key)?.filter((other) => added.has(other)) ?? [];
    const match = same.find(({ path }) => path === record.path) ?? same[0];
    if (match !== undefined) added.delete(match);
    if (match !== undefined || !nameless.has(record.path)) changes.push({ before: record, after: match });
  }
  return [...changes, ...[...added].map((record) => ({ before: undefined, after: record }))];
}

/** What a record is known by, whatever its file is called; undefined where the record does not say it. */
export function identityOf(record: ParsedRecord): string | undefined {
  if (record.kind === 'acknowledgement') {
    const { by, policy, version } = record.data;
    return by && policy && version ? JSON.stringify([record.kind, policy, version, by]) : undefined;
  }
  return record.data.id === undefined ? undefined : JSON.stringify([record.kind, record.data.id]);
}

/** Whether a record whose file is gone still stands in one that the change left alone. */
export function isElsewhere(before: ParsedRecord | undefined, entries: readonly Entry[]): boolean {
  if (before === undefined || identityOf(before) === undefined || !('id' in before.data)) return false;
  const { id } = before.data;
  return entries.some((entry) => entry.kind === before.kind && entry.id === id);
}

/** What the rules say of one record's change. */
export function judgeChange(change: RecordChange, plan: readonly RulePlan[], context: Context): readonly Finding[] {
  const record = change.after ?? change.before;
  if (record === undefined) return [];
  const { before } = change;
  const wasWithdrawn = before !== undefined && 'status' in before.data && before.data.status === 'withdrawn';
  return plan.flatMap(({ rule, level }) => {
    if (rule.scope !== 'change' || !rule.kinds.includes(record.kind) || (wasWithdrawn && !rule.seesWithdrawn))
      return [];
    const severity = level === 'error' ? 'error' : 'warning';
    return [...rule.judge(change, context)].map((problem) => findingAt(rule.id, severity, problem, record, record));
  });
}

/** What the rules say of a change as a whole. */
export function judgeWholeChange(change: WholeChange, plan: readonly RulePlan[], context: Context): readonly Finding[] {
  return plan.flatMap(({ rule, level }) => {
    if (rule.scope !== 'whole-change') return [];
    const severity = level === 'error' ? 'error' : 'warning';
    return [...rule.judge(change, context)].map((problem) => findingOf(rule.id, severity, problem, null));
  });
}

/** Those findings that did not stand before, or not as badly; the words may differ. */
export function broughtAbout(before: readonly Finding[], after: readonly Finding[]): readonly Finding[] {
  const keyOf = ({ rule, record, path, anchor, severity }: Finding) =>
    JSON.stringify([rule, record ?? path, anchor, severity === 'error']);
  const stood = new Map<string, number>();
  for (const finding of before) stood.set(keyOf(finding), (stood.get(keyOf(finding)) ?? 0) + 1);
  return after.filter((finding) => {
    const keys = finding.severity === 'error' ? [finding] : [finding, { ...finding, severity: 'error' as const }];
    for (const key of keys.map(keyOf)) {
      const count = stood.get(key) ?? 0;
      if (count === 0) continue;
      stood.set(key, count - 1);
      return false;
    }
    return true;
  });
}
