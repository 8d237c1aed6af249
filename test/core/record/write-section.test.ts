import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../../src/core/record/parse.ts';
import type { IncidentRecord } from '../../../src/core/record/record.ts';
import { writeSection } from '../../../src/core/record/write-section.ts';

const front = '---\nschema: pir/incident@1\nid: 2026-01-01-x\n---\n';
const write = (body: string, heading: string, words: string) => {
  const { record } = parseRecord({ path: 'x.md', kind: 'incident', text: front + body });
  return writeSection(record as IncidentRecord, heading, words).slice(front.length);
};

describe('writeSection', () => {
  it('takes the place of the prompts', () => {
    expect(write('\n## Summary\n\n<!--\nWhat?\n-->\n\n## Timeline\n\nx\n', 'Summary', 'Words.')).toBe(
      '\n## Summary\n\nWords.\n\n## Timeline\n\nx\n',
    );
  });

  it('comes below what is there', () => {
    expect(write('\n## Summary\n\nOld.\n\n## Timeline\n', 'summary', 'New.')).toBe(
      '\n## Summary\n\nOld.\n\nNew.\n\n## Timeline\n',
    );
  });

  it('finds a section by another of its names', () => {
    expect(write('\n## Executive summary\n', 'Summary', 'Words.')).toBe('\n## Executive summary\n\nWords.\n');
  });

  it('makes a missing section at the end', () => {
    expect(write('\n# T\n', 'Timeline', 'a\nb')).toBe('\n# T\n\n## Timeline\n\na\nb\n');
  });

  it('keeps a generated block and the line ends of the file', () => {
    const block = '<!-- pir:begin impact -->\nfacts\n<!-- pir:end impact -->';
    expect(write(`\n## Impact\n\n${block}\n`, 'Impact', 'Words.')).toBe(`\n## Impact\n\n${block}\n\nWords.\n`);
    expect(write('\r\n## Summary\r\n', 'Summary', 'a\nb')).toBe('\r\n## Summary\r\n\r\na\r\nb\r\n');
  });
});
