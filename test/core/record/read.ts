import { type Change, incidentExample } from '../../../src/core/check/example.ts';
import { type Parsing, parseRecord } from '../../../src/core/record/parse.ts';
import { placeOf } from '../../../src/core/record/place.ts';

/** The sound closed incident with changes, as a file's text. */
export const soundText = (changes: readonly Change[] = []): string =>
  incidentExample(changes).text.replace('{{fingerprint}}', `sha256:${'a'.repeat(64)}`);

/** Reads a text as an incident. */
export const readIncident = (text: string): Parsing =>
  parseRecord({ path: 'incidents/2026/x.md', kind: 'incident', text });

/** What reading says of a text: `line:column-endColumn rule message`. */
export function told(text: string): string[] {
  const { record, problems } = readIncident(text);
  return problems.map((problem) => {
    const { line, column, endLine, endColumn } = placeOf(text, record?.root, problem);
    return `${line}:${column}-${endLine === line ? '' : `${endLine}:`}${endColumn} ${problem.rule} ${problem.message}`;
  });
}

/** A record of a few facts between fences, with a body. */
export const fenced = (yaml: string, body = ''): string => `---\n${yaml}---\n${body}`;
