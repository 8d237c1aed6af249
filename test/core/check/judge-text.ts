import { createHash } from 'node:crypto';
import { EXAMPLE_AS_OF, incidentExample, signedText } from '../../../src/core/check/example.ts';
import type { Example, RecordRule } from '../../../src/core/check/rule.ts';
import { clockAt } from '../../../src/core/clock.ts';
import { resolveConfig } from '../../../src/core/config.ts';
import { peopleOf } from '../../../src/core/people.ts';
import { loadBodyTree } from '../../../src/core/record/body.ts';
import { parseRecord } from '../../../src/core/record/parse.ts';
import type { ConfigFile, Person } from '../../../src/core/record/shapes.ts';
import { parseInstant } from '../../../src/core/time.ts';
import { zoneClock } from '../../../src/core/zone.ts';

// Some bodies are for the markdown parser, which is loaded once.
await loadBodyTree();

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Around {
  config?: ConfigFile;
  people?: readonly Person[];
  asOf?: string;
}

/** What a rule says of an example: `place: message`, where the place is the pointer or the text pointed at. */
export function judgeText(rule: RecordRule, example: Example, { config, people, asOf }: Around = {}): string[] {
  const text = signedText(example, sha256);
  const { record } = parseRecord({ path: 'record.md', kind: example.kind, text });
  if (record === undefined) throw new Error('the example cannot be read');
  const resolved = resolveConfig(config ?? {});
  const at = parseInstant(asOf ?? example.asOf ?? EXAMPLE_AS_OF) ?? Number.NaN;
  const context = {
    config: resolved,
    people: people && peopleOf(people),
    asOf: at,
    clock: clockAt(at, zoneClock(resolved.timezone)),
    sha256,
  };
  return [...rule.judge(record, context)].map(
    ({ pointer, start, end, message }) =>
      `${start === undefined ? (pointer ?? '-') : JSON.stringify(text.slice(start, end))}: ${message}`,
  );
}

/** What it says of the sound record with these changes. */
export function judgeChanged(
  rule: RecordRule,
  changes: Parameters<typeof incidentExample>[0],
  around: Around = {},
): string[] {
  return judgeText(rule, incidentExample(changes), around);
}
