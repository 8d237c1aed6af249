import { clockAt } from '../clock.ts';
import { resolveConfig } from '../config.ts';
import { compareFindings, type Finding } from '../finding.ts';
import { peopleOf } from '../people.ts';
import { kindOf } from '../record/kinds.ts';
import { parseYaml } from '../record/parse.ts';
import { placeOf } from '../record/place.ts';
import { kindAt, placesOf } from '../record/places.ts';
import type { RecordText } from '../record/record.ts';
import type { ConfigFile, Person, Waiver } from '../record/shapes.ts';
import { parseInstant } from '../time.ts';
import { zoneClock } from '../zone.ts';
import { EXAMPLE_AS_OF, signedText } from './example.ts';
import { judgeRecord, planRules } from './judge.ts';
import type { AnyRule, Context, Example, PlacedWaiver, Question } from './rule.ts';
import { indexOf, settle } from './settle.ts';

/** The findings of those rules on an example, as `pir check` would give them in a repository that holds what it names. */
export function playExample(
  example: Example,
  rules: readonly AnyRule[],
  ruleIds: readonly string[],
  sha256: (text: string) => string,
): readonly Finding[] {
  const config = resolveConfig((parseYaml(example.config ?? '', 'config').data ?? {}) as ConfigFile);
  const zone = zoneClock(config.timezone);
  const asOf = parseInstant(example.asOf ?? EXAMPLE_AS_OF) ?? 0;
  const people =
    example.people === undefined ? undefined : peopleOf((parseYaml(example.people, 'people').data ?? []) as Person[]);
  const context: Context = { config, people, asOf, clock: clockAt(asOf, zone), sha256 };
  const plan = planRules(rules, { ...config, rules: Object.fromEntries(rules.map(({ id }) => [id, 'error'])) });
  const places = placesOf(config.places);
  const own = fileOf(example, sha256, config.places[example.kind]);
  const others = Object.entries(example.beside ?? {}).map(
    ([path, text]): RecordText => ({ path, text, kind: kindAt(path, places) ?? 'incident' }),
  );
  const verdicts = [own, ...others].map((file) => judgeRecord(file, plan, context));
  const entries = verdicts.map(({ entry }) => entry);
  const index = indexOf(entries);
  const isYes = (question: Question): boolean => {
    if (question.ask === 'file') {
      const text = example.files?.[question.path];
      return text !== undefined && (question.sha256 === undefined || question.sha256 === sha256(text));
    }
    if (question.ask === 'commit') return example.commits?.some((hash) => hash.startsWith(question.hash)) ?? false;
    // What a detector says is the world's; an example's candidate is one that it knows.
    return question.ask !== 'no-secret' && index.has(question);
  };
  const around = { ...context, ruleIds, waivers: waiversOf(example) };
  const together = plan.flatMap(({ rule }) =>
    rule.scope === 'repository'
      ? [...rule.judge(entries, around)].map(
          (problem): Finding => ({
            ...problem,
            rule: rule.id,
            severity: 'error',
            waived: false,
            baselined: false,
            source: null,
          }),
        )
      : [],
  );
  return [...verdicts.flatMap(({ findings, doubts }) => [...findings, ...settle(doubts, isYes)]), ...together].sort(
    compareFindings,
  );
}

function fileOf(example: Example, sha256: (text: string) => string, folder: string): RecordText {
  const text = signedText(example, sha256);
  const id = /^id: *["']?([^\s"']+)/m.exec(text)?.[1] ?? 'example';
  const ending = kindOf(example.kind).format === 'yaml' ? 'yaml' : 'md';
  return { path: `${folder}/${example.name ?? `${id}.${ending}`}`, kind: example.kind, text };
}

function waiversOf({ waivers = '' }: Example): PlacedWaiver[] {
  const { data, root } = parseYaml(waivers, 'waivers');
  return ((data ?? []) as Waiver[]).map((waiver, index) => {
    const { line, column, endColumn } = placeOf(waivers, root, { message: '', hint: '', pointer: `/${index}` });
    return { ...(waiver as object), path: '.pir/waivers.yaml', line, column, endColumn, index };
  });
}
