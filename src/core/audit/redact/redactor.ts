import type { CommitPerson } from '../../history/commit.ts';
import { fingerprintOf } from '../../record/fingerprint.ts';
import type { RecordKind } from '../../record/kinds.ts';
import { parseRecord } from '../../record/parse.ts';
import type { Redaction } from '../package/manifest.ts';
import { keyedHash, type Sha256 } from './keyed-hash.ts';
import { type RedactedField, type RedactedValue, redactFacts } from './redact-facts.ts';
import { addressToken, numberPattern, tokenFor, wordRedactor } from './redact-words.ts';

/** What is kept out of a package, and with which key. */
export interface RedactionAsked {
  fields: readonly RedactedField[];
  /** Whether people's names, handles and addresses are. */
  people: boolean;
  key: Uint8Array;
}

/** Replaces what is not to leave the house, the same value by the same token. */
export interface Redactor {
  /** A version of a record as it is packaged; undefined where it cannot be changed just so. */
  record(text: string): string | undefined;
  /** The same, with fingerprints of what is redacted now in the place of those of what it was: sign-offs go on holding. */
  signed(text: string): string | undefined;
  /** Any other text. */
  words(text: string): string;
  person(person: CommitPerson): CommitPerson;
  /** The basename of a file that is called as a person. */
  handleName(name: string): string;
  /** What was found in the records of the package. */
  found: readonly Redaction[];
  /** Tells whether a key is the one. */
  check: string;
}

/** A redactor that has read the records of a package: what stands in their fields is replaced in other texts, too. */
export function redactorOf(
  { fields, people, key }: RedactionAsked,
  records: readonly string[],
  names: readonly string[],
  sha256: Sha256,
): Redactor {
  const tokenOf = (value: string) => `redacted-${keyedHash(key, value, sha256).slice(0, 32)}`;
  const factToken = (value: string) => tokenFor(value, tokenOf);
  const found = records.map((text) => redactFacts(text, fields, factToken)?.values ?? []);
  const values = found.flat().flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const words = wordRedactor({ values, people, names }, tokenOf);
  const unsigned = (text: string): string | undefined => {
    const facts = redactFacts(text, fields, factToken);
    return facts && words(withoutNumbers(facts.text, facts.values, tokenOf));
  };
  const resigned = new Map(
    records.flatMap((text) => {
      const other = unsigned(text);
      const [was, is] = [fingerprintIn(text, sha256), other === undefined ? undefined : fingerprintIn(other, sha256)];
      return was === undefined || is === undefined || was === is ? [] : [[was, is] as const];
    }),
  );
  return {
    record(text) {
      const other = unsigned(text);
      if (other === undefined || other === text || !other.includes('sha256:')) return other;
      // By what was signed, now or before, who knows the rest could try values.
      const isSigned = fingerprintIn(text, sha256) !== fingerprintIn(other, sha256);
      return other.replace(/sha256:[0-9a-f]{64}/g, (was) =>
        isSigned || resigned.has(was) ? `sha256:${keyedHash(key, was, sha256)}` : was,
      );
    },
    signed(text) {
      const other = unsigned(text);
      if (other === undefined || !other.includes('sha256:')) return other;
      const own = fingerprintIn(text, sha256);
      const now = own === undefined ? undefined : fingerprintIn(other, sha256);
      return other.replace(/sha256:[0-9a-f]{64}/g, (was) => (was === own && now ? now : (resigned.get(was) ?? was)));
    },
    words,
    person: (given) =>
      people ? { ...given, name: tokenOf(given.name).slice(0, 29), email: addressToken(given.email, tokenOf) } : given,
    handleName: (name) => (people ? `${tokenOf(`@${name}`.toLowerCase()).slice(0, 29)}` : name),
    found: countsOf(fields, found, people, records, words),
    check: keyedHash(key, 'pir-redact', sha256).slice(0, 16),
  };
}

/** Large numbers of redacted fields in the same record's prose: elsewhere a number means something else. */
function withoutNumbers(text: string, values: readonly RedactedValue[], tokenOf: (value: string) => string): string {
  let changed = text;
  for (const { value } of values) {
    const pattern = typeof value === 'number' ? numberPattern(value) : undefined;
    if (pattern !== undefined) changed = changed.replace(pattern, tokenOf(String(value)));
  }
  return changed;
}

function fingerprintIn(text: string, sha256: Sha256): string | undefined {
  const kind = /^schema: *["']?pir\/(incident|policy)@/m.exec(text)?.[1];
  if (kind === undefined) return undefined;
  const { record } = parseRecord({ path: '', kind: kind as RecordKind, text });
  return record?.kind === 'incident' || record?.kind === 'policy' ? fingerprintOf(record, sha256) : undefined;
}

function countsOf(
  fields: readonly RedactedField[],
  found: readonly (readonly RedactedValue[])[],
  people: boolean,
  records: readonly string[],
  words: (text: string) => string,
): Redaction[] {
  const counts = fields.map(({ name }): Redaction => {
    const own = found.map((values) => values.filter(({ field }) => field === name).length);
    return { field: name, records: own.filter((count) => count > 0).length, values: sum(own) };
  });
  if (!people) return counts;
  const tokens = records.map((text) => (words(text).match(/@redacted-|@redacted\.invalid/g) ?? []).length);
  return [...counts, { field: 'people', records: tokens.filter((count) => count > 0).length, values: sum(tokens) }];
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
