import type { AnyRule } from './rule.ts';

/** Every rule, in the order of the reference. One more rule: its file under rules/, its import, its line here. */
export const rules: readonly AnyRule[] = [];

/** The rule of that id. */
export function ruleOf(id: string): AnyRule | undefined {
  return rules.find((rule) => rule.id === id);
}
