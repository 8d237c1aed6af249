import { clockAt } from '../clock.ts';
import { resolveConfig } from '../config.ts';
import { compareFindings, type Finding } from '../finding.ts';
import { attest } from '../history/attestation.ts';
import { peopleOf } from '../people.ts';
import type { Question } from '../question.ts';
import { kindOf } from '../record/kinds.ts';
import { parseRecord, parseYaml } from '../record/parse.ts';
import { placeOf } from '../record/place.ts';
import { kindAt, placesOf } from '../record/places.ts';
import type { RecordText } from '../record/record.ts';
import type { ConfigFile, Person, Waiver } from '../record/shapes.ts';
import { parseInstant } from '../time.ts';
import { zoneClock } from '../zone.ts';
import { readBaseline } from './baseline.ts';
import { EXAMPLE_AS_OF, signedText } from './example.ts';
import { findingOf } from './finding-at.ts';
import { judgeRecord } from './judge.ts';
import { judgeChange, judgeWholeChange, matchRecords } from './judge-change.ts';
import { planRules } from './plan-rules.ts';
import type { AnyRule, Context, Example, PlacedWaiver, WholeChange } from './rule.ts';
import { indexOf, isAttested, settle } from './settle.ts';

/** The findings of those rules on an example, as `pir check` would give them in a repository that holds what it names. */
export function playExample(
  example: Example,
  rules: readonly AnyRule[],
  ruleIds: readonly string[],
  sha256: (text: string) => string,
): readonly Finding[] {
  // What a change is judged by is what stood there before it.
  const base: Example = { ...example, ...example.before };
  const config = resolveConfig((parseYaml(base.config ?? '', 'config').data ?? {}) as ConfigFile);
  const zone = zoneClock(config.timezone);
  const asOf = parseInstant(example.asOf ?? EXAMPLE_AS_OF) ?? 0;
  const people =
    base.people === undefined ? undefined : peopleOf((parseYaml(base.people, 'people').data ?? []) as Person[]);
  const context: Context = { config, people, asOf, clock: clockAt(asOf, zone), sha256 };
  const plan = planRules(rules, { ...config, rules: Object.fromEntries(rules.map(({ id }) => [id, 'error'])) });
  const places = placesOf(config.places);
  const own = fileOf(example, sha256, config.places[example.kind]);
  const others = Object.entries(example.beside ?? {}).map(([path, text]): RecordText => {
    const kind = kindAt(path, places) ?? 'incident';
    // An acknowledgement has nothing of its own to sign: it is of the example.
    const signed = kind === 'acknowledgement' ? example : { kind, text };
    return { path, text: signedText({ kind, text }, sha256, signed), kind };
  });
  const verdicts = [own, ...others].map((file) => judgeRecord(file, plan, context));
  const entries = verdicts.map(({ entry }) => entry);
  const index = indexOf(entries);
  const isYes = (question: Question): boolean => {
    if (question.ask === 'file') {
      const text = example.files?.[question.path];
      return text !== undefined && (question.sha256 === undefined || question.sha256 === sha256(text));
    }
    if (question.ask === 'commit') return example.commits?.some((hash) => hash.startsWith(question.hash)) ?? false;
    if (question.ask === 'attested') {
      if (example.committedBy === undefined) return true;
      const author = { authorEmail: example.committedBy, committerEmail: example.committedBy };
      return isAttested(question, attest(question.claim.by, { ...author, trailers: [], signer: null }, people));
    }
    // What a detector says is the world's; an example's candidate is one that it knows.
    return question.ask !== 'no-secret' && index.has(question);
  };
  const around = { ...context, ruleIds, waivers: waiversOf(example) };
  const together = plan.flatMap(({ rule }) =>
    rule.scope === 'repository'
      ? [...rule.judge(entries, around)].map((problem) => findingOf(rule.id, 'error', problem, null))
      : [],
  );
  const changed = example.before === undefined ? [] : judgeBoth(fileOf(base, sha256, config.places[base.kind]), own);
  return [
    ...verdicts.flatMap(({ findings, doubts }) => [...findings, ...settle(doubts, isYes)]),
    ...together,
    ...changed,
  ].sort(compareFindings);

  function judgeBoth(before: RecordText, after: RecordText): readonly Finding[] {
    const isTouched = before.path !== after.path || before.text !== after.text;
    const changes = isTouched
      ? matchRecords([before], [after], (file) => ('text' in file ? parseRecord(file).record : undefined))
      : [];
    return [
      ...changes.flatMap((change) => judgeChange(change, plan, context)),
      ...judgeWholeChange(wholeChange(example, base, changes.length), plan, context),
    ];
  }
}

function wholeChange(example: Example, base: Example, records: number): WholeChange {
  const names = { config: 'pir.config.yaml', people: 'people.yaml', waivers: '.pir/waivers.yaml' } as const;
  const keys = ['config', 'people', 'waivers'] as const;
  const entries = (text: string | undefined) => {
    const read = text === undefined ? [] : readBaseline(text);
    return 'problem' in read ? [] : read;
  };
  return {
    records,
    policyFiles: keys.filter((key) => example[key] !== base[key]).map((key) => names[key]),
    baseline: {
      path: '.pir/baseline.json',
      before: entries(base.baseline),
      after: entries(example.baseline),
      text: example.baseline ?? '',
    },
  };
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
