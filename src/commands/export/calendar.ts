import type { Table } from '../../core/report.ts';
import { filePart } from '../../core/repository-name.ts';
import { formatInstant } from '../../core/time.ts';
import { calendarOf } from '../../interop/calendar.ts';
import { todosOf } from '../../interop/todos.ts';
import type { ExportFormat } from './format.ts';

const columns: Table['columns'] = [
  { key: 'due', title: 'Due', unit: 'date' },
  { key: 'what', title: 'What', unit: 'text' },
  { key: 'kind', title: 'Kind', unit: 'text' },
  { key: 'status', title: 'Status', unit: 'text' },
];

export const calendar: ExportFormat = {
  name: 'ics',
  about: 'what is due, as to-dos of a calendar: actions, checks whether they worked, reviews, ends of acceptances',
  hasPeriod: false,
  needsFolder: false,
  write({ records, name, repository }) {
    const { config, clock, asOf } = repository;
    const todos = todosOf(records, { repository: name, config, clock });
    const text = calendarOf(todos, `Due in ${name}`, formatInstant(asOf));
    const rows = todos.map(({ due, summary, categories, status }) => ({
      due,
      what: summary,
      kind: categories.at(-1) ?? null,
      status: status === 'IN-PROCESS' ? 'in_progress' : 'open',
    }));
    return {
      files: [{ path: `pir-${filePart(name)}.ics`, data: text }],
      tables: [{ name: 'todos', title: 'To do', columns, rows }],
      notes: [],
      text: () => text,
    };
  },
};
