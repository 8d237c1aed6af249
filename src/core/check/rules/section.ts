import type { Problem } from '../../problem.ts';
import { hasContent, type Section } from '../../record/body.ts';
import { bodyWithoutGenerated } from '../../record/generated.ts';
import { needsReview } from '../../record/needed-reviews.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { sectionOf } from '../../record/sections.ts';
import { incidentExample } from '../example.ts';
import type { RecordRule } from '../rule.ts';

/** The sections that the config asks for stand there under one of their names, and say something. */
export const rule: RecordRule = {
  id: 'section',
  reason: 'Facts say what happened; only prose says how, and what was learned from it.',
  levels: ['warn', 'error', 'error'],
  isRipe: true,
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([['- Limits that live outside review drift until they hurt.\n', '']]),
  judge(record, { config }) {
    if (record.kind !== 'incident' || record.data.confidentiality === 'restricted') return [];
    const problems: Problem[] = [];
    const { sections } = record.body;
    const names = sections.map(({ title }) => sectionOf(title));
    const isFull = needsReview(record.data, config) && record.data.type !== 'near_miss';
    for (const required of isFull ? config.sections.full : config.sections.lite) {
      const wanted = sectionOf(required);
      if (standsInFacts(wanted, record)) continue;
      let empty: Section | undefined;
      let isWritten = false;
      for (let i = names.indexOf(wanted); i >= 0 && !isWritten; i = names.indexOf(wanted, i + 1)) {
        isWritten = saysSomething(i, record);
        empty ??= sections[i];
      }
      if (isWritten) continue;
      problems.push({
        message: `Unexpected ${empty ? `empty section "${empty.title}"` : `review without a section "${required}"`}, expected ${empty ? 'words below its heading' : 'one with words in it'}`,
        hint: empty
          ? `Write it, in the file or with \`${write(empty.title, record)}\`; the comments there ask the questions, and do not count as answers.`
          : `Add a heading \`## ${required}\` with what belongs there, or \`${write(required, record)}\`.`,
        ...(empty ? lineOf(empty, record.text) : idOf(record)),
      });
    }
    return problems;
  },
};

/** The command that writes a section. */
function write(title: string, { data }: IncidentRecord): string {
  return `pir write ${data.id ?? 'ID'} ${/^\w+$/.test(title) ? title : JSON.stringify(title)} "…"`;
}

/** What is typed as facts need not be told again. */
function standsInFacts(section: string, { data }: IncidentRecord): boolean {
  if (section === 'Impact') return data.impact !== undefined && Object.keys(data.impact).length > 0;
  const list: readonly (object | undefined)[] | undefined =
    section === 'Root cause analysis' ? data.causes : section === 'Corrective actions' ? data.actions : undefined;
  return list?.some((item) => item !== undefined) ?? false;
}

/** Whether there is a word of its author's in a section or in a deeper one below it. */
function saysSomething(index: number, { body, text }: IncidentRecord): boolean {
  const { sections } = body;
  const level = sections[index]?.level ?? 0;
  for (let i = index; i < sections.length; i++) {
    const section = sections[i];
    if (section === undefined || (i > index && section.level <= level)) break;
    if (!hasContent(text, section)) continue;
    const comment = text.indexOf('<!--', section.contentStart);
    if (comment < 0 || comment >= section.end) return true;
    const own = bodyWithoutGenerated(text.slice(0, section.end), section.contentStart);
    if (own.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim() !== '') return true;
  }
  return false;
}

function lineOf(section: Section, text: string): { start: number; end: number } {
  const newline = text.indexOf('\n', section.start);
  const line = text.slice(section.start, newline < 0 ? text.length : newline);
  return { start: section.start, end: section.start + line.trimEnd().length };
}

function idOf({ root }: IncidentRecord): { start?: number; end?: number } {
  const id = root.pairs.find(({ key }) => key === 'id')?.value;
  return id === undefined ? {} : { start: id.start, end: id.end };
}
