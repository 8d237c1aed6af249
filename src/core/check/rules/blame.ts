// Over 200 lines: wordings of blame and of what is none stand side by side, so that they can be weighed.

import type { Problem } from '../../problem.ts';
import { hasContent } from '../../record/body.ts';
import { proseOf } from '../../record/prose.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { sectionOf } from '../../record/sections.ts';
import { incidentExample } from '../example.ts';
import type { Context, RecordRule } from '../rule.ts';

/** Sections in which a cause is named. The timeline is left alone: there people did things, and may be named. */
const sections = new Set(['Summary', 'Root cause analysis', 'Lessons learned']);

const handle = String.raw`@[a-z0-9](?:[\w.-]*\w)?`;
const somebody = String.raw`(?:${handle}|\b(?:he|she|somebody|someone|(?:the|an?|our|one|another|this|that)(?: [a-z-]+){0,2} (?:engineer|developer|programmer|administrator|admin|sysadmin|dba|sre|intern|contractor|employee|colleague|technician|responder|trainee|newcomer|person|staff member|team member)))`;
const adverb = '(?: simply| just| again| clearly| obviously| also)?';
const notDenied = String.raw`(?<!\b(?:not|no|never|without|nor|neither|than|isn't|wasn't) (?:a |an |any |mere |simple |pure )?)`;

/**
 * Wording that makes a person the cause, as data: each entry is one way to say it, behind what stands in every text that
 * it finds (first letters of either case are left out). Compiling all of them takes longer than checking a thousand
 * records, so that each is compiled when its words are met.
 */
