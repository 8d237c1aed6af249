import { proseOf } from '../record/prose.ts';
import { each, type IncidentRecord } from '../record/record.ts';
import { sectionOf } from '../record/sections.ts';

/** An incident by its words. */
export interface Described {
  id: string;
  title: string;
  /** Statements of its causes, its impact in one line, and its summary. */
  more: string;
}

// A summary of a paragraph or two; what is longer tells of everything.
const LONGEST_SUMMARY = 2_000;

/** The words that an incident is known by. */
export function describe({ data, text, body, path }: IncidentRecord): Described {
  const causes = [...each(data.causes)].map(([, { statement }]) => statement);
  const summary = body.sections.find(({ title }) => sectionOf(title) === 'Summary');
  const prose =
    summary && proseOf(text, summary.contentStart, Math.min(summary.end, summary.contentStart + LONGEST_SUMMARY));
  return {
    id: data.id ?? path,
    title: data.title ?? '',
    more: [data.impact?.summary, ...causes, prose?.replace(/\s+/g, ' ').trim()].filter(Boolean).join('. '),
  };
}
