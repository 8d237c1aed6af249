import { ruleOf } from '../core/check/index.ts';
import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { showText, toJson } from '../core/show-text.ts';
import { identities } from './identity.ts';
import type { Style } from './reporter.ts';
import { INCOMPLETE } from './summary.ts';

/** SARIF 2.1.0, one run. https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html */
export function render(report: Report, style: Style): string {
  const ids = [...new Set(report.findings.map(({ rule }) => rule))].sort();
  const fingerprints = identities(report.findings);
  const run = {
    tool: { driver: { name: 'pir', version: style.version, rules: ids.map(ruleMetadata) } },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: report.complete,
        ...(report.complete ? {} : { toolExecutionNotifications: [{ level: 'error', message: { text: INCOMPLETE } }] }),
      },
    ],
    results: report.findings.map((finding, at) => ({
      ruleId: finding.rule,
      ruleIndex: ids.indexOf(finding.rule),
      level: finding.severity,
      message: { text: plain(finding.hint === '' ? finding.message : `${finding.message}. ${finding.hint}`) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: uriOf(finding.path), uriBaseId: '%SRCROOT%' },
            region: {
              startLine: finding.line,
              startColumn: finding.column,
              endLine: finding.endLine,
              endColumn: finding.endColumn,
            },
          },
        },
      ],
      // GitHub compares results of two runs by the fingerprint of this name and by no other.
      partialFingerprints: { primaryLocationLineHash: `${fingerprints[at]}:1` },
      suppressions: suppressionsOf(finding),
    })),
  };
  return `${toJson({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, 2)}\n`;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json';

function ruleMetadata(id: string) {
  const reason = ruleOf(id)?.reason;
  return reason === undefined ? { id } : { id, shortDescription: { text: reason }, help: { text: reason } };
}

function suppressionsOf({ waived, baselined }: Finding) {
  const justification = waived ? 'waived' : baselined ? 'in the baseline' : undefined;
  return justification === undefined ? [] : [{ kind: 'external', status: 'accepted', justification }];
}

// In a message `[words](target)` is a link (3.11.6), which nobody's title may plant there.
function plain(text: string): string {
  return showText(text).replace(/\[(?=[^\]]*\]\()/g, '\\[');
}

function uriOf(path: string): string {
  // Half a surrogate pair has no place in a URI; encodeURIComponent would throw.
  return path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
