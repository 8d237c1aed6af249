import { ruleOf } from '../core/check/index.ts';
import { clockAt } from '../core/clock.ts';
import type { Finding } from '../core/finding.ts';
import { locate } from '../core/record/node.ts';
import { parseRecord } from '../core/record/parse.ts';
import type { RecordText } from '../core/record/record.ts';
import type { World } from '../world/world.ts';
import { judgeTexts } from './judge-texts.ts';
import type { Repository } from './repository.ts';

/** A record as it is and as it is to be. */
export interface RecordStep {
  before: RecordText | undefined;
  after: RecordText;
}

/**
 * Those of the findings on `after` that only passed time brought: the same text would have been told nothing on an earlier
 * day, and the step did not write what stands at their place. They are no reason to refuse the step; what is wrong on
 * every day is one, and so is a step that itself writes a day that is over.
 */
export async function lateFindings(
  findings: readonly Finding[],
  steps: readonly RecordStep[],
  repository: Repository,
  world: World,
): Promise<ReadonlySet<Finding>> {
  const clocked = findings.filter(({ rule }) => ruleOf(rule)?.usesClock === true);
  if (clocked.length === 0) return new Set();
  const concerned = steps.filter(({ after }) => clocked.some(({ path }) => path === after.path));
  // Before anything could be late.
  const then = Number.NEGATIVE_INFINITY;
  const once = { ...repository, asOf: then, clock: clockAt(then, repository.zone) };
  const timeless = await judgeTexts(
    concerned.map(({ after }) => after),
    once,
    world,
    clocked.map(({ rule }) => rule),
  );
  const everyDay = new Set(timeless.map(keyOf));
  return new Set(
    clocked.filter((finding) => {
      if (everyDay.has(keyOf(finding))) return false;
      const step = concerned.find(({ after }) => after.path === finding.path);
      return step !== undefined && !isWritten(finding, step);
    }),
  );
}

const keyOf = ({ rule, path, anchor, message }: Finding): string => JSON.stringify([rule, path, anchor, message]);

/** Whether the step wrote what stands at the finding's place. */
function isWritten({ pointer }: Finding, { before, after }: RecordStep): boolean {
  if (pointer === null || before === undefined) return true;
  return textAt(before, pointer) !== textAt(after, pointer);
}

function textAt(file: RecordText, pointer: string): string | undefined {
  const root = parseRecord(file).record?.root;
  if (root === undefined) return undefined;
  const { node, isWhole } = locate(root, pointer);
  return isWhole ? file.text.slice(node.start, node.end) : undefined;
}
