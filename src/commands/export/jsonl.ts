import { factsOf } from '../../core/facts/index.ts';
import type { ExportFormat } from './format.ts';

export const jsonl: ExportFormat = {
  name: 'jsonl',
  about:
    'the facts, one JSON object a line, for programs: incidents, durations, causes, actions, reviews, risks, assessments, events',
  hasPeriod: true,
  needsFolder: false,
  async write({ facts, name, period }, { request, report }) {
    const tables = factsOf(facts, name, period);
    const files = await Promise.all(
      tables.map(async (table) => ({
        path: `${table.name}.jsonl`,
        data: await request.render({ ...report, tables: [table] }, 'jsonl'),
      })),
    );
    return { files, tables, notes: [], text: () => files.map(({ data }) => data).join(''), needsHistory: true };
  },
};
