import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { showText } from '../core/show-text.ts';
import { countOf } from '../core/words.ts';
import { INCOMPLETE } from './summary.ts';

/**
 * JUnit XML as test reports of forges read it: a suite per file, a case per finding. Errors fail; a warning does so only
 * where it is warnings that failed the run, else it passes with its words as output; waived and baselined ones are skipped.
 */
export function render(report: Report): string {
  const areWarningsFatal = report.failed && report.summary.errors === 0;
  const suites = [...byPath(report.findings)].map(([path, findings]) =>
    suite(
      path,
      findings.map((finding) => testCase(finding, areWarningsFatal)),
    ),
  );
  if (!report.complete) suites.push(suite('pir', [incomplete]));
  else if (suites.length === 0) suites.push(suite('pir', [clean(report)]));
  const attributes = totals(suites.flatMap(({ cases }) => cases));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="pir" ${attributes}>\n${suites.map(({ xml }) => xml).join('')}</testsuites>\n`;
}

interface Case {
  result: 'passed' | 'failure' | 'error' | 'skipped';
  xml: string;
}

const incomplete: Case = {
  result: 'error',
  xml: `<testcase name="complete" classname="pir"><error type="error" message="${INCOMPLETE}"/></testcase>`,
};

// Some readers take a report without any case for a broken one.
function clean(report: Report): Case {
  const name = `${countOf(report.summary.records, 'record')}, no findings`;
  return { result: 'passed', xml: `<testcase name="${name}" classname="pir"/>` };
}

function testCase(finding: Finding, areWarningsFatal: boolean): Case {
  const { rule, severity, path, line, column, message, hint } = finding;
  const result = severity === 'note' ? 'skipped' : severity === 'error' || areWarningsFatal ? 'failure' : 'passed';
  const open = `<testcase name="${xml(`${rule} at ${line}:${column}`)}" classname="${xml(path)}" file="${xml(path)}" line="${line}">`;
  const words = [`${path}:${line}:${column}: ${severity}: ${message}`, ...(hint === '' ? [] : [hint])]
    .map(xml)
    .join('\n');
  const aside = finding.waived ? 'waived' : finding.baselined ? 'baselined' : 'note';
  const inner = {
    passed: `<system-out>${words}</system-out>`,
    failure: `<failure type="${severity}" message="${xml(message)}">${words}</failure>`,
    skipped: `<skipped message="${aside}: ${xml(message)}"/>`,
  }[result];
  return { result, xml: `${open}${inner}</testcase>` };
}

function suite(path: string, cases: readonly Case[]): { cases: readonly Case[]; xml: string } {
  const lines = cases.map(({ xml }) => `    ${xml}\n`).join('');
  return { cases, xml: `  <testsuite name="${xml(path)}" ${totals(cases)}>\n${lines}  </testsuite>\n` };
}

function totals(cases: readonly Case[]): string {
  const count = (result: Case['result']) => cases.filter((each) => each.result === result).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}

function byPath(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.path);
    if (group === undefined) groups.set(finding.path, [finding]);
    else group.push(finding);
  }
  return groups;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

// What is shown holds no character that XML 1.0 forbids, and no line end.
function xml(text: string): string {
  return showText(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
