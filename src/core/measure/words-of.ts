import { foldText } from '../fold-text.ts';

// Words that say nothing about an incident, or that all of them share.
const empty = new Set(
  'a all an and any are as at be been but by can could down during each every for from had has have in incident into is it its minutes no not of on only or our so some than that the their then there they this to was we were when which while with'.split(
    ' ',
  ),
);

/** A word as incidents are told apart by it; undefined for one that says nothing. */
export function tellingWord(word: string): string | undefined {
  const folded = foldText(word);
  return empty.has(folded) ? undefined : folded;
}

/** Such words of a text, in its order. */
export function tellingWords(text: string): string[] {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => tellingWord(word) ?? []);
}
