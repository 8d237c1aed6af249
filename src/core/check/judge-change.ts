import type { Finding } from '../finding.ts';
import { parseRecord } from '../record/parse.ts';
import type { ParsedRecord, RecordText } from '../record/record.ts';
import { findingAt, findingOf } from './finding-at.ts';
import type { RulePlan } from './judge.ts';
import type { Context, RecordChange, WholeChange } from './rule.ts';

/** Pairs the records of the files that a change touches, by kind and id, wherever they stand; each record once. */
export function matchRecords(before: readonly RecordText[], after: readonly RecordText[]): readonly RecordChange[] {
  const old = before.flatMap((file) => parseRecord(file).record ?? []);
  const now = after.map((file) => parseRecord(file).record);
  const left = new Set(now.filter((record) => record !== undefined));
  const changes = old.map((record): RecordChange => {
    const key = identityOf(record);
    const same = [...left].filter((other) => key !== undefined && identityOf(other) === key);
    const match = same.find((other) => other.path === record.path) ?? same[0];
    if (match !== undefined) left.delete(match);
    return { before: record, after: match };
  });
  return [...changes, ...[...left].map((record) => ({ before: undefined, after: record }))];
}

/** What a record is known by, whatever its file is called; undefined where the record does not say it. */
export function identityOf(record: ParsedRecord): string | undefined {
  if (record.kind === 'acknowledgement') {
    const { by, policy, version } = record.data;
    return by && policy && version ? JSON.stringify([record.kind, policy, version, by]) : undefined;
  }
  return record.data.id === undefined ? undefined : JSON.stringify([record.kind, record.data.id]);
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
