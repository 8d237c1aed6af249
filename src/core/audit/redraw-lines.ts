/** Over so many ids spelling them out helps nobody. */
const MOST_IDS = 50;
/** What fits a terminal of 80 columns, indented. */
const WIDTH = 74;

/**
 * The shell lines (POSIX, and GNU's sha256sum) that draw the same again without pir: they print `draw  id`, as many as were
 * drawn. Of many ids they ask `list`, the command line of `pir list`, for them.
 */
export function redrawLines(seed: string, ids: readonly string[], drawn: number, list: string): string {
  const source =
    ids.length <= MOST_IDS ? wrapped([...ids].sort().map(quoted)) : `$(${list} --format csv | sed 1d | cut -d, -f1)`;
  return [
    `for id in ${source}; do`,
    `  printf '%s%s' ${quoted(seed)} "$id" | sha256sum | tr -d '\\n-'`,
    `  printf '%s\\n' "$id"`,
    `done | LC_ALL=C sort | head -n ${drawn}`,
  ].join('\n');
}

/** Words in lines of about `WIDTH`, each but the last with the backslash that continues it. */
function wrapped(words: readonly string[]): string {
  const lines: string[] = [];
  let line = 'for id in';
  for (const word of words) {
    if (line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = ` ${word}`;
    } else line += ` ${word}`;
  }
  return [...lines, line].join(' \\\n ').replace(/^for id in /, '');
}

/** A word as a POSIX shell takes it, whatever is in it; quotes only where it needs them. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
