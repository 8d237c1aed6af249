import type { Clock } from '../../clock.ts';
import { compareText } from '../../finding.ts';
import { addSpanToDay, parseDay, parseInstant, parseSpan } from '../../time.ts';
import { spanWords } from '../../words.ts';
import { incidentExample } from '../example.ts';
import type { ReviewFacts, ReviewPart } from '../facts/management-review.ts';
import type { Entry, Example, PlacedProblem, RepositoryRule } from '../rule.ts';

const held = `---
schema: pir/management-review@1
id: 2026-q1
title: Management review, first quarter 2026
period: { from: 2026-01-01, to: 2026-03-31 }
status: held
held: 2026-04-14
chair: "@cto"
attendees: [{ who: "@cto", role: top_management }]
inputs: [{ item: 9.3.2d, source: "pir report, What happened" }]
decisions:
  - { id: A1, title: Fund the limits project, owner: "@cto", due: 2026-12-31, status: open, kind: prevent }
---
`;

const example = (text: string): Example => ({
  kind: 'management-review',
  text,
  beside: { 'incidents/2026/2026-03-10-checkout-500s.md': incidentExample().text },
});

/**
 * Somebody in management looked at all this within the last year (config: `management_review`), and what is called held
 * says who came, what they looked at and what they decided. Before the first was held, silent until the first incident
 * whose review was handed in is as old as that: drafts that were imported yesterday are nothing that management could have
 * looked at.
 */
export const rule: RepositoryRule = {
  id: 'management-review',
  reason: 'What incidents teach changes nothing as long as those who decide have not seen it, and decided.',
  levels: ['off', 'warn', 'error'],
  usesClock: true,
  kinds: ['management-review'],
  scope: 'repository',
  good: example(held),
  bad: example(held.replace('attendees: [{ who: "@cto", role: top_management }]\n', '')),
  needsAll: (touched) =>
    touched.some(({ kind }) => kind === 'management-review') ? ['management-review', 'incident'] : [],
  judge(entries, { config, clock, mayWaiveAhead: isPart }) {
    const reviews = entries.filter(({ kind }) => kind === 'management-review');
    const problems = reviews.flatMap(incompleteness);
    // Of a change that touches no review nobody has read the reviews.
    if (isPart && reviews.length === 0) return problems;
    // One that cannot be read may be the one that is looked for.
    if (reviews.some(({ facts }) => facts?.review === undefined)) return problems;
    const span = parseSpan(config.management_review);
    const last = lastHeld(reviews, clock);
    const since = last ?? firstIncident(entries, clock);
    if (span === undefined || since === undefined || !clock.isOver(addSpanToDay(since.day, span))) return problems;
    const place = last?.entry ?? reviews.toSorted((a, b) => compareText(a.path, b.path)).at(-1) ?? since.entry;
    const what = `the ${last === undefined ? 'first incident' : 'one held'} on ${since.day}`;
    problems.push(
      problemAt(
        place,
        `Unexpected absence of a management review since ${what}, expected one every ${spanWords(config.management_review).replace(/^1 /, '')}`,
        'Run `pir report --period P --record`, hold the review, and complete its record.',
        '/id',
      ),
    );
    return problems;
  },
};

interface Dated {
  entry: Entry;
  /** Calendar day in the config's zone. */
  day: string;
}

function firstIncident(entries: readonly Entry[], clock: Clock): Dated | undefined {
  let first: { entry: Entry; at: number } | undefined;
  for (const entry of entries) {
    if (entry.status === 'draft' || entry.status === 'withdrawn') continue;
    const at = entry.facts?.incidentAt;
    if (at !== undefined && (first === undefined || at < first.at)) first = { entry, at };
  }
  if (first === undefined || !clock.hasReached(first.at)) return undefined;
  return { entry: first.entry, day: clock.zone.dayOf(first.at) };
}

/** One that is dated later than as-of was not held yet. */
function lastHeld(reviews: readonly Entry[], clock: Clock): Dated | undefined {
  let last: Dated | undefined;
  for (const entry of reviews) {
    const day = dayOf(entry.facts?.review, clock);
    if (day === undefined || !clock.hasReached(clock.zone.startOf(day, '00:00'))) continue;
    if (last === undefined || day > last.day) last = { entry, day };
  }
  return last;
}

function dayOf(facts: ReviewFacts | undefined, { zone }: Clock): string | undefined {
  const text = facts?.held;
  if (text === undefined) return undefined;
  if (parseDay(text) !== undefined) return text;
  const at = parseInstant(text);
  return at === undefined ? undefined : zone.dayOf(at);
}

const words: { readonly [part in ReviewPart]: readonly [absent: string, hint: (id: string) => string] } = {
  held: ['without the day it was held', (id) => `Write it: \`pir set ${id} held YYYY-MM-DD\`.`],
  attendees: [
    'without attendees',
    (id) => `Say who took part: \`pir set ${id} attendees '[{ who: "@handle", role: top_management }]'\`.`,
  ],
  inputs: ['without inputs', () => 'Say what was looked at: `pir report --period P --record` writes the inputs.'],
  decisions: [
    'without decisions',
    (id) => `Write each down: \`pir action add ${id} --title "…" --owner @handle --kind prevent\`.`,
  ],
};

function incompleteness(entry: Entry): PlacedProblem[] {
  const { lacks = [], awaited = [] } = entry.facts?.review ?? {};
  const id = entry.id ?? 'ID';
  return [
    ...lacks.map((part) => {
      const [absent, hint] = words[part];
      return problemAt(entry, `Unexpected held review ${absent}, expected one that says so`, hint(id), `/${part}`);
    }),
    ...awaited.map(({ item, index, line, column, endColumn }) => ({
      ...problemAt(
        entry,
        `Unexpected input ${item} that is still to be supplied, expected where it came from`,
        `Name what was shown or said: \`pir set ${id} inputs.${item} "minutes of …"\`.`,
        `/inputs/${index}/source`,
      ),
      line,
      column,
      endLine: line,
      endColumn,
      anchor: `/inputs/${item}#${index}/source`,
    })),
  ];
}

function problemAt(
  { path, id, idAt: { line, column, endColumn } }: Entry,
  message: string,
  hint: string,
  pointer: string,
): PlacedProblem {
  return { message, hint, path, line, column, endLine: line, endColumn, record: id, pointer, anchor: pointer };
}
