import type { Config } from '../config.ts';
import type { Section } from './body.ts';
import { actionsText, causesText, impactText, timesText } from './facts-text.ts';
import { blockSections, type GeneratedBlock, generatedBlocks, reachOf } from './generated.ts';
import type { IncidentRecord } from './record.ts';
import { sectionOf } from './sections.ts';

/** The facts of a record, laid out for one of its sections. */
export interface FactsBlock {
  name: string;
  section: string;
  /** Markdown without line end at its end. */
  text: string;
}

/** The blocks of a record, in the order of their sections; what has no facts has no block. Times stand as written. */
export function renderBlocks(record: IncidentRecord, config: Config): FactsBlock[] {
  const texts: { [name: string]: string } = {
    times: timesText(record.data),
    impact: impactText(record.data, config),
    causes: causesText(record.data),
    actions: actionsText(record.data),
  };
  return Object.entries(blockSections).flatMap(([name, section]) =>
    texts[name] ? [{ name, section, text: texts[name] }] : [],
  );
}

/** What should stand between the markers of each block; a block whose section has no heading in the text brings its own. */
export function expectedBlocks(record: IncidentRecord, config: Config): Map<string, string> {
  const existing = generatedBlocks(record.text, record.body.start);
  return new Map(
    renderBlocks(record, config).map(({ name, section, text }) => [
      name,
      headingOf(section, record, existing) === undefined ? `## ${section}\n\n${text}` : text,
    ]),
  );
}

/**
 * The record's text with every generated block as its facts say, in the text's own line ends: those there are refreshed
 * or, without facts, removed; the others come right below the heading of their section, else with a heading of their
 * own at the end. Doing it again changes nothing more, and the fingerprint stays.
 */
export function withGenerated(record: IncidentRecord, config: Config): string {
  const { text, body } = record;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const existing = generatedBlocks(text, body.start);
  const left = expectedBlocks(record, config);
  const edits: { start: number; end: number; text: string }[] = [];
  for (const block of existing) {
    const wanted = left.get(block.name);
    left.delete(block.name);
    if (wanted === undefined) {
      const [start, end] = reachOf(block, text, body.start);
      edits.push({ start, end, text: '' });
    } else if (wanted !== block.text) {
      edits.push({ start: block.start, end: block.end, text: blockText(block.name, wanted, eol) });
    }
  }
  const probe = `${text}${eol}${blockText('times', '', eol)}`;
  const isFencedAtEnd = generatedBlocks(probe, body.start).length === existing.length;
  for (const [name, wanted] of left) {
    const heading = headingOf(blockSections[name] ?? '', record, existing);
    // At the end of a code block that nobody closed it would be code.
    if (heading === undefined && isFencedAtEnd) continue;
    const start = heading === undefined ? Math.max(body.start, trimmedLength(text)) : headingEnd(heading, text);
    const gap = start === body.start && text.endsWith('\n', start) ? eol : eol + eol;
    edits.push({ start, end: start, text: gap + blockText(name, wanted, eol) });
  }
  let result = '';
  let from = 0;
  for (const edit of edits.sort((a, b) => a.start - b.start)) {
    result += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return result + text.slice(from);
}

function blockText(name: string, text: string, eol: string): string {
  return `<!-- pir:begin ${name} -->\n\n${text}\n\n<!-- pir:end ${name} -->`.replaceAll('\n', eol);
}

/** The section's heading that a person wrote: one inside a block goes and comes with it. */
function headingOf(section: string, { body }: IncidentRecord, blocks: readonly GeneratedBlock[]): Section | undefined {
  return body.sections.find(
    ({ title, start }) =>
      sectionOf(title) === section && !blocks.some((block) => block.start < start && start < block.end),
  );
}

/** Where the heading's last line ends, before its line end. */
function headingEnd({ contentStart }: Section, text: string): number {
  if (text[contentStart - 1] !== '\n') return contentStart;
  return text[contentStart - 2] === '\r' ? contentStart - 2 : contentStart - 1;
}

function trimmedLength(text: string): number {
  let length = text.length;
  while (length > 0 && ' \t\r\n'.includes(text[length - 1] as string)) length--;
  return length;
}
