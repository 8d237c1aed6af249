import { levelOf } from '../check/plan-rules.ts';
import { playExample } from '../check/play-example.ts';
import type { AnyRule, Example } from '../check/rule.ts';
import { type Config, profiles } from '../config.ts';
import { kindOf } from '../record/kinds.ts';
import type { Block } from '../report.ts';
import { changedLines } from './changed-lines.ts';

/** A page about one rule: why, when, how strict, and the difference between a record it likes and one it does not. */
export function explainRule(
  rule: AnyRule,
  config: Config,
  ruleIds: readonly string[],
  sha256: (text: string) => string,
): Block[] {
  const findings = playExample(rule.bad, [rule], ruleIds, sha256).filter((finding) => finding.rule === rule.id);
  const first = findings[0];
  const { before } = rule.bad;
  const from = before === undefined ? rule.good.text : everyText({ ...rule.bad, ...before });
  const change = changedLines(from, before === undefined ? rule.bad.text : everyText(rule.bad));
  return [
    { block: 'heading', level: 1, text: rule.id },
    { block: 'text', text: rule.reason },
    { block: 'facts', rows: factsOf(rule, config) },
    ...(change === ''
      ? []
      : ([
          { block: 'heading', level: 2, text: 'For example' },
          { block: 'code', text: change, language: 'diff' },
        ] as const)),
    ...(first === undefined
      ? []
      : ([
          { block: 'text', text: `${first.message}.` },
          { block: 'text', text: first.hint },
        ] as const)),
  ];
}

/** Of a change, what it is judged by may be the very thing that differs. */
function everyText({ config = '', people = '', waivers = '', baseline = '', text }: Example): string {
  return [config, people, waivers, baseline, text].join('\n');
}

function factsOf(rule: AnyRule, config: Config): (readonly [string, string])[] {
  const level = levelOf(rule, config);
  const rows: (readonly [string, string])[] = [
    ['Levels', profiles.map((profile, i) => `${profile} ${rule.levels[i]}`).join(', ')],
    [
      'Here',
      config.rules[rule.id] === undefined ? `${level} (profile ${config.profile})` : `${level} (set in the config)`,
    ],
    ['Records', rule.kinds.map((kind) => kindOf(kind).title.toLowerCase()).join(', ')],
  ];
  if (rule.isRipe) rows.push(['Ripens', 'silent on a draft, a warning in review, its level once approved or closed']);
  if (rule.scope === 'change' || rule.scope === 'whole-change')
    rows.push(['Compares', 'with --base: what stood there before a change with what stands there now']);
  if (rule.usesClock) rows.push(['Clock', 'speaks because time has passed']);
  return rows;
}
