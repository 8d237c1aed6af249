import { hasContent } from './body.ts';
import { generatedBlocks } from './generated.ts';
import type { IncidentRecord } from './record.ts';
import { sectionOf } from './sections.ts';

/**
 * The record's text with words put into a section: in the place of its prompts where it says nothing yet, else below what
 * is there; a section without heading comes at the end. Line ends are the file's own.
 */
export function writeSection({ text, body }: IncidentRecord, heading: string, words: string): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = words.replace(/\r?\n/g, newline);
  const section = body.sections.find(({ title }) => sectionOf(title) === sectionOf(heading));
  if (section === undefined)
    return `${text.trimEnd()}${newline}${newline}## ${heading}${newline}${newline}${lines}${newline}`;
  const { contentStart, end } = section;
  const hasBlock = generatedBlocks(text, body.start).some((block) => block.start >= contentStart && block.end <= end);
  const before =
    hasContent(text, section) || hasBlock ? text.slice(0, end).trimEnd() : text.slice(0, contentStart).trimEnd();
  const after = text.slice(end);
  return `${before}${newline}${newline}${lines}${newline}${after === '' ? '' : newline}${after}`;
}
