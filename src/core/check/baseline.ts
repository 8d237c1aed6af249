import { compareText, type Finding } from '../finding.ts';

/** Findings that stood when the baseline was made: rule, record (else path) and anchor, never a line or an index. */
export interface BaselineEntry {
  rule: string;
  record: string;
  at: string;
  /** How many findings share the three. */
  count: number;
}

const never = new Set(['frontmatter', 'time-order']);

/** The file's text → entries, or what is wrong with it. */
export function readBaseline(text: string): readonly BaselineEntry[] | { problem: string } {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  const { version, findings } = (data ?? {}) as { version?: unknown; findings?: unknown };
  if (version !== 1 || !Array.isArray(findings)) return { problem: 'neither "version": 1 nor a list of findings' };
  const entries: BaselineEntry[] = [];
  for (const [i, row] of findings.entries()) {
    const { rule, record, at, count } = (row ?? {}) as { [key: string]: unknown };
    if (
      typeof rule !== 'string' ||
      typeof record !== 'string' ||
      typeof at !== 'string' ||
      !Number.isSafeInteger(count) ||
      (count as number) < 1
    ) {
      return { problem: `entry ${i + 1} has no rule, record, at and count` };
    }
    if (never.has(rule)) return { problem: `entry ${i + 1} holds the rule ${rule}, which is never silenced` };
    entries.push({ rule, record, at, count: count as number });
  }
  return entries;
}

const keyOf = (finding: Finding) => JSON.stringify([finding.rule, finding.record ?? finding.path, finding.anchor]);

/** Findings that the baseline holds become notes. */
export function applyBaseline(findings: readonly Finding[], baseline: readonly BaselineEntry[]): readonly Finding[] {
  if (baseline.length === 0) return findings;
  const left = new Map(baseline.map((entry) => [JSON.stringify([entry.rule, entry.record, entry.at]), entry.count]));
  return findings.map((finding) => {
    const key = keyOf(finding);
    const count = left.get(key) ?? 0;
    if (count === 0 || finding.severity === 'note') return finding;
    left.set(key, count - 1);
    return { ...finding, severity: 'note', baselined: true };
  });
}

/**
 * The baseline for these findings (before any baseline is applied). Over an existing one only what it holds already and
 * what still stands remains: a baseline can only shrink.
 */
export function makeBaseline(
  findings: readonly Finding[],
  existing: readonly BaselineEntry[] | undefined,
): readonly BaselineEntry[] {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    if (finding.severity !== 'note' && !never.has(finding.rule))
      counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  }
  const limit =
    existing && new Map(existing.map((entry) => [JSON.stringify([entry.rule, entry.record, entry.at]), entry.count]));
  const entries: BaselineEntry[] = [];
  for (const [key, count] of counts) {
    const kept = limit ? Math.min(count, limit.get(key) ?? 0) : count;
    const [rule, record, at] = JSON.parse(key) as [string, string, string];
    if (kept > 0) entries.push({ rule, record, at, count: kept });
  }
  return entries.sort(compareEntries);
}

function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  return compareText(a.record, b.record) || compareText(a.rule, b.rule) || compareText(a.at, b.at);
}

/**
 * A baseline with the findings of records that were not there when it was made: those that an import brings. What it
 * holds of all others stays as it is.
 */
export function withNewRecords(
  existing: readonly BaselineEntry[],
  added: readonly BaselineEntry[],
): readonly BaselineEntry[] {
  const names = new Set(added.map(({ record }) => record));
  return [...existing.filter(({ record }) => !names.has(record)), ...added].sort(compareEntries);
}

/** The file's text: one entry a line, so that a shrinking baseline reads well in a diff. */
export function writeBaseline(entries: readonly BaselineEntry[]): string {
  const lines = entries.map(({ rule, record, at, count }) => `    ${JSON.stringify({ rule, record, at, count })}`);
  return `{\n  "version": 1,\n  "findings": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`;
}
