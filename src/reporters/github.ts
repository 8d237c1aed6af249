import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { showText } from '../core/show-text.ts';
import { INCOMPLETE } from './summary.ts';

const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** Workflow commands, one a finding. The runner shows ten of each kind a step; the rest is for the step summary. */
export function render(report: Report): string {
  const lines = report.findings.map(annotation);
  if (!report.complete) lines.push(`::error title=pir::${data(INCOMPLETE)}`);
  return lines.map((line) => `${line}\n`).join('');
}

function annotation(finding: Finding): string {
  const aside = finding.waived ? ' (waived)' : finding.baselined ? ' (baselined)' : '';
  const properties = [
    `file=${property(finding.path)}`,
    `line=${finding.line}`,
    // The runner drops columns of a range over several lines, and says so in the log.
    ...(finding.endLine === finding.line ? [`col=${finding.column}`] : []),
    `endLine=${finding.endLine}`,
    ...(finding.endLine === finding.line ? [`endColumn=${finding.endColumn}`] : []),
    `title=${property(finding.rule + aside)}`,
  ];
  const message = [finding.message, finding.hint].filter((text) => text !== '').map(data);
  return `::${COMMANDS[finding.severity]} ${properties.join(',')}::${message.join('%0A')}`;
}

// What is shown has no line ends any more, so that only these are left to escape.
function data(text: string): string {
  return showText(text).replace(/%/g, '%25');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
