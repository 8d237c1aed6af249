import type { Block, Table } from '../../report.ts';
import { countOf, decimalWords, spanWords } from '../../words.ts';
import { describe } from '../described.ts';
import { firstFrom } from './first-from.ts';
import type { RepeatsFound } from './found.ts';
import { likeEarlier } from './likeness.ts';
import type { Occurrence } from './occurrence.ts';
import { clusterColumns, spanOf } from './tables.ts';

/** Two incidents that are alike by their words. */
export interface Suggestion {
  later: Occurrence;
  earlier: Occurrence;
  /** Of what the later one's words score against themselves, from 0.1 to 1; 1 for the same title. */
  share: number;
  words: readonly string[];
  /** The later one names the earlier one already. */
  isNamed: boolean;
}

/**
 * Incidents of the period that are like earlier ones by their words, the likest first. `inOrder` by moment and id, with
 * those before the period; `startOf` says where an incident's window begins.
 */
export function suggestionsOf(
  inOrder: readonly Occurrence[],
  { recordOf }: Pick<RepeatsFound, 'recordOf'>,
  startOf: (incident: Occurrence) => number,
  isAsked: (incident: Occurrence) => boolean,
): Suggestion[] {
  const described = inOrder.map((incident) => {
    const record = recordOf(incident);
    return record === undefined ? { id: incident.id, title: '', more: '' } : describe(record);
  });
  const ats = inOrder.map(({ at }) => at);
  const likes = likeEarlier(described, (index) => {
    const start = startOf(inOrder[index] as Occurrence);
    return isAsked(inOrder[index] as Occurrence) ? firstFrom(ats, start) : index;
  });
  return likes
    .map(({ later, earlier, share, words }): Suggestion => {
      const [one, other] = [inOrder[later] as Occurrence, inOrder[earlier] as Occurrence];
      const { related, similar, repeat_of: repeatOf } = recordOf(one)?.data ?? {};
      const isNamed = [related, similar?.incidents, repeatOf].some((ids) => ids?.includes(other.id));
      return { later: one, earlier: other, share, words, isNamed };
    })
    .sort((a, b) => b.share - a.share || b.later.at - a.later.at);
}

/** The table `repeats` of suggestions: each is a pair, and none is counted. */
export function suggestionsTable(suggestions: readonly Suggestion[], dayOf: (incident: Occurrence) => string): Table {
  return {
    name: 'repeats',
    title: 'Alike by their words: suggestions, never counted',
    columns: [
      ...clusterColumns,
      { key: 'likeness', title: 'Alike', unit: 'percent' },
      { key: 'named', title: 'Named already', unit: 'boolean' },
    ],
    rows: suggestions.map(({ later, earlier, share, words, isNamed }, index) => ({
      cluster: index + 1,
      basis: 'title',
      keys: words,
      ...spanOf([earlier, later], dayOf),
      services: later.services.filter((service) => earlier.services.includes(service)),
      repeats: [],
      likeness: Math.round(1000 * share) / 10,
      named: isNamed,
    })),
  };
}

const MOST = 20;

/** What people read of them. */
export function suggestionsPage(
  suggestions: readonly Suggestion[],
  { recordOf, window }: Pick<RepeatsFound, 'recordOf' | 'window'>,
  range: string,
): Block[] {
  const titleOf = (incident: Occurrence) => `${incident.id}: ${recordOf(incident)?.data.title ?? ''}`;
  const rest = suggestions.length - MOST;
  return [
    { block: 'heading', level: 1, text: `Alike by their words, ${range}` },
    {
      block: 'text',
      text:
        suggestions.length === 0
          ? `No incident is like an earlier one by its title, causes and summary, among those of the ${spanWords(window)} before it. --window looks further back. Withdrawn incidents and types that do not count are left out.`
          : 'Incidents whose title, causes and summary are like those of an earlier one. Words are no cause: none of this is counted. Where it is the same thing again, say so: pir set ID repeat_of "[EARLIER]"; where it only has to do with it: related.',
    },
    ...suggestions.slice(0, MOST).map(
      ({ later, earlier, share, words, isNamed }): Block => ({
        block: 'facts',
        rows: [
          [`${decimalWords(100 * share, 0)} %`, `${titleOf(later)}${isNamed ? ' (named already)' : ''}`],
          ['', titleOf(earlier)],
          ['', `both say ${words.join(', ')}`],
        ],
      }),
    ),
    ...(rest > 0
      ? [{ block: 'text' as const, text: `${countOf(rest, 'more pair')}: --from, --to or --format json.` }]
      : []),
  ];
}
