import { rangeWords } from '../measure/measure.ts';
import { type Block, column, type Highlight, type Table } from '../report.ts';
import { capitalised, someOf } from '../words.ts';
import { type ClauseInput, clauseInputs, inputsTable } from './clause-inputs.ts';
import { tableOf } from './figures.ts';
import type { LookedAt } from './looked-at.ts';
import { periodWords } from './period-words.ts';
import { recurringWords } from './recurring-words.ts';
import type { Question, Section } from './section.ts';
import { sections } from './sections/index.ts';

/** The page for a management review, as blocks and as tables. */
export interface ManagementReport {
  title: string;
  page: readonly Block[];
  /** Those of `pir metrics` for the period first, then those of the sections. */
  tables: readonly Table[];
  highlights: readonly Highlight[];
  inShort: readonly string[];
  questions: readonly Question[];
  inputs: readonly ClauseInput[];
  /** That the test for recurring incidents was made, and what it found. */
  recurring: string;
}

const QUESTIONS = 'Questions for management';

/** Everything that management has to know of a period: figures with what they rest on, and the questions they ask. */
export function managementReport(at: LookedAt): ManagementReport {
  const said = sections.map((section) => ({ section, ...section.say(at) }));
  const highlights = said.flatMap((each) => each.highlights ?? []);
  const inShort = said.flatMap((each) => each.inShort ?? []);
  const questions = said.flatMap((each) => each.questions ?? []).sort((a, b) => a.urgency - b.urgency);
  const inputs = clauseInputs([
    ...said.map(({ section: { title, items }, tables = [] }) => ({ title, items, tables })),
    { title: QUESTIONS, items: ['9.3.2g'], tables: [questionsTable(questions)] },
  ]);
  const clause = inputsTable(inputs);
  const title = `Incidents and what they led to, ${periodWords(at.period)}`;
  const page: Block[] = [
    { block: 'heading', level: 1, text: title },
    { block: 'text', text: standing(at) },
    { block: 'highlights', items: highlights },
    { block: 'heading', level: 2, text: 'In short' },
    { block: 'list', items: inShort },
    { block: 'heading', level: 2, text: QUESTIONS },
    ...(questions.length === 0
      ? [{ block: 'text' as const, text: 'The figures ask nothing of management this time.' }]
      : questions.flatMap(asked)),
    ...said.filter(({ section }) => section.items.length > 0).flatMap(chapter),
    { block: 'heading', level: 2, text: 'Inputs of the management review' },
    {
      block: 'text',
      text: 'A repository of incidents does not know all that a management review has to look at. What it cannot know is named here, so that somebody brings it.',
    },
    { block: 'table', table: clause },
    // What is no input explains the others.
    ...said.filter(({ section }) => section.items.length === 0).flatMap(chapter),
  ];
  return {
    title,
    page,
    tables: [...at.measures.tables, ...said.flatMap(({ tables = [] }) => tables), questionsTable(questions), clause],
    highlights,
    inShort,
    questions,
    inputs,
    recurring: recurringWords(at.repeats, at),
  };
}

const chapter = ({ section, blocks }: { section: Section; blocks: readonly Block[] }): Block[] => [
  { block: 'heading', level: 2, text: section.title },
  ...blocks,
];

function asked(question: Question, index: number): Block[] {
  return [
    { block: 'heading', level: 3, text: `${index + 1}. ${question.question}` },
    { block: 'text', text: reasonWords(question) },
  ];
}

/** Why a question is asked, and the records to look at, as a sentence. */
export function reasonWords({ because, records }: Question): string {
  const named = records.length === 0 ? '' : `: ${someOf(records, 6)}`;
  return `${capitalised(because)}${named}.`;
}

function standing({ period, today, config }: LookedAt): string {
  const isOver = period.to < today;
  return [
    `Incidents detected (else started) from ${rangeWords(period)}, in ${config.timezone}.`,
    isOver
      ? `Actions, risks and policies stand as they were on ${today}.`
      : `The period is not over: everything stands as it was on ${today}.`,
  ].join(' ');
}

function questionsTable(questions: readonly Question[]): Table {
  return tableOf(
    'questions',
    'What the figures ask, why, and where to look',
    [column('question', 'Question'), column('because', 'Because'), column('records', 'Records', 'list')],
    questions.map(({ question, because, records }) => ({ question, because, records })),
  );
}
