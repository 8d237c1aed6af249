import { locate, pointerStep, toData } from '../core/record/node.ts';
import { prune } from '../core/record/schema.ts';
import { isEmpty } from './convert-value.ts';
import type { Work } from './import-record.ts';
import { type FactMap, withFact } from './import-target.ts';
import { type Remark, remarkAt, remarkOn, shortened } from './read-foreign.ts';

/** Every field of theirs without a place stays, under a key of the user's own; a remark says so, and why. */
export function keepTheRest(work: Work): Remark[] {
  const { foreign, taken, failed, map } = work;
  const { root } = foreign;
  const others = (prune(toData(root), [...taken.keys()]) ?? {}) as FactMap;
  return root.pairs.flatMap((pair) => {
    const pointer = pointerStep(pair.key);
    const wrong = [...failed].filter(([one]) => one === pointer || one.startsWith(`${pointer}/`));
    const value = others[pair.key];
    const isKept = value !== undefined && !isEmpty(value);
    const kept = isKept ? freeKey(pair.key, work.facts) : null;
    if (kept !== null && value !== undefined) work.facts = withFact(work.facts, kept, value);
    if (isKept && wrong.length === 0) {
      const isNamed = map.leaveOut.some(([field]) => field === pair.key);
      const remark = `Unexpected ${isNamed ? 'value' : 'field'}, for which the map has no place`;
      return [remarkOn(foreign, pointer, pair.value, remark, kept)];
    }
    return wrong.map(([one, why]) =>
      remarkOn(foreign, one, locate(root, one).node, why, kept ?? (taken.get(one) || null)),
    );
  });
}

function freeKey(key: string, facts: FactMap): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  const name = `x_${words.replace(/^x_/, '').slice(0, 60) || 'field'}`;
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name}_${number}`;
    if (facts[free] === undefined) return free;
  }
}

/** Their comments that say something, as comments of ours, without the `#`. */
export function keepComments({ foreign, map, leftOut }: Work): { lines: string[]; remarks: Remark[] } {
  const lines: string[] = [];
  const remarks: Remark[] = [];
  for (const { text, start, behind } of foreign.comments) {
    const words = text.trim();
    if (map.leaveComments.has(words)) leftOut.push('comments');
    if (words === '' || map.leaveComments.has(words)) continue;
    lines.push(behind === undefined ? text : ` (${behind}) ${words}`);
    const { node } = locate(foreign.root, pointerStep(behind ?? ''));
    // Whoever wrote `key: #value` may have meant a value.
    if (behind === undefined || node.kind !== 'scalar' || node.value !== null) continue;
    const remark = 'Unexpected comment where a value could stand';
    remarks.push({ ...remarkAt(foreign, start, remark), field: behind, value: `#${shortened(text)}`, kept: 'comment' });
  }
  return { lines, remarks };
}
