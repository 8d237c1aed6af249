import { type CsvRow, type CsvTable, columnCalled, readCsv } from './read-csv.ts';

/** One line of a training system's export: what it says, as it says it; '' where it says nothing. */
export interface TrainingLine {
  line: number;
  person: string;
  email: string;
  date: string;
  version: string;
  /** Undefined where the file is about one policy only. */
  policy: string | undefined;
}

/** What is wrong with the file as a whole, and where. */
export interface TrainingProblem {
  problem: string;
  line: number;
}

/** How training systems call what is needed: case, blanks and punctuation aside. One more name: its word here. */
const names = {
  person: [
    'person',
    'handle',
    'user',
    'user name',
    'login',
    'employee',
    'learner',
    'participant',
    'who',
    'by',
    'name',
    'full name',
  ],
  email: ['email', 'e-mail address', 'mail', 'user email', 'work email', 'learner email', 'employee email'],
  date: [
    'date',
    'on',
    'day',
    'completed',
    'completed on',
    'completed at',
    'completion date',
    'date completed',
    'accepted',
    'accepted on',
    'acknowledged',
    'acknowledged on',
    'signed',
    'signed on',
    'finished on',
  ],
  version: ['version', 'policy version', 'document version', 'revision', 'rev'],
  policy: ['policy', 'policy id', 'policy name', 'document', 'document id', 'course', 'course name', 'training'],
} as const;

/**
 * The lines of a training system's CSV: a person or an e-mail (both where it has both), a date and a version of the policy
 * are needed, a column that names the policy is read where there is one.
 */
export function readTraining(text: string): readonly TrainingLine[] | TrainingProblem {
  const table = readCsv(text);
  if ('problem' in table) return table;
  const column = (name: keyof typeof names) => columnCalled(names[name], table);
  const [person, email, date, version, policy] = [
    column('person'),
    column('email'),
    column('date'),
    column('version'),
    column('policy'),
  ];
  const missing = [
    ...(person === undefined && email === undefined ? ['person or email'] : []),
    ...(date === undefined ? ['date'] : []),
    ...(version === undefined ? ['version'] : []),
  ];
  if (missing.length > 0) return { problem: missingWords(missing, table), line: 1 };
  return table.rows.map(({ line, cells }: CsvRow): TrainingLine => {
    const cell = (name: string | undefined) => (name === undefined ? '' : (cells[name] ?? ''));
    return {
      line,
      person: cell(person),
      email: cell(email),
      date: cell(date),
      version: cell(version),
      policy: policy === undefined ? undefined : cell(policy),
    };
  });
}

function missingWords(missing: readonly string[], { columns }: CsvTable): string {
  return `columns ${columns.join(', ') || 'without names'}, among which none is for ${missing.join(', ')}`;
}
