/**
 * A value as one line of markdown that shows what it says and does nothing: no table cell, link, HTML, emphasis, list or
 * entity comes of it. Mentions (`@bob`) and addresses stay what they are.
 */
export function markdownText(value: string): string {
  return value
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(\bhttps?:\/\/[^\s<>|"'`()[\]*\\]+)/)
    .map((part, i) => (i % 2 === 1 ? part : escapeMarkup(part)))
    .join('')
    .replace(/^(?:[#+=-]|\d{1,9}(?=[.)]))/, (lead) => (/\d/.test(lead) ? `${lead}\\` : `\\${lead}`));
}

function escapeMarkup(text: string): string {
  return text
    .replace(/[\\`*[\]|~]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/&(?=#?[A-Za-z0-9]+;)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** A markdown table; cells are markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
