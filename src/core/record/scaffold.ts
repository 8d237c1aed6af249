import { fillTemplate } from '../fill-template.ts';
import { markdownText } from './markdown-text.ts';
import { pairLines, type Writable } from './yaml-text.ts';

/** The facts of a new record, in the order in which they are written. Times and impact get lines of their own. */
export type Facts = Readonly<{ [key: string]: Writable | undefined }> & { readonly id: string; readonly title: string };

/**
 * The text of a new record: the template with the facts in the place of `{{frontmatter}}`, alone on a line between the
 * fences, and without the examples of keys that the facts hold. Undefined when the template has no such line.
 */
export function scaffoldRecord(template: string, facts: Facts): string | undefined {
  const match = /^(---\r?\n)([\s\S]*?\r?\n|)(---(?:\r?\n|$))/.exec(template);
  const front = match?.[2] ?? '';
  if (match === null || !/^\{\{frontmatter\}\}\r?$/m.test(front)) return undefined;
  const newline = template.includes('\r\n') ? '\r\n' : '\n';
  const values = { id: facts.id, title: markdownText(facts.title) };
  const written = fillTemplate(withoutExamples(front, facts), {
    id: facts.id,
    frontmatter: factLines(facts).join(newline),
  });
  return `${match[1]}${written}${match[3]}${fillTemplate(template.slice(match[0].length), values)}`;
}

/** The lines of a frontmatter, without fences. */
export function factLines(facts: Facts): string[] {
  return Object.entries(facts).flatMap(([key, value]) => {
    if (value === undefined) return [];
    if (key !== 'times' && key !== 'impact') return pairLines(key, value, '');
    const members = Object.entries(value as { [key: string]: Writable | undefined });
    const lines = members.flatMap(([name, member]) => {
      if (member === undefined) return [];
      const [first = '', ...rest] = pairLines(name, member, '  ');
      return [`  ${first}`, ...rest];
    });
    return lines.length === 0 ? [] : [`${key}:`, ...lines];
  });
}

/** Whoever takes the comment signs off an example must not get a key twice. */
function withoutExamples(front: string, facts: Facts): string {
  let isLeftOut = false;
  return front
    .split(/(?<=\n)/)
    .filter((line) => {
      const key = /^# ([a-z_]+):/.exec(line)?.[1];
      if (key !== undefined) isLeftOut = facts[key] !== undefined;
      else if (!/^# {2,}/.test(line)) isLeftOut = false;
      return !isLeftOut;
    })
    .join('');
}
