import { clockAt } from '../clock.ts';
import type { Severity } from '../finding.ts';
import type { Problem } from '../problem.ts';
import type { RecordKind } from '../record/kinds.ts';
import { limits } from '../record/limits.ts';
import type { MapNode } from '../record/node.ts';
import { type Parsing, parseRecord } from '../record/parse.ts';
import type { ParsedRecord, RecordFile, RecordText } from '../record/record.ts';
import { entryOf } from './entry.ts';
import { findingAt } from './finding-at.ts';
import { judgeUnreadable } from './judge-unreadable.ts';
import type { RulePlan } from './plan-rules.ts';
import type { AnyRule, Context, RecordRule } from './rule.ts';
import type { Verdict } from './verdict.ts';

const speakOnWithdrawn = new Set(['frontmatter', 'schema', 'record-id', 'secret']);

/** Judges one file by the rules that need no other. Never throws for bad data. `parsing` is what was read of it, if it was. */
export function judgeRecord(
  file: RecordFile,
  plan: readonly RulePlan[],
  context: Context,
  parsing?: Parsing | undefined,
): Verdict {
  if ('problem' in file) return judgeUnreadable(file, plan);
  const clock = clockAt(context.asOf, context.clock.zone);
  const { record, problems, usedPlainReader } = parsing ?? parseRecord(file);
  const verdict: Verdict = {
    entry: entryOf(file, record),
    findings: [],
    doubts: [],
    window: clock.window(),
    usedPlainReader,
  };
  for (const problem of problems) {
    const row = plan.find(({ rule }) => rule.id === problem.rule);
    if (row && !add(verdict, row.rule, row.level === 'error' ? 'error' : 'warning', problem, file, record)) break;
  }
  const here: Context = {
    config: context.config,
    people: context.people,
    asOf: context.asOf,
    clock,
    sha256: context.sha256,
  };
  // Before the others, whose findings may be cut short, and even where nothing else can be read.
  judgeBy(plan, record ?? bareRecord(file), here, verdict, 'text');
  const isFull = verdict.findings.length >= limits.findings;
  if (record !== undefined && !isFull) judgeBy(plan, record, here, verdict, 'facts');
  verdict.window = clock.window();
  return verdict;
}

function judgeBy(
  plan: readonly RulePlan[],
  record: ParsedRecord,
  context: Context,
  verdict: Verdict,
  part: keyof Parts,
): void {
  const asked = partsOf(plan, record.kind, statusOf(record))[part];
  for (let i = 0; i < asked.length; i++) {
    const { rule, severity, ripe } = asked[i] as Asked;
    const problems = rule.judge(record, context);
    // Mostly a list that is empty, and then begins no loop.
    if (Array.isArray(problems) && problems.length === 0) continue;
    for (const problem of problems) {
      const heavy = problem.isRipe ? ripe : severity;
      if (heavy !== undefined && !add(verdict, rule, heavy, problem, record, record)) return;
    }
  }
}

/** The rules that judge records of a kind and status: by their text alone, and by what stands in it. */
interface Parts {
  text: Asked[];
  facts: Asked[];
}

/** A rule with the weight of its problems, and of those that ripen: none where they do not count yet. */
interface Asked {
  rule: RecordRule;
  severity: Severity;
  ripe: Severity | undefined;
}

const sorted = new WeakMap<readonly RulePlan[], Map<string, Parts>>();

// Sorted out once a run: two dozen of the rules are none of a record's, and were asked twice for each.
function partsOf(plan: readonly RulePlan[], kind: RecordKind, status: string | undefined): Parts {
  const all = sorted.get(plan) ?? new Map<string, Parts>();
  sorted.set(plan, all);
  const known = all.get(`${kind} ${status}`);
  if (known !== undefined) return known;
  const parts: Parts = { text: [], facts: [] };
  for (const { rule, level } of plan) {
    if (rule.scope !== 'record' || !rule.kinds.includes(kind)) continue;
    if (status === 'withdrawn' && !speakOnWithdrawn.has(rule.id)) continue;
    const own = level === 'error' ? 'error' : 'warning';
    const ripe = ripeSeverity(own, kind, status);
    const severity = rule.isRipe ? ripe : own;
    if (severity !== undefined) parts[rule.readsText ? 'text' : 'facts'].push({ rule, severity, ripe });
  }
  all.set(`${kind} ${status}`, parts);
  return parts;
}

/** A record of which nothing is known but its text. */
function bareRecord(file: RecordText): ParsedRecord {
  const root: MapNode = { kind: 'map', pairs: [], flow: false, start: 0, end: 0 };
  return { ...file, root, data: {}, isSound: false, body: { start: 0, sections: [] } } as unknown as ParsedRecord;
}

/** Silent on a draft, a warning while in review, the rule's level on what is signed. Only incidents ripen. */
function ripeSeverity(own: Severity, kind: RecordKind, status: string | undefined): Severity | undefined {
  if (kind !== 'incident' || status === 'approved' || status === 'closed' || status === 'withdrawn') return own;
  return status === 'in_review' ? 'warning' : undefined;
}

function statusOf(record: ParsedRecord): string | undefined {
  return 'status' in record.data ? record.data.status : undefined;
}

// False when it was one too many, and nothing more will be taken: what stands behind it could be the worst of all, so that
// a record is never sound because nobody looked any further.
function add(
  verdict: Verdict,
  { id: rule }: Pick<AnyRule, 'id'>,
  severity: Severity,
  problem: Problem,
  file: RecordText,
  record: ParsedRecord | undefined,
): boolean {
  if (problem.unless === undefined && verdict.findings.length >= limits.findings - 1 && problem !== tooMany) {
    add(verdict, { id: 'frontmatter' }, 'error', tooMany, file, record);
    return false;
  }
  const finding = findingAt(rule, severity, problem, file, record);
  if (problem.unless) verdict.doubts.push({ finding, question: problem.unless });
  else verdict.findings.push(finding);
  return true;
}

const tooMany: Problem = {
  message: `Unexpected finding number ${limits.findings}, expected fewer: the rest of this record was not judged`,
  hint: 'Mend what is named first.',
  start: 0,
  end: 0,
};