const wordings: readonly (readonly [stem: RegExp, pattern: string])[] = [
  [
    /areless|eckless|egligen|ncompeten|tupid|lopp|lunder/,
    String.raw`${notDenied}\b(?:careless(?:ly|ness)?|reckless(?:ly|ness)?|negligen(?:t|tly|ce)|incompeten(?:t|tly|ce)|stupid(?:ly|ity)?|sloppy|sloppiness|blunder(?:ed|s)?)\b`,
  ],
  [
    /hould(?: have|'ve|’ve)|ught to have/,
    String.raw`\b(?:should(?: have|'ve|’ve)|ought to have) (?:known|been more careful|paid attention|paid more attention|thought|double-checked|realised|realized)\b`,
  ],
  [
    /ault of/,
    String.raw`\b(?:his|her|their|whose|the|own|sole|entirely) (?:own )?fault of (?:${somebody}|the [a-z-]+ team|the (?:[a-z-]+ ){0,2}(?:operators?|users?|managers?|engineers|developers|admins|staff))\b`,
  ],
  [/ caused/, String.raw`${somebody}(?: had| has)?${adverb} caused\b`],
  [/ault of @/, String.raw`${notDenied}\bfault of ${handle}`],
  [
    /(?:is|er) (?:own )?(?:fault|mistake|negligence)/,
    String.raw`\b(?:his|her) (?:own )?(?:fault|mistake|negligence)\b`,
  ],
  [
    /['’]s (?:own )?(?:fault|mistake|error|negligence|oversight)/,
    String.raw`${handle}(?:'s|’s) (?:own )?(?:fault|mistake|error|negligence|oversight)\b`,
  ],
  [
    /(?:at fault|to blame)/,
    String.raw`(?:${handle}|\b(?:he|she|(?:engineer|developer|administrator|admin|dba|sre|intern|contractor|employee|technician))) (?:is|was|are|were)(?: solely| entirely| clearly)? (?:at fault|to blame)\b`,
  ],
  [
    /to blame/,
    String.raw`(?<!\b(?:no one|nobody|no-one|nothing|none) (?:is|was|are|were))(?<=\b(?:is|was|are|were)(?: solely| entirely| clearly)?) to blame\b(?! (?:for )?(?:the )?(?:systems?|tools?|process(?:es)?)\b)`,
  ],
  [/lame (?:lies|falls|rests)/, String.raw`\bblame (?:lies|falls|rests) (?:on|with)\b`],
  [
    /(?:uman|perator|ser|ngineer|eveloper|dmin|ministrator|taff|mployee)(?:'s|’s)? (?:error|mistake)/,
    String.raw`\b(?:due to|caused by|because of|result of|down to|boils down to) (?:a |an |simple |plain |pure |just )*(?:human|operator|user|engineer|developer|admin|administrator|staff|employee)(?:'s|’s)? (?:error|mistake)s?\b`,
  ],
  [
    /forg[oe]t|gnored|eglected|verlooked|crewed up|essed up|otched|iolated/,
    String.raw`${somebody}(?: had| has)?${adverb} (?:forgot|forgotten|forgets|neglected|ignored|overlooked|messed up|screwed up|botched|violated)\b`,
  ],
  [
    /ailed to/,
    String.raw`${somebody}${adverb} failed to (?:check|notice|follow|test|read|see|update|inform|tell|verify|review|renew|escalate|react|respond|act|do|think|pay|understand|document|communicate|realise|realize|recognise|recognize|spot)\b`,
  ],
  [
    /id not|idn['’]t/,
    String.raw`${somebody}${adverb} (?:did not|didn't|didn’t)${adverb} (?:bother|follow|pay attention|think|care)\b`,
  ],
  [
    /hould(?: have|'ve|’ve)/,
    String.raw`${somebody}${adverb} should(?: have|'ve|’ve) (?!been (?:paged|alerted|told|notified|informed|asked|called|warned|trained|able|given|offered)|had|received|got)\w+`,
  ],
  [
    /ade (?:a|an|the|another) (?:[a-z]+ )?(?:mistake|error)/,
    String.raw`${somebody}(?: had| has)? made (?:a|an|the|another) (?:[a-z]+ )?(?:mistake|error)\b`,
  ],
  [
    /(?:istake|rror|versight|arelessness|egligence) (?:by|of|from)/,
    String.raw`\b(?:mistake|error|oversight|carelessness|negligence) (?:by|of|from) (?!the (?:first|second) )${somebody}`,
  ],
  [/(?:cause of|aused by|ue to) @/, String.raw`\b(?:because of|caused by|due to) ${handle}`],
  [
    /ack of|ttention|oor judge?ment|apse (?:of|in)/,
    String.raw`${notDenied}\b(?:lack of (?:care|attention|diligence|discipline|common sense)|inattention|poor judge?ment|lapse (?:of|in) (?:attention|judge?ment|concentration))\b`,
  ],
];
const compiled = new Map<string, RegExp>();
/** "Bob forgot to …", "the fault of Bob": a name counts where its capital tells it from a thing. */
const named =
  /(?<=\b(?:is|was|were|been|be)(?: \w+)?(?: the)? )fault of (?!(?:The|Our|This|That|All)\b)\p{Lu}\p{Ll}+|(?<!\p{L})(?!(?:We|It|They|Nobody|Everybody|Everyone|Team|Teams)\b)\p{Lu}\p{Ll}+ (?:(?:simply|just|had) )?forg(?:ot|otten) to\b/gu;
const stems = new RegExp([...wordings.map(([stem]) => stem.source), 'forg[oe]t'].join('|'));
const wholeCause =
  /^\W*(?:an? )?(?:human|operator|user|engineer|developer|admin|administrator|staff|employee|manual) (?:error|mistake|failure)s?\W*$/i;
/** A handle by itself; `@types/node`, `@Transactional(` and what chat tools address are none. */
const mention = /(?<![\w.@/`-])@[a-z0-9](?:[\w.-]*\w)?(?![\w/(@])/g;
const nobody = new Set(
  '@here @channel @everyone @all @team @latest @next @media @import @override @deprecated'.split(' '),
);

/** Words by which a review makes a person the cause. Few false alarms matter more than finding each one. */
export const rule: RecordRule = {
  id: 'blame',
  reason: 'Where a person is the cause, nothing else is changed, and the next person tells less.',
  levels: ['warn', 'warn', 'warn'],
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([
    ['A lowered connection limit exhausted', 'The on-call engineer forgot the connection limit, which exhausted'],
  ]),
  judge(record, { people }) {
    if (record.kind !== 'incident') return [];
    const problems = inFacts(record, people);
    if (record.data.confidentiality === 'restricted') return problems;
    const { body, text } = record;
    let judged = 0;
    for (const section of body.sections) {
      // Sections end at the next heading, so the deeper ones below a judged one are judged too.
      if (judged === 0 || section.level <= judged) judged = sections.has(sectionOf(section.title)) ? section.level : 0;
      if (judged === 0 || !stems.test(text.slice(section.contentStart, section.end)) || !hasContent(text, section))
        continue;
      const prose = proseOf(text, section.contentStart, section.end, 'quotes');
      for (const [words, at] of blamesIn(prose)) {
        const start = section.contentStart + at;
        problems.push({ ...problem(words), start, end: start + words.length });
      }
    }
    return problems;
  },
};

function inFacts({ data }: IncidentRecord, people: Context['people']): Problem[] {
  const problems: Problem[] = [];
  const { causes } = data;
  if (causes !== undefined)
    for (let i = 0; i < causes.length; i++) {
      const { statement, whys } = causes[i] ?? {};
      if (statement !== undefined) inCause(statement, `/causes/${i}/statement`, people, problems);
      for (let j = 0; whys !== undefined && j < whys.length; j++)
        if (whys[j] !== undefined) inCause(whys[j] as string, `/causes/${i}/whys/${j}`, people, problems);
    }
  const summary = data.impact?.summary;
  const found = summary === undefined ? undefined : blameIn(summary);
  if (found !== undefined) problems.push({ ...problem(found), pointer: '/impact/summary' });
  return problems;
}

function inCause(text: string, pointer: string, people: Context['people'], problems: Problem[]): void {
  const found = wholeCause.test(text) ? text.trim() : blameIn(text);
  if (found !== undefined) {
    problems.push({ ...problem(found), pointer });
    return;
  }
  const person = personIn(text, people);
  if (person === undefined) return;
  problems.push({
    message: `Unexpected person "${person}" in a cause, expected what made it possible`,
    hint: 'Name the role and the situation; who did what when belongs in the timeline.',
    pointer,
  });
}

function blameIn(text: string): string | undefined {
  if (!stems.test(text)) return undefined;
  for (const [words] of blamesIn(proseOf(text, 0, text.length, 'quotes'))) return words;
  return undefined;
}

/** What blames, one behind the other: where two wordings find the same words, the one that begins first, then the first. */
function* blamesIn(prose: string): Generator<readonly [words: string, at: number]> {
  const ahead = wordings
    .filter(([stem]) => stem.test(prose))
    .map(([, pattern]) => ({ pattern: compile(pattern), found: null as RegExpExecArray | null }));
  for (let from = 0, isFirst = true; ; isFirst = false) {
    let next: RegExpExecArray | null = null;
    for (const row of ahead) {
      if (isFirst || (row.found !== null && row.found.index < from)) {
        row.pattern.lastIndex = from;
        row.found = row.pattern.exec(prose);
      }
      if (row.found !== null && (next === null || row.found.index < next.index)) next = row.found;
    }
    if (next === null) break;
    yield [next[0], next.index];
    from = next.index + next[0].length;
  }
  for (const found of prose.matchAll(named)) yield [found[0], found.index];
}

function compile(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const expression = new RegExp(pattern, 'gi');
  compiled.set(pattern, expression);
  return expression;
}

function personIn(text: string, people: Context['people']): string | undefined {
  if (text.includes('@')) {
    for (const [found] of proseOf(text, 0, text.length, 'quotes').matchAll(mention)) {
      if (people === undefined ? !nobody.has(found) : people.find(found) !== undefined) return found;
    }
  }
  if (people === undefined || !/\p{L} \p{Lu}/u.test(text)) return undefined;
  return people.all.find(({ name }) => name?.includes(' ') && text.includes(name))?.name;
}

function problem(words: string): Pick<Problem, 'message' | 'hint'> {
  return {
    message: `Unexpected blame "${words.trim()}", expected what made it possible`,
    hint: 'Say what the system, the process or the situation let happen; words that somebody said belong in quotation marks.',
  };
}
