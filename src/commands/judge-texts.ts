import { applyBaseline } from '../core/check/baseline.ts';
import { rules } from '../core/check/index.ts';
import { judgeRecord } from '../core/check/judge.ts';
import { planRules, type RulePlan } from '../core/check/plan-rules.ts';
import { isOfRecords } from '../core/check/record-question.ts';
import type { Context, Entry } from '../core/check/rule.ts';
import { applyWaivers } from '../core/check/waivers.ts';
import type { Finding } from '../core/finding.ts';
import type { RecordText } from '../core/record/record.ts';
import type { World } from '../world/world.ts';
import { contextOf, judgeTogether, loadBodyTreeFor, readAllEntries } from './judge-all.ts';
import { openBaseline } from './open-baseline.ts';
import type { Repository } from './repository.ts';
import { settleDoubts } from './settle-doubts.ts';

/** What a record would be told with that text in that place, as `pir check` judges it, unsorted. Nothing needs to stand there. */
export function judgeText(
  { path, kind }: Pick<RecordText, 'path' | 'kind'>,
  text: string,
  repository: Repository,
  world: World,
): Promise<readonly Finding[]> {
  return judgeTexts([{ path, kind, text }], repository, world);
}

/**
 * The same of several at once: each is judged among all records as they would be with those texts in them. By the rules
 * of `only` alone where it names any.
 */
export async function judgeTexts(
  files: readonly RecordText[],
  repository: Repository,
  world: World,
  only: readonly string[] = [],
): Promise<readonly Finding[]> {
  for (const file of files) await loadBodyTreeFor(file);
  const plan = planRules(rules, repository.config, only);
  const context = contextOf(repository, world);
  const verdicts = files.map((file) => judgeRecord(file, plan, context));
  const doubts = verdicts.flatMap((verdict) => verdict.doubts);
  const needsOthers = doubts.some(({ question }) => isOfRecords(question));
  const own = verdicts.map(({ entry }) => entry);
  const together = ripePlan(plan, own, context);
  const entries = needsOthers || together.length > 0 ? readAllEntries(files, repository, world) : own;
  const { findings: settled } = await settleDoubts(doubts, entries, repository, world);
  const paths = new Set(files.map(({ path }) => path));
  const ripe = judgeTogether(entries, together, context, repository).filter(({ path }) => paths.has(path));
  const all = [...verdicts.flatMap(({ findings }) => findings), ...settled, ...ripe];
  const waived = applyWaivers(all, repository.waivers, repository.clock);
  return applyBaseline(waived, openBaseline(repository, world).entries ?? []);
}

/** Rules about several records that stand in the way of signing one of these; of a draft they say nothing that matters yet. */
function ripePlan(plan: readonly RulePlan[], entries: readonly Entry[], context: Context): readonly RulePlan[] {
  const signed = entries.filter(({ status }) => status === 'approved' || status === 'closed');
  if (signed.length === 0) return [];
  return plan.filter(
    ({ rule, level }) =>
      level === 'error' &&
      rule.scope === 'repository' &&
      rule.isRipe === true &&
      (rule.needsAll?.(signed, context) ?? []).length > 0,
  );
}
