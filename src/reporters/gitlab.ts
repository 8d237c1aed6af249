import type { Report } from '../core/report.ts';
import { showText, toJson } from '../core/show-text.ts';
import { identities } from './identity.ts';
import { INCOMPLETE } from './summary.ts';

const SEVERITIES = { error: 'major', warning: 'minor', note: 'info' } as const;

/** GitLab's code quality report: an array of issues. https://docs.gitlab.com/ci/testing/code_quality/ */
export function render(report: Report): string {
  const fingerprints = identities(report.findings);
  const issues = report.findings.map((finding, at) => ({
    description: showText(finding.hint === '' ? finding.message : `${finding.message}. ${finding.hint}`),
    check_name: finding.rule,
    fingerprint: fingerprints[at],
    severity: SEVERITIES[finding.severity],
    location: { path: finding.path, lines: { begin: finding.line, end: finding.endLine } },
  }));
  const incomplete = {
    description: INCOMPLETE,
    check_name: 'incomplete',
    fingerprint: 'incomplete',
    severity: 'blocker',
    location: { path: '.', lines: { begin: 1, end: 1 } },
  };
  return `${toJson(report.complete ? issues : [...issues, incomplete], 2)}\n`;
}
