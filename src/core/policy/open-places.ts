/**
 * What a text still leaves open: words in [brackets] that are no link, reference, footnote or box to tick, and comments,
 * which are the prompts of a template. Code is left alone. As they stand there, shortened.
 */
export function openPlaces(markdown: string): readonly string[] {
  const prose = markdown.replace(/^ {0,3}(`{3,}|~{3,})[\s\S]*?^ {0,3}\1.*$/gm, '').replace(/`[^`\n]+`/g, '');
  const brackets = [...prose.matchAll(/(?<![\]!\\])\[(?!\^|[ xX]\])([^[\]]{2,80})\](?![([:])/g)].map(
    ([whole]) => whole,
  );
  const prompts = [...prose.matchAll(/<!--(?!\s*pir:)([\s\S]*?)-->/g)].map(
    ([, text = '']) => `<!-- ${shortened(text)} -->`,
  );
  return [...brackets, ...prompts].map((place) => place.replace(/\s+/g, ' '));
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length <= 40 ? line : `${line.slice(0, 39)}…`;
}
