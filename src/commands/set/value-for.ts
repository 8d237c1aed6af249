import type { RecordKind } from '../../core/record/kinds.ts';
import { toData } from '../../core/record/node.ts';
import { schemaAt } from '../../core/record/schema.ts';
import { readYaml } from '../../core/record/yaml-document.ts';
import type { Writable } from '../../core/record/yaml-text.ts';
import { UserError } from '../../world/world.ts';

/** Text where the field is text, else YAML; a map that says who and when gets both where they are not said. */
export function valueFor(
  said: string,
  kind: RecordKind,
  pointer: string,
  { on, by }: { on: string; by: () => string },
): Writable {
  const schema = schemaAt(kind, pointer);
  if (schema === undefined)
    throw new UserError(
      `Unexpected field "${pointer.slice(1).replaceAll('/', '.')}", which ${kind.replace('-', ' ')}s do not have`,
      'Run pir explain FIELD. Fields of your own (x_…) are written into the file by hand.',
    );
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (types.includes('string') || schema.enum !== undefined) return said;
  const { root, problems } = readYaml(said, 0, said.length);
  const problem = problems[0];
  if (root === undefined || problem !== undefined) {
    throw new UserError(
      `Unexpected VALUE for ${pointer.slice(1)}: ${problem?.message ?? 'nothing'}`,
      problem?.hint ?? 'Write YAML on one line, in quotes.',
    );
  }
  const value = toData(root) as Writable;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const keys = Object.keys(schema.properties ?? {});
  return {
    ...(keys.includes('on') ? { on } : {}),
    ...(keys.includes('by') ? { by: by() } : {}),
    ...(value as { [key: string]: Writable }),
  };
}
