import type { PlacedWaiver } from '../core/check/rule.ts';
import { strayNames } from '../core/config-names.ts';
import { doubledHandles } from '../core/people.ts';
import { parseYaml } from '../core/record/parse.ts';
import { placeOf } from '../core/record/place.ts';
import type { ConfigFile, Person, Waiver } from '../core/record/shapes.ts';
import { UserError } from '../world/world.ts';

/** What is wrong with a file of the right shape. */
const meaningless = {
  config: (data: unknown) => strayNames(data as ConfigFile),
  people: (data: unknown) => doubledHandles(data as readonly Person[]),
  waivers: () => [],
};

/** A YAML file that a run stands on: anything wrong with it is the user's to mend before records are judged by it. */
export function readYaml<T extends object>(
  schema: 'config' | 'people' | 'waivers',
  { name: path, text }: { name: string; text: string | undefined },
  empty: T,
): { data: T; placed: PlacedWaiver[] } {
  if (text === undefined || text.trim() === '') return { data: empty, placed: [] };
  const parsed = parseYaml(text, schema);
  const { data, root } = parsed;
  const isSound = parsed.problems.length === 0 && data !== null;
  const problems = isSound ? meaningless[schema](data) : parsed.problems;
  if (problems.length > 0) {
    const lines = problems.map((problem) => {
      const { line, column } = placeOf(text, root, problem);
      return `${path}:${line}:${column}  ${problem.message}`;
    });
    throw new UserError(lines.join('\n     '), problems[0]?.hint ?? 'Mend the file.');
  }
  if (data === null || root === undefined) return { data: empty, placed: [] };
  if (schema !== 'waivers') return { data: data as T, placed: [] };
  const placed = (data as Waiver[]).map((waiver, index): PlacedWaiver => {
    const { line, column, endColumn } = placeOf(text, root, { message: '', hint: '', pointer: `/${index}` });
    return {
      ...(waiver as Omit<PlacedWaiver, 'path' | 'line' | 'column' | 'endColumn' | 'index'>),
      path,
      line,
      column,
      endColumn,
      index,
    };
  });
  return { data: data as T, placed };
}
