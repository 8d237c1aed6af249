import type { RulePlan } from '../../core/check/plan-rules.ts';
import type { Context, Entry } from '../../core/check/rule.ts';
import type { RecordKind } from '../../core/record/kinds.ts';

/**
 * Of which kinds rules need every record, to judge what became of the touched ones. A rule that could need some and needs
 * none is not asked: what it would see are those that the change happens to name, and not their like.
 */
export function concernedBy(
  now: readonly Entry[],
  before: readonly Entry[],
  plan: readonly RulePlan[],
  context: Context,
): { kinds: ReadonlySet<RecordKind>; asked: readonly RulePlan[] } {
  const stays = new Set(now.map(({ kind, id, path }) => `${kind} ${id ?? path}`));
  const touched = [...now, ...before.filter(({ kind, id, path }) => !stays.has(`${kind} ${id ?? path}`))];
  const kinds = new Set<RecordKind>();
  const asked = plan.filter(({ rule }) => {
    if (rule.scope !== 'repository' || rule.needsAll === undefined) return true;
    const needed = rule.needsAll(touched, context, before);
    for (const kind of needed) kinds.add(kind);
    return needed.length > 0;
  });
  return { kinds, asked };
}
