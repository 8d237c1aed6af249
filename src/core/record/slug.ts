const LONGEST = 60;

// Letters that Unicode does not take apart into an ASCII one and a mark.
const letters: { readonly [letter: string]: string } = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ð: 'd',
  đ: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
};

/**
 * A title as the words of an id: ASCII lower-case letters and digits with single hyphens, at most 60 long, cut between
 * words where it can be. `otherwise` where nothing is left, as of a title in another script.
 */
export function slugOf(title: string, otherwise = 'incident'): string {
  const slug = title
    // Enough for 60, and no more of what may be a whole file.
    .slice(0, 1000)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]/g, (character) => letters[character] ?? '-')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '');
  return shortened(slug) || otherwise;
}

function shortened(slug: string): string {
  if (slug.length <= LONGEST) return slug;
  const cut = slug.slice(0, LONGEST + 1);
  const end = cut.lastIndexOf('-');
  // One long word is cut where it is; losing half of the slug for a whole word is too much.
  return end > LONGEST / 2 ? cut.slice(0, end) : cut.slice(0, LONGEST);
}
