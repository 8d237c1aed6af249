import type { Parsing } from '../core/record/parse.ts';
import type { UnreadableFile } from '../core/record/record.ts';

const whats: { readonly [problem in UnreadableFile['problem']]: string } = {
  not_utf8: 'not UTF-8',
  link: 'no regular file',
  special: 'no regular file',
  too_large: 'too large',
  unreadable: 'cannot be read',
};

/** Why a file in a record's place is no record here, as a note: it is none that could be opened, or read. */
export function leftOut(file: UnreadableFile | { path: string }, problems: Parsing['problems'] = []): string {
  const why =
    'problem' in file
      ? `${whats[file.problem]} (${file.detail})`
      : (problems[0]?.message ?? 'its frontmatter cannot be read');
  return `${file.path} was left out: ${why}`;
}
