/** A line of a CODEOWNERS file that names a pattern. */
export interface OwnerLine {
  /** 1-based. */
  line: number;
  pattern: string;
  owners: readonly string[];
}

/**
 * The lines that match a path (relative to the repository's top, with `/`), in order: of all of them the last one
 * counts. GitLab's sections are read as one list.
 */
export function ownerLines(text: string, path: string): readonly OwnerLine[] {
  const matching: OwnerLine[] = [];
  let fallback: readonly string[] = [];
  for (const [i, written] of text.split(/\r?\n/).entries()) {
    const line = written.replace(/(?:^|\s)#.*$/, '').trim();
    const section = /^\^?\[[^\]]+\](?:\[\d+\])?(.*)$/.exec(line);
    if (section !== null) fallback = wordsOf(section[1] ?? '');
    if (line === '' || section !== null) continue;
    const [pattern = '', ...owners] = wordsOf(line);
    if (isMatch(pattern, path)) matching.push({ line: i + 1, pattern, owners: owners.length > 0 ? owners : fallback });
  }
  return matching;
}

const wordsOf = (text: string): string[] => text.match(/(?:\\.|\S)+/g) ?? [];

/** As GitHub reads patterns: those of .gitignore, but that a last `*` behind a slash does not reach into folders. */
function isMatch(pattern: string, path: string): boolean {
  const bare = pattern.replace(/\\(.)/g, '$1');
  const isFolder = bare.endsWith('/');
  const parts = bare.replace(/^\/|\/$/g, '').split('/');
  const isAnchored = bare.startsWith('/') || parts.length > 1;
  const steps = isAnchored ? parts : ['**', ...parts];
  const names = path.split('/');
  if (parts.length > 1 && parts.at(-1) === '*') return reaches(steps, names, new Set([names.length]));
  // A folder's pattern matches what is below it; any other also the file itself.
  const ends = names.map((_, i) => i + 1).filter((end) => end < names.length || !isFolder);
  return reaches(steps, names, new Set(ends));
}

/** Whether the steps of a pattern lead through the names of a path to one of those ends; in time of both lengths. */
function reaches(steps: readonly string[], names: readonly string[], ends: ReadonlySet<number>): boolean {
  let places = new Set([0]);
  for (const step of steps) {
    const next = new Set<number>();
    for (const at of places) {
      if (step === '**') for (let to = at; to <= names.length; to++) next.add(to);
      else if (at < names.length && isGlob(step, names[at] ?? '')) next.add(at + 1);
    }
    places = next;
  }
  return [...places].some((at) => ends.has(at));
}

/** `*` and `?` within one name, without the backtracking of a regular expression. */
function isGlob(glob: string, name: string): boolean {
  let star = -1;
  let from = 0;
  let i = 0;
  for (let at = 0; at < name.length; ) {
    if (glob[i] === '*') {
      star = i++;
      from = at;
    } else if (i < glob.length && (glob[i] === '?' || glob[i] === name[at])) {
      i++;
      at++;
    } else if (star >= 0) {
      i = star + 1;
      at = ++from;
    } else return false;
  }
  while (glob[i] === '*') i++;
  return i === glob.length;
}
