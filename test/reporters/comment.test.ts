import { describe, expect, it } from 'vitest';
import { render } from '../../src/reporters/comment.ts';
import { finding, report } from './fixture.ts';

const path = 'incidents/2026/2026-11-20-checkout-down.md';
const other = 'incidents/2026/2026-11-02-mail-delayed.md';
const changed = (...paths: string[]) => ({
  name: 'changed',
  title: '',
  columns: [{ key: 'path', title: 'File', unit: 'text' as const }],
  rows: paths.map((each) => ({ path: each })),
});

describe('comment', () => {
  it('ticks the files that nothing is left to do in, and says under the others what is', () => {
    expect(render(report({ tables: [changed(path, other)], findings: [finding()] }))).toBe(`<!-- pir check -->

**1 of 2 are in order**

- [x] ${other}
- [ ] ${path}
  - [ ] line 14: Unexpected unowned action A2, expected one named owner. Name one person: pir action assign 2026-11-20-checkout-down/A2 &#64;person --reason WHY
`);
  });

  it('turns green as a whole', () => {
    expect(render(report({ tables: [changed(path, other)] }))).toBe(`<!-- pir check -->

**All is in order (2 of 2)**

- [x] ${other}
- [x] ${path}
`);
  });

  it('leaves a file ticked that has warnings only, unless the run fails on them', () => {
    const warned = { tables: [changed(path)], findings: [finding({ severity: 'warning' })] };
    expect(render(report(warned))).toContain(`- [x] ${path}\n  - line 14 (warning): Unexpected`);
    expect(render(report({ ...warned, failed: true }))).toContain(
      `- [ ] ${path}\n  - [ ] line 14 (warning): Unexpected`,
    );
  });

  it('has a box for findings in files that are no records', () => {
    const text = render(
      report({ tables: [changed(path)], findings: [finding({ path: '.pir/baseline.json', line: 4 })] }),
    );
    expect(text).toContain('- [ ] .pir/baseline.json\n  - [ ] line 4: ');
  });

  it('lets only what stands between backticks be code, and nothing be markup', () => {
    const hint = 'Run `pir action defer A1 --reason "…"`; <b>`*a*` [x](y) @all';
    const text = render(report({ findings: [finding({ hint, message: 'Unexpected ` and **bold**, expected #12' })] }));
    expect(text).toContain(
      'line 14: Unexpected \\` and \\*\\*bold\\*\\*, expected &#35;12. Run `pir action defer A1 --reason "…"`; &lt;b&gt;`*a*` \\[x\\](y) &#64;all',
    );
  });

  it('leaves out what is waived, and says when there is nothing to tick', () => {
    const waived = finding({ severity: 'note', waived: true });
    expect(render(report({ findings: [waived] }))).toBe(
      '<!-- pir check -->\n\n**No record is touched, and nothing stands in the way**\n',
    );
  });

  it('fits into a comment', () => {
    const paths = Array.from({ length: 3_000 }, (_, i) => `incidents/2026/2026-11-20-checkout-down-${i}.md`);
    const text = render(report({ tables: [changed(...paths)] }));
    expect(text.length).toBeLessThan(65_000);
    expect(text).toMatch(/- and \d+ more files: the log of the run has them\n$/);
  });
});
