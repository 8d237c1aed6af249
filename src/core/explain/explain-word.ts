import type { Block } from '../report.ts';
import { answerLists } from './answers.ts';
import { tableWords } from './columns/index.ts';
import { terms } from './terms.ts';

/** Something with a name and a meaning that is no rule, metric or field. */
export interface Word {
  /** `overdue`, `missing_end`, `actions.days_overdue`. */
  name: string;
  sort: 'term' | 'answer' | 'column';
  about: string;
  /** Where it is met. */
  where: string;
}

/** Every term, every word of a closed list, every column of a table. */
export function words(): Word[] {
  return [
    ...Object.entries(terms).map(([name, about]): Word => ({ name, sort: 'term', about, where: 'the texts of pir' })),
    ...answerLists.flatMap(({ about: list, column, words: all }) =>
      Object.entries(all).map(([name, about]): Word => ({ name, sort: 'answer', about, where: `${column}: ${list}` })),
    ),
    ...tableWords.flatMap(({ table, command, columns }) =>
      Object.entries(columns).map(
        ([key, about]): Word => ({
          name: `${table}.${key}`,
          sort: 'column',
          about,
          where: `table ${table} of pir ${command}`,
        }),
      ),
    ),
  ];
}

/** The words of that name, blanks, hyphens and underscores alike; and the columns whose key it is. */
export function findWords(asked: string): { named: Word[]; columns: Word[] } {
  const plain = bare(asked);
  const all = words();
  return {
    named: all.filter(({ name }) => bare(name) === plain),
    columns: all.filter(({ name, sort }) => sort === 'column' && bare(name).endsWith(`.${plain}`)),
  };
}

const bare = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');

/** A page about a term or a column. */
export function explainWord({ name, about, sort, where }: Word): Block[] {
  return [
    { block: 'heading', level: 1, text: name },
    { block: 'text', text: about },
    ...(sort === 'term' ? [] : [{ block: 'facts' as const, rows: [['In', where]] as const }]),
  ];
}

/** A page about a word of closed lists: what it says in each of them. */
export function explainAnswers(found: readonly Word[]): Block[] {
  const [first] = found;
  if (first === undefined) return [];
  return [
    { block: 'heading', level: 1, text: first.name },
    { block: 'facts', rows: found.map(({ where, about }) => [where.replace(/[,:].*/, ''), about]) },
  ];
}
