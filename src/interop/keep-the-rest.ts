import { locate, pointerStep, toData } from '../core/record/node.ts';
import { prune } from '../core/record/schema.ts';
import type { Writable } from '../core/record/yaml-text.ts';
import { isEmpty } from './convert-value.ts';
import type { FactMap } from './import-target.ts';
import type { Work } from './import-work.ts';
import { fieldAt, type Remark, remarkAt, remarkOn, shortened } from './read-foreign.ts';

/** Every field of theirs without a place stays, under a key of the user's own; a remark says so, and why. */
export function keepTheRest(work: Work): Remark[] {
  const { foreign, taken, failed, map } = work;
  const { root } = foreign;
  const others = (prune(toData(root), [...taken.keys()].filter(isInFront)) ?? {}) as FactMap;
  const kept: { [key: string]: Writable } = {};
  const freeKey = keysBeside(work.facts);
  const remarks = root.pairs.flatMap((pair) => {
    const pointer = pointerStep(pair.key);
    const wrong = [...failed].filter(([one]) => one === pointer || one.startsWith(`${pointer}/`));
    const value = others[pair.key];
    if (value === undefined || isEmpty(value))
      return wrong.map(([one, why]) => remarkOn(foreign, one, locate(root, one).node, why, taken.get(one) || null));
    const key = freeKey(pair.key);
    kept[key] = value;
    if (wrong.length > 0) return wrong.map(([one, why]) => remarkOn(foreign, one, locate(root, one).node, why, key));
    const isNamed = map.leaveOut.some(([field]) => field === pair.key);
    const remark = `Unexpected ${isNamed ? 'value' : 'field'}, for which the map has no place`;
    return [remarkOn(foreign, pointer, pair.value, remark, key)];
  });
  work.facts = { ...work.facts, ...kept };
  return remarks;
}

const isInFront = (pointer: string): boolean => pointer.startsWith('/');

/** Keys for fields of theirs, each given once: `resolvedWhen` is `x_resolved_when`. */
function keysBeside(facts: FactMap): (key: string) => string {
  const given = new Map(Object.keys(facts).map((key) => [key, 1]));
  return (key) => {
    const words = key
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_|_$/g, '');
    const name = `x_${words.replace(/^x_/, '').slice(0, 60) || 'field'}`;
    for (let number = (given.get(name) ?? 0) + 1; ; number++) {
      const free = number === 1 ? name : `${name}_${number}`;
      given.set(name, number);
      if (number > 1 && given.has(free)) continue;
      given.set(free, Math.max(given.get(free) ?? 0, 1));
      return free;
    }
  };
}

/** Their comments that say something, as comments of ours, without the `#`. */
export function keepComments({ foreign, map, leftOut }: Work): { lines: string[]; remarks: Remark[] } {
  const lines: string[] = [];
  const remarks: Remark[] = [];
  for (const { text, start, behind } of foreign.comments) {
    const words = text.trim();
    if (map.leaveComments.has(words)) leftOut.push('comments');
    if (words === '' || map.leaveComments.has(words)) continue;
    lines.push(behind === undefined ? text : ` (${fieldAt(behind)}) ${words}`);
    if (behind === undefined) continue;
    const { node } = locate(foreign.root, behind);
    // Whoever wrote `key: #value` may have meant a value.
    if (node.kind !== 'scalar' || node.value !== null) continue;
    const remark = 'Unexpected comment where a value could stand';
    remarks.push({
      ...remarkAt(foreign, start, remark),
      field: fieldAt(behind),
      value: `#${shortened(text)}`,
      kept: 'comment',
    });
  }
  return { lines, remarks };
}
