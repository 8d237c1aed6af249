import { makeBaseline, withNewRecords, writeBaseline } from '../../core/check/baseline.ts';
import { entryOf } from '../../core/check/entry.ts';
import { rules } from '../../core/check/index.ts';
import { judgeRecord } from '../../core/check/judge.ts';
import { planRules } from '../../core/check/plan-rules.ts';
import type { Finding } from '../../core/finding.ts';
import type { IncidentRecord, RecordText } from '../../core/record/record.ts';
import type { PlannedFile } from '../../core/report.ts';
import type { World } from '../../world/world.ts';
import { contextOf, loadBodyTreeFor } from '../judge-all.ts';
import { openBaseline } from '../open-baseline.ts';
import type { Repository } from '../repository.ts';
import { settleDoubts } from '../settle-doubts.ts';

// Imported or not, a credential in the repository is one to be revoked.
const alwaysTold = new Set(['secret']);

/**
 * The baseline with what `pir check` would say of the new records, so that a team begins with none of it; and how many
 * findings of which rule no baseline holds. Undefined where there is nothing to silence.
 */
export async function planBaseline(
  made: readonly PlannedFile[],
  standing: readonly IncidentRecord[],
  repository: Repository,
  world: World,
): Promise<{ file: PlannedFile | undefined; silenced: number; told: ReadonlyMap<string, number> }> {
  const findings = await judgeNew(made, standing, repository, world);
  const added = makeBaseline(
    findings.filter(({ rule }) => !alwaysTold.has(rule)),
    undefined,
  );
  const held = new Set(added.map(({ rule }) => rule));
  const told = new Map<string, number>();
  for (const { rule } of findings) if (!held.has(rule)) told.set(rule, (told.get(rule) ?? 0) + 1);
  const silenced = added.reduce((sum, { count }) => sum + count, 0);
  if (silenced === 0) return { file: undefined, silenced, told };
  const { path: absolutePath, entries } = openBaseline(repository, world);
  const text = writeBaseline(withNewRecords(entries ?? [], added));
  const path = world.files.relative(repository.root.top, absolutePath);
  const before = world.files.readText(absolutePath);
  const file = { absolutePath, path, text };
  if (before === undefined) return { file: { ...file, action: 'create' }, silenced, told };
  return { file: { ...file, action: before === text ? 'keep' : 'update', before }, silenced, told };
}

async function judgeNew(
  made: readonly PlannedFile[],
  standing: readonly IncidentRecord[],
  repository: Repository,
  world: World,
): Promise<readonly Finding[]> {
  const plan = planRules(rules, repository.config);
  const context = contextOf(repository, world);
  const verdicts = [];
  for (const { path, text } of made) {
    const file: RecordText = { path, kind: 'incident', text };
    await loadBodyTreeFor(file);
    verdicts.push(judgeRecord(file, plan, context));
  }
  const entries = [...standing.map((record) => entryOf(record, record)), ...verdicts.map(({ entry }) => entry)];
  const doubts = verdicts.flatMap((verdict) => verdict.doubts);
  const { findings: settled } = await settleDoubts(doubts, entries, repository, world);
  return [...verdicts.flatMap((verdict) => verdict.findings), ...settled];
}
