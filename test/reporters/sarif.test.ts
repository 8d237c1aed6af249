import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import AjvDraft04 from 'ajv-draft-04';
import { expect, test } from 'vitest';
import { rules } from '../../src/core/check/index.ts';
import { render } from '../../src/reporters/sarif.ts';
import { checked, finding, hostile, plainStyle, report } from './fixture.ts';

// Its types say `default`, its code is a CommonJS module.
const Ajv = AjvDraft04.default;
const schemaFile = join(process.env.PIR_SCHEMAS ?? '../shared/schemas', 'sarif-schema-2.1.0.json');
const hasSchema = existsSync(schemaFile);
if (!hasSchema) console.warn(`SARIF is not held to its schema: no ${schemaFile} (PIR_SCHEMAS names its folder)`);

const runOf = (given: typeof checked) => JSON.parse(render(given, plainStyle)).runs[0];

test.skipIf(!hasSchema)('it is valid against the official schema', () => {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  // Formats need a package of their own; the one that could break, the URI, is held to the URL parser below.
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
  for (const given of [checked, hostile, report(), report({ complete: false })]) {
    validate(JSON.parse(render(given, plainStyle)));
    expect(validate.errors ?? []).toEqual([]);
  }
  expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
});

test('a finding is a result at its place', () => {
  const run = runOf(report({ findings: [finding()] }));
  expect(run.tool.driver).toMatchObject({ name: 'pir', version: '1.2.3', rules: [{ id: 'action-owner' }] });
  expect(run.columnKind).toBe('utf16CodeUnits');
  expect(run.results).toEqual([
    {
      ruleId: 'action-owner',
      ruleIndex: 0,
      level: 'error',
      message: { text: expect.stringMatching(/^Unexpected unowned .*owner\. Name one person/) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'incidents/2026/2026-11-20-checkout-down.md', uriBaseId: '%SRCROOT%' },
            region: { startLine: 14, startColumn: 12, endLine: 14, endColumn: 15 },
          },
        },
      ],
      partialFingerprints: { primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{32}:1$/) },
      suppressions: [],
    },
  ]);
});

test('rules say why they exist, and results point at theirs', () => {
  const known = rules[0];
  const given =
    known === undefined ? checked : report({ findings: [...checked.findings, finding({ rule: known.id })] });
  const run = runOf(given);
  for (const result of run.results) expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
  const described = run.tool.driver.rules.find((rule: { id: string }) => rule.id === known?.id);
  expect(described?.shortDescription?.text).toBe(known?.reason);
});

test('waived and baselined findings are suppressed, and say by what', () =>
  expect(
    runOf(checked)
      .results.slice(-2)
      .map((result: { suppressions: unknown }) => result.suppressions),
  ).toEqual([
    [{ kind: 'external', status: 'accepted', justification: 'waived' }],
    [{ kind: 'external', status: 'accepted', justification: 'in the baseline' }],
  ]));

test('paths are URIs that lead back to the path', () => {
  for (const path of ['a b/c#d?.md', 'a:b/ü決.md', '100%/x.md']) {
    const [result] = runOf(report({ findings: [finding({ path })] })).results;
    const { uri } = result.locations[0].physicalLocation.artifactLocation;
    expect(decodeURIComponent(new URL(uri, 'file:///root/').pathname)).toBe(`/root/${path}`);
    expect(new URL(uri, 'file:///root/').hash).toBe('');
  }
});

test('a title plants no link in a message', () => {
  const [result] = runOf(report({ findings: [finding({ message: 'x [click](https://evil.example) [y]' })] })).results;
  expect(result.message.text).toContain('x \\[click](https://evil.example) [y]');
});
