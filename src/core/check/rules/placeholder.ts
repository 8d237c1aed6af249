import type { Problem } from '../../problem.ts';
import { pointerStep } from '../../record/node.ts';
import { proseOf } from '../../record/prose.ts';
import { incidentExample } from '../example.ts';
import type { RecordRule } from '../rule.ts';

const marks = /(?<![\w/.-])(?:TODO(?![\w/-])|[Tt]odo:|(?:TBD|Tbd|tbd)(?![\w/-]))|\?{3,}|\{\{[^{}\n]*\}\}|\b[Ll]orem\b/g;
/** Every mark holds one of these; one pass over the whole text tells that there is none. */
const hint = /TODO|odo:|TBD|bd|\?\?\?|\{\{|orem/;
/** Neither a mark nor an empty bullet stands in what has none of this: one pass for both. */
const hintOfAny = new RegExp(
  `${hint.source}|\\n[ \\t]*(?:[-*+]|\\d{1,9}[.)])(?:[ \\t]+\\[[ xX]\\])?[ \\t\\r]*(?:\\n|$)`,
);
/** Facts that consist of nothing else. */
const empty = /^\s*(?:todo|tbd|tba|tbc|fixme|xxx|n\/a|\?+|\.{3,}|…|-+|_+|<[^<>]*>)\s*$/i;
/** Whether these name somebody or somewhere is for other rules to say; `from` is what stood there before a change. */
const skipped = new Set(['from', 'owner', 'schema', 'id', 'url', 'fingerprint', 'sha256']);

/** What was meant to be filled in later is filled in. Code, comments, quotes and the user's own keys are left alone. */
export const rule: RecordRule = {
  id: 'placeholder',
  reason: 'What is to be filled in later is forgotten as soon as the review is signed.',
  levels: ['warn', 'error', 'error'],
  isRipe: true,
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([['- Limits that live outside review drift until they hurt.\n', '- TODO\n']]),
  judge(record) {
    if (record.kind !== 'incident') return [];
    const problems: Problem[] = [];
    const { text, body } = record;
    const isHinted = hintOfAny.test(text);
    const isMarked = isHinted && hint.test(text);
    if (isMarked || isSuspect(record.data)) judgeFacts(record.data, [], isMarked, problems);
    if (!isHinted || record.data.confidentiality === 'restricted') return problems;
    const bullets = emptyBullets(text, body.start);
    if (!isMarked && bullets.length === 0) return problems;
    const prose = proseOf(text, body.start, text.length);
    if (isMarked) {
      for (const found of prose.matchAll(marks)) {
        const start = body.start + found.index;
        problems.push({ ...problem(`placeholder "${found[0]}"`), start, end: start + found[0].length });
      }
    }
    for (const [start, end] of bullets) {
      if (prose[start - body.start] !== ' ') problems.push({ ...problem('empty bullet'), start, end });
    }
    return problems;
  },
};

/** Whether a value may be one that `empty` finds, or lies below a key that is skipped: nearly every record has none. */
function isSuspect(value: unknown): boolean {
  if (typeof value === 'string') {
    if (value.length > 40) return false;
    const first = value.charCodeAt(0);
    const last = value.charCodeAt(value.length - 1);
    // Of those that begin with a letter, the longest is `fixme`; none begins with a digit or `@`.
    if (first >= 48 && first <= 64 && first !== 60 && first !== 63) return false;
    const isWord = (first | 32) >= 97 && (first | 32) <= 122 && last > 32 && last < 127;
    return isWord && value.length > 5 ? false : empty.test(value);
  }
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (isSuspect(value[i])) return true;
  } else for (const key in value) if (isSuspect((value as { [key: string]: unknown })[key])) return true;
  return false;
}

function judgeFacts(value: unknown, path: (string | number)[], isMarked: boolean, problems: Problem[]): void {
  if (typeof value === 'string') {
    const found = value.length <= 40 && empty.test(value) ? value : isMarked ? markIn(value) : undefined;
    if (found === undefined) return;
    problems.push({ ...problem(`placeholder "${found.trim()}"`), pointer: path.map(pointerStep).join('') });
  } else if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      path.push(i);
      judgeFacts(value[i], path, isMarked, problems);
      path.pop();
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const key in value) {
      if (skipped.has(key) || key.startsWith('x_')) continue;
      path.push(key);
      judgeFacts((value as { [key: string]: unknown })[key], path, isMarked, problems);
      path.pop();
    }
  }
}

function markIn(text: string): string | undefined {
  return proseOf(text, 0, text.length).match(marks)?.[0];
}

const emptyBullet = /(?:[-*+]|\d{1,9}[.)])(?:[ \t]+\[[ xX]\])?(?=[ \t\r]*(?:\n|$))/y;
const anyBullet = /^\s*(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;

/** Offsets of bullets and numbers with nothing behind or below them. */
function emptyBullets(text: string, bodyStart: number): (readonly [start: number, end: number])[] {
  const found: (readonly [number, number])[] = [];
  for (let line = bodyStart; line >= bodyStart && line < text.length; line = text.indexOf('\n', line) + 1) {
    let start = line;
    let code = text.charCodeAt(start);
    while (code === 32 || code === 9) code = text.charCodeAt(++start);
    // -, *, + and digits
    if (code !== 45 && code !== 42 && code !== 43 && !(code >= 48 && code <= 57)) continue;
    emptyBullet.lastIndex = start;
    if (!emptyBullet.test(text)) continue;
    const end = emptyBullet.lastIndex;
    const before = text.slice(text.lastIndexOf('\n', line - 2) + 1, Math.max(line - 1, 0));
    const below = text.indexOf('\n', end);
    // Under a paragraph a lone dash makes a heading of it; indented lines below are what the bullet says.
    const isUnderline = end - start === 1 && code === 45 && before.trim() !== '' && !anyBullet.test(before);
    const hasMore = below >= 0 && /^[ \t]{2,}[^\s]/.test(text.slice(below + 1, below + 64));
    if (!isUnderline && !hasMore) found.push([start, end]);
  }
  return found;
}

function problem(what: string): Pick<Problem, 'message' | 'hint'> {
  return {
    message: `Unexpected ${what}, expected what belongs there`,
    hint: 'Fill it in, or remove it; what is quoted or code is left alone.',
  };
}
