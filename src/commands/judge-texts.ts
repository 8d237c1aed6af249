import { applyBaseline } from '../core/check/baseline.ts';
import { rules } from '../core/check/index.ts';
import { judgeRecord, planRules } from '../core/check/judge.ts';
import { isOfRecords } from '../core/check/record-question.ts';
import { applyWaivers } from '../core/check/waivers.ts';
import type { Finding } from '../core/finding.ts';
import type { RecordText } from '../core/record/record.ts';
import type { World } from '../world/world.ts';
import { contextOf, loadBodyTreeFor, readAllEntries } from './judge-all.ts';
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

/** The same of several at once: each is judged among all records as they would be with those texts in them. */
export async function judgeTexts(
  files: readonly RecordText[],
  repository: Repository,
  world: World,
): Promise<readonly Finding[]> {
  for (const file of files) await loadBodyTreeFor(file);
  const plan = planRules(rules, repository.config);
  const context = contextOf(repository, world);
  const verdicts = files.map((file) => judgeRecord(file, plan, context));
  const doubts = verdicts.flatMap((verdict) => verdict.doubts);
  const needsOthers = doubts.some(({ question }) => isOfRecords(question));
  const entries = needsOthers ? readAllEntries(files, repository, world) : verdicts.map(({ entry }) => entry);
  const { findings: settled } = await settleDoubts(doubts, entries, repository, world);
  const all = [...verdicts.flatMap(({ findings }) => findings), ...settled];
  const waived = applyWaivers(all, repository.waivers, repository.clock);
  return applyBaseline(waived, openBaseline(repository, world).entries ?? []);
}
