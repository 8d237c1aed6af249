/** What one record may cost to read. Over a limit is a finding, and nothing behind it is read. */
export const limits = {
  /** UTF-8 bytes between the fences; of a YAML file, of the whole. */
  frontmatter: 64 * 1024,
  /** UTF-8 bytes of the whole file. */
  record: 320 * 1024,
  /** Maps and lists in each other; composing thousands of them can abort the process. */
  depth: 32,
  /** Values and keys of one frontmatter. */
  nodes: 20_000,
  /** Findings of one file. */
  findings: 1_000,
  /** Quote and list markers that open one line of the body: 20,000 of them keep remark busy for minutes. */
  markers: 32,
} as const;

/** The UTF-8 length of a text in bytes; lone surrogates count as the three bytes of U+FFFD. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (code < 0x800) bytes += 1;
    else {
      bytes += 2;
      // Both halves of a pair are four bytes together.
      if (code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) i++;
    }
  }
  return bytes;
}

/** Whether a text is longer than so many UTF-8 bytes; only doubtful lengths are counted. */
export function isLongerThan(text: string, bytes: number): boolean {
  if (text.length * 3 <= bytes) return false;
  return text.length > bytes || utf8Length(text) > bytes;
}
