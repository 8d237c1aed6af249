import { actionsOf, type ParsedRecord } from '../record/record.ts';
import type { Action } from '../record/shapes.ts';
import type { RecordChange } from './rule.ts';

/** Actions that stand on both sides, by id, with their pointer after the change. A proposed one nobody had agreed to. */
export function* agreedActions({ before, after }: RecordChange): Generator<[pointer: string, was: Action, is: Action]> {
  if (before === undefined || after === undefined) return;
  const known = new Map<string, Action>();
  for (const [, action] of actionsOf(before))
    if (action.id !== undefined && !known.has(action.id)) known.set(action.id, action);
  for (const [pointer, action] of actionsOf(after)) {
    const was = known.get(action.id ?? '');
    known.delete(action.id ?? '');
    if (was !== undefined && was.status !== 'proposed') yield [pointer, was, action];
  }
}

/** The entries of a list that were not in it before: what the change wrote down. */
export function addedTo<T extends object>(was: readonly T[] | undefined, is: readonly T[] | undefined): readonly T[] {
  const left = (was ?? []).map((entry) => JSON.stringify(entry));
  return (is ?? []).filter((entry) => {
    const at = left.indexOf(JSON.stringify(entry));
    if (at >= 0) left.splice(at, 1);
    return at < 0 && entry !== null;
  });
}

/** Whether steps that were written down lead from one value to the other. */
export function isLedTo(
  from: unknown,
  to: unknown,
  steps: readonly { from?: unknown; to?: unknown }[],
  isSame: (a: unknown, b: unknown) => boolean = Object.is,
): boolean {
  let at = from;
  for (const step of steps) if (isSame(step.from, at)) at = step.to;
  return steps.length > 0 && isSame(at, to);
}

/** Ids in a list of the frontmatter, as they are written there: also those of items that the schema refuses. */
export function idsIn(record: ParsedRecord, key: string): ReadonlySet<string> | undefined {
  const list = record.root.pairs.find((pair) => pair.key === key)?.value;
  if (list === undefined || (list.kind === 'scalar' && list.value === null)) return new Set();
  if (list.kind !== 'list') return undefined;
  return new Set(
    list.items.flatMap((item) => {
      const id = item.kind === 'map' ? item.pairs.find((pair) => pair.key === 'id')?.value : undefined;
      return id?.kind === 'scalar' && typeof id.value === 'string' ? [id.value] : [];
    }),
  );
}
