import type { Trailer, TrailerKey } from '../core/history/commit.ts';

/** The first paragraph on one line, as git's %s. */
export function subjectOf(message: string): string {
  const whole = message.trim();
  if (!whole.includes('\n')) return whole;
  const lines = message.split('\n').map((line) => line.trim());
  const start = lines.findIndex((line) => line !== '');
  const end = lines.indexOf('', start);
  return start < 0 ? '' : lines.slice(start, end < 0 ? undefined : end).join(' ');
}

const keys: readonly TrailerKey[] = ['Reviewed-by', 'Approved-by', 'Signed-off-by', 'Co-authored-by'];

/**
 * What git's interpret-trailers sees under those keys, whatever the configuration says that trailers are: the last
 * paragraph, unless it is the only one, if all of it are trailers, or a quarter and one that git itself writes.
 */
export function trailersOf(message: string): readonly Trailer[] {
  if (!/-by[ \t]*:/i.test(message)) return [];
  const paragraphs = message.trimEnd().split(/\n(?:[ \t]*\n)+/);
  if (paragraphs.length < 2) return [];
  // A line that starts with a space goes on with the one before.
  const lines = (paragraphs.at(-1) ?? '').split(/\n(?![ \t])/);
  const rows = lines.map((line) => /^([A-Za-z0-9-]+)[ \t]*:(.*)$/s.exec(line));
  const isGits = (line: string) => /^(?:Signed-off-by: |\(cherry picked from commit )/.test(line);
  const count = lines.filter((line, i) => rows[i] !== null || isGits(line)).length;
  const others = lines
    .filter((line, i) => rows[i] === null && !isGits(line))
    .join('\n')
    .split('\n').length;
  if (count < lines.length && !(lines.some(isGits) && count * 3 >= others)) return [];
  return rows.flatMap((row) => {
    const key = keys.find((each) => each.toLowerCase() === row?.[1]?.toLowerCase());
    return key === undefined ? [] : [{ key, value: onOneLine(row?.[2] ?? '') }];
  });
}

function onOneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
    .trim();
}
