import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedHash } from '../../../../src/core/audit/redact/keyed-hash.ts';
import { redactedField } from '../../../../src/core/audit/redact/read-fields.ts';
import { redactFacts } from '../../../../src/core/audit/redact/redact-facts.ts';
import { numberPattern, wordRedactor } from '../../../../src/core/audit/redact/redact-words.ts';
import { redactorOf } from '../../../../src/core/audit/redact/redactor.ts';
import { incidentExample, signedText } from '../../../../src/core/check/example.ts';

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

// RFC 4231, test cases 1, 2 and 6.
describe('the keyed hash', () => {
  it.each([
    ['0b'.repeat(20), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    ['4a656665', 'what do ya want for nothing?', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
    [
      'aa'.repeat(131),
      'Test Using Larger Than Block-Size Key - Hash Key First',
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
  ])('is HMAC with SHA-256 (%#)', (key, text, hash) => expect(keyedHash(bytes(key), text, sha256)).toBe(hash));
});

const token = (value: string) => `redacted-${sha256(value).slice(0, 8)}`;
const fieldsOf = (...names: readonly string[]) =>
  names.map((name) => {
    const field = redactedField(name);
    if ('why' in field) throw new Error(field.why);
    return field;
  });

describe('the values of a field', () => {
  it.each([
    ['title: A title # and why\n', 'title', 'title: "T" # and why\n'],
    ["title: 'It''s'\nowner: x\n", 'title', 'title: "T"\nowner: x\n'],
    ['title: >\n  folded\n  text\nowner: x\n', 'title', 'title: "T"\nowner: x\n'],
    [
      'causes:\n- { id: C1, statement: one }\n- statement: |-\n    two\n    lines\n  id: C2\n',
      'causes.statement',
      'causes:\n- { id: C1, statement: "T" }\n- statement: "T"\n  id: C2\n',
    ],
    [
      'impact:\n  cost: { amount: 12, currency: EUR }\n',
      'impact.cost',
      'impact:\n  cost: { amount: "T", currency: "T" }\n',
    ],
    ['services: [a, b]\n', 'services', 'services: ["T", "T"]\n'],
    ['impact:\n  customers:\nowner: x\n', 'impact.customers', 'impact:\n  customers:\nowner: x\n'],
    ['schema: pir/risk@1\ntitle: R\n', 'incident.title', 'schema: pir/risk@1\ntitle: R\n'],
  ])('are replaced where they stand: %j', (facts, field, expected) => {
    const text = `---\n${facts}---\n\nA title in the body.\n`;
    const found = redactFacts(text, fieldsOf(field), token);
    expect(found?.text.replace(/redacted-[0-9a-f]{8}/g, 'T')).toBe(`---\n${expected}---\n\nA title in the body.\n`);
  });

  it('are left alone in a text that cannot be read', () => {
    for (const text of ['no frontmatter', '---\n[\n---\n', '---\na: &x 1\ntitle: *x\n---\n'])
      expect(redactFacts(text, fieldsOf('title'), token), text).toBeUndefined();
  });

  it('leave no trace, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, maxLength: 60 }), (value) => {
        const text = `---\ntitle: ${JSON.stringify(value)}\nowner: "@a"\n---\n`;
        const found = redactFacts(text, fieldsOf('title'), token);
        // What no reader of YAML takes is refused as a whole.
        if (found === undefined) return;
        expect(found.text).toMatch(/^---\ntitle: "redacted-[0-9a-f]{8}"\nowner: "@a"\n---\n$/);
      }),
    );
  });

  it('are named by the paths of the schemas', () => {
    expect(redactedField('risk.assessments.reason')).toMatchObject({ keys: ['assessments', 'reason'], kind: 'risk' });
    expect(redactedField('x_own.part')).toMatchObject({ keys: ['x_own', 'part'] });
    expect(redactedField('causes.id')).toHaveProperty('why');
    expect(redactedField('cuases.statement')).toMatchObject({ hint: expect.stringContaining('causes.statement') });
  });
});

describe('words', () => {
  it('are replaced whole, people by the form of people', () => {
    const words = wordRedactor({ values: ['Pool limits', 'tiny', 'pool'], people: true, names: ['Ada Byron'] }, token);
    const said = words(
      'Pool limits, said Ada Byron (@ada, ada@example.com; noreply@github.com): Pool limits2, tiny pool',
    );
    expect(said).toBe(
      `${token('Pool limits')}, said ${token('Ada Byron')} (@${token('@ada')}, ${token('ada@example.com')}@redacted.invalid; noreply@github.com): Pool limits2, tiny pool`,
    );
    expect(words(said)).toBe(said);
    expect(words('@Ada')).toBe(words('@ada'));
  });

  it('are numbers only where they are large, and as people write them', () => {
    const pattern = numberPattern(12400);
    for (const text of ['12400', '12,400', '12 400', 'EUR 12.400.'])
      expect(text.replace(pattern as RegExp, 'N')).toContain('N');
    for (const text of ['112400', '12400-1', '1,12400', '124']) expect(text.replace(pattern as RegExp, 'N')).toBe(text);
    expect(numberPattern(42)).toBeUndefined();
  });
});

it('lets sign-offs hold for what is computed, and keys their fingerprints in what is carried', () => {
  const text = signedText(incidentExample(), sha256);
  const [was] = /sha256:[0-9a-f]{64}/.exec(text) ?? [];
  const redactor = redactorOf(
    { fields: fieldsOf('causes.statement'), people: false, key: bytes('00ff'.repeat(8)) },
    [text],
    [],
    sha256,
  );
  const [carried, computed] = [redactor.record(text), redactor.signed(text)];
  expect(carried).not.toContain(was);
  expect(computed).not.toContain(was);
  const withoutPrints = (given: string | undefined) => given?.replace(/sha256:[0-9a-f]{64}/, '');
  expect(withoutPrints(carried)).toBe(withoutPrints(computed));
  expect(computed).toBe(signedText({ ...incidentExample(), text: computed ?? '' }, sha256));
  expect(redactor.found).toEqual([{ field: 'causes.statement', records: 1, values: 1 }]);
});
