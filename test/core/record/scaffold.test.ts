import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../../src/core/record/parse.ts';
import { scaffoldRecord } from '../../../src/core/record/scaffold.ts';

const facts = {
  schema: 'pir/incident@1',
  id: '2026-11-20-checkout-down',
  title: 'Checkout down',
  type: 'availability',
  severity: 'sev2',
  status: 'draft',
  owner: '@sre-lead',
  services: undefined,
  times: { started: '2026-11-20T09:12+01:00', detected: undefined, resolved: '2026-11-20T10:00+01:00' },
  impact: { summary: '1,240 checkouts failed' },
};
const template = `---
{{frontmatter}}
## Facts to add.
# detection: { source: alert }
# causes:
#   - id: C1
#     role: root
## More.
# similar: {}
---

# {{title}}

## Timeline

<!-- pir time {{id}} resolved now; \${{ github.ref }} {{other}} -->
`;
const read = (text: string) => parseRecord({ path: 'incidents/2026/a.md', kind: 'incident', text });

describe('scaffoldRecord', () => {
  it('puts the facts between the fences, in their order, times and impact on lines of their own', () => {
    expect(scaffoldRecord(template, facts)).toBe(`---
schema: pir/incident@1
id: 2026-11-20-checkout-down
title: Checkout down
type: availability
severity: sev2
status: draft
owner: "@sre-lead"
times:
  started: "2026-11-20T09:12+01:00"
  resolved: "2026-11-20T10:00+01:00"
impact:
  summary: 1,240 checkouts failed
## Facts to add.
# detection: { source: alert }
# causes:
#   - id: C1
#     role: root
## More.
# similar: {}
---

# Checkout down

## Timeline

<!-- pir time 2026-11-20-checkout-down resolved now; \${{ github.ref }} {{other}} -->
`);
  });

  it('leaves out the example of a key that the facts hold, so that nobody gets it twice', () => {
    const causes = [{ id: 'C1', role: 'root', statement: 'A limit was lowered by hand' }];
    const text = scaffoldRecord(template, { ...facts, causes, similar: { result: 'none' } }) ?? '';
    expect(text).not.toContain('# causes:');
    expect(text).not.toContain('#   - id: C1');
    expect(text).not.toContain('# similar:');
    expect(text).toContain('# detection: { source: alert }\n## More.\n---');
    expect(read(text).record?.data).toMatchObject({ causes, similar: { result: 'none' } });
  });

  it('keeps the line ends of the template', () => {
    const text = scaffoldRecord(template.replaceAll('\n', '\r\n'), facts) ?? '';
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(read(text).problems).toEqual([]);
  });

  it.each([
    ['no fences', '{{frontmatter}}\n# {{title}}\n'],
    ['no place for the facts', '---\nschema: pir/incident@1\n---\n{{frontmatter}}\n'],
    ['a place that is part of a line', '---\nfacts: {{frontmatter}}\n---\n'],
    ['nothing', ''],
  ])('refuses a template with %s', (_, text) => expect(scaffoldRecord(text, facts)).toBeUndefined());

  it('replaces nothing twice, whatever a title looks like', () => {
    const text = scaffoldRecord(template, { ...facts, title: "{{id}} $& $' {{frontmatter}}" }) ?? '';
    expect(text).toContain("# {{id}} $& $' {{frontmatter}}\n");
    expect(read(text).record?.data).toMatchObject({ title: "{{id}} $& $' {{frontmatter}}" });
  });

  it('is read back as the same facts, and its heading as one line of text', () => {
    const visible = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(visible, visible, (title, summary) => {
        fc.pre(!/[\p{C}\p{Z}\u00ad]/u.test((title + summary).replaceAll(' ', '')));
        const text = scaffoldRecord(template, { ...facts, title, impact: { summary } }) ?? '';
        const { record, problems } = read(text);
        expect(problems).toEqual([]);
        expect(record?.data).toEqual({
          ...JSON.parse(JSON.stringify(facts)),
          title,
          impact: { summary },
        });
        const [blank, heading, ...rest] = text.slice(text.indexOf('\n---\n') + 5).split('\n');
        expect([blank, heading?.slice(0, 2), ...rest.slice(0, 2)]).toEqual(['', '# ', '', '## Timeline']);
      }),
    );
  });
});
