/**
 * The same text with memory of its own. A part of a text keeps all of it alive, and there are as many texts as records; a
 * part of a copy keeps the copy.
 */
export function unshared(text: string): string {
  return text.length < 13 ? text : `${text} `.slice(0, -1);
}
