import { widthOf, wrap } from './width.ts';

/**
 * What a person on a terminal is told to do, in at most so many columns. Words are wrapped; a command is left whole, below
 * the words that lead to it, so that it can be copied however long it is.
 */
export function guidance(text: string, columns: number): string {
  return text
    .split('\n')
    .flatMap((line) => (widthOf(line) <= columns ? [line] : laidOut(line, columns)))
    .join('\n');
}

function laidOut(line: string, columns: number): string[] {
  const indent = /^(?:pir: | *)/.exec(line)?.[0] ?? '';
  const words = line.slice(indent.length);
  if (words.startsWith('pir ')) return [line];
  const [, reason, command] = /^(.+?:) (pir [a-z].*)$/.exec(words) ?? [];
  const margin = ' '.repeat(indent.length);
  const wrapped = wrap(reason ?? words, columns - indent.length);
  const lines = wrapped.map((each, at) => (at === 0 ? indent : margin) + each);
  // The full stop of the sentence is none of the command.
  return command === undefined ? lines : [...lines, `${margin}  ${command.replace(/\.$/, '')}`];
}
