import type { Finding } from '../finding.ts';
import type { UnreadableFile } from '../record/record.ts';
import type { RulePlan } from './plan-rules.ts';
import type { Verdict } from './verdict.ts';

const unreadable: { [problem in UnreadableFile['problem']]: readonly [expected: string, hint: string] } = {
  not_utf8: ['UTF-8 text', 'Save the file as UTF-8.'],
  link: ['a regular file', 'Put the record itself in the place of the link; links are never followed.'],
  special: ['a regular file', 'Move it out of the records’ folder; it was not opened.'],
  too_large: ['at most 320 KiB', 'Move logs and pictures into files of their own and name them as evidence.'],
  unreadable: ['a file that can be read', 'Mend its permissions.'],
};

/** What stands in a record's place and cannot be read is one finding of the rule `frontmatter`. */
export function judgeUnreadable(file: UnreadableFile, plan: readonly RulePlan[]): Verdict {
  const [expected, hint] = unreadable[file.problem];
  const row = plan.find(({ rule }) => rule.id === 'frontmatter');
  const finding: Finding = {
    rule: 'frontmatter',
    severity: row?.level === 'warn' ? 'warning' : 'error',
    message: `Unexpected ${file.detail}, expected ${expected}`,
    hint,
    path: file.path,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    record: null,
    pointer: null,
    anchor: '',
    waived: false,
    baselined: false,
    source: null,
  };
  return {
    entry: {
      kind: file.kind,
      path: file.path,
      id: null,
      status: null,
      causes: [],
      actions: [],
      idAt: { line: 1, column: 1, endColumn: 1 },
    },
    findings: row ? [finding] : [],
    doubts: [],
    window: { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY },
    usedPlainReader: true,
  };
}
