import { isForge } from '../../history/commit.ts';

/** What is replaced in texts, wherever it stands. */
export interface RedactedWords {
  /** Whole values of redacted fields. */
  values: readonly string[];
  /** Whether handles and e-mail addresses are. */
  people: boolean;
  /** What people are called, where they are. */
  names: readonly string[];
}

/** Shorter values stand in many words that have nothing to do with them. */
const SHORTEST = 5;

const handle = /(?<![\w.@-])@[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?/g;
const address =
  /(?<![\w.+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9-]{1,63})+/g;

/**
 * A function that replaces them by their tokens. Long values before short ones, whole words only; in whatever case they
 * are written, and where prose is broken into lines, also quoted ones.
 */
export function wordRedactor(
  { values, people, names }: RedactedWords,
  tokenOf: (value: string) => string,
): (text: string) => string {
  const long = [...new Set([...values, ...(people ? names : [])])]
    .filter((value) => value.length >= SHORTEST)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const pattern = long.map((value) => escaped(value).replace(/\s+/g, '[\\s>]+')).join('|');
  const literal =
    long.length === 0 ? undefined : new RegExp(`(?<![\\p{L}\\p{N}_/-])(?:${pattern})(?![\\p{L}\\p{N}_-])`, 'giu');
  const known = new Map(long.toReversed().map((value) => [plain(value), value]));
  return (text) => {
    let redacted = text;
    if (people) {
      redacted = redacted.replace(address, (found) => addressToken(found, tokenOf));
      redacted = redacted.replace(handle, (found) => handleToken(found, tokenOf));
    }
    return literal === undefined
      ? redacted
      : redacted.replace(literal, (found) => tokenFor(known.get(plain(found)) ?? found, tokenOf));
  };
}

const plain = (text: string): string => text.toLowerCase().replace(/[\s>]+/g, ' ');
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** What stands in the place of a value: of a person another person's form, so that owners go on being owners. */
export function tokenFor(value: string, tokenOf: (value: string) => string): string {
  if (/^@[\w.-]+$/.test(value)) return handleToken(value, tokenOf);
  return /^[^\s@]+@[^\s@]+$/.test(value) ? addressToken(value, tokenOf) : tokenOf(value);
}

/** A handle in whose place another one stands, so that what follows people goes on following them. */
export function handleToken(found: string, tokenOf: (value: string) => string): string {
  return found.startsWith('@redacted-') ? found : `@${tokenOf(found.toLowerCase()).slice(0, 29)}`;
}

/** An address in whose place another one stands; a forge's own says nothing about anybody. */
export function addressToken(found: string, tokenOf: (value: string) => string): string {
  if (found.endsWith('@redacted.invalid') || isForge({ email: found })) return found;
  return `${tokenOf(found.toLowerCase()).slice(0, 29)}@redacted.invalid`;
}

/** A number of four digits or more as people write it in prose: 12000, 12,000, 12 000. */
export function numberPattern(value: number): RegExp | undefined {
  const digits = String(Math.abs(value));
  if (!/^\d{4,}$/.test(digits)) return undefined;
  const grouped = digits.replace(/\B(?=(?:\d{3})+$)/g, '[,.\u00a0\u202f ]?');
  return new RegExp(`(?<![\\d.,-])${grouped}(?![\\d-])`, 'g');
}
