import type { Parsing } from '../core/record/parse.ts';
import type { UnreadableFile } from '../core/record/record.ts';

/** Why a file in a record's place is no record here, as a note: it is none that could be opened, or read. */
export function leftOut(file: UnreadableFile | { path: string }, problems: Parsing['problems'] = []): string {
  const why = 'problem' in file ? `it is ${file.detail}` : (problems[0]?.message ?? 'its frontmatter cannot be read');
  return `${file.path} was left out: ${why}`;
}
