import type { Trailer, TrailerKey } from '../core/history/commit.ts';

/** The first paragraph on one line, as git's %s. */
export function subjectOf(message: string): string {
  const [first = ''] = message.replace(/^\s*\n/, '').split(/\n[ \t]*(?:\n|$)/, 1);
  return first.replace(/\s*\n\s*/g, ' ').trim();
}

const keys: readonly TrailerKey[] = ['Reviewed-by', 'Approved-by', 'Signed-off-by', 'Co-authored-by'];

/**
 * What git's interpret-trailers sees under those keys, whatever the configuration says that trailers are: the last
 * paragraph, unless it is the only one, if all of it are trailers, or a quarter and one that git itself writes.
 */
export function trailersOf(message: string): readonly Trailer[] {
  if (!/-by[ \t]*:/i.test(message)) return [];
  const paragraphs = message.trim().split(/\n(?:[ \t]*\n)+/);
  if (paragraphs.length < 2) return [];
  // A line that starts with a space belongs to the one before.
  const lines = (paragraphs.at(-1) ?? '').replace(/\n[ \t]+/g, ' ').split('\n');
  const rows = lines.map((line) => /^([A-Za-z0-9-]+)[ \t]*:[ \t]*(.*?)[ \t]*$/.exec(line));
  const count = rows.filter((row) => row !== null).length;
  const isGits = lines.some((line) => /^(?:Signed-off-by: |\(cherry picked from commit )/.test(line));
  if (count < lines.length && !(isGits && count * 3 >= lines.length - count)) return [];
  return rows.flatMap((row) => {
    const key = keys.find((each) => each.toLowerCase() === row?.[1]?.toLowerCase());
    return key === undefined ? [] : [{ key, value: row?.[2] ?? '' }];
  });
}
