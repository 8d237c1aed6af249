import type { Report } from '../core/report.ts';
import { countOf } from '../core/words.ts';

/** `3 errors, 1 warning in 40 records (2 waived)`, `40 records, no findings`; undefined where nothing was judged. */
export function summaryOf(report: Report): string | undefined {
  if (report.command !== 'check' && report.findings.length === 0) return undefined;
  const { errors, warnings, records } = report.summary;
  const waived = report.findings.filter((finding) => finding.waived).length;
  const baselined = report.findings.filter((finding) => finding.baselined && !finding.waived).length;
  const aside = [...counted(waived, 'waived'), ...counted(baselined, 'baselined')].join(', ');
  const found = [
    ...(errors > 0 ? [countOf(errors, 'error')] : []),
    ...(warnings > 0 ? [countOf(warnings, 'warning')] : []),
  ];
  const judged = countOf(records, 'record');
  const words = found.length === 0 ? `${judged}, no findings` : `${found.join(', ')} in ${judged}`;
  return aside === '' ? words : `${words} (${aside})`;
}

/** What every format says when something was not looked at, so that silence is not taken for praise. */
export const INCOMPLETE = 'Not everything could be looked at: this is no verdict';

function counted(count: number, word: string): string[] {
  return count > 0 ? [`${count} ${word}`] : [];
}

/** What was written, for people: each file by itself, a folder that was made as a whole as one. */
export function writtenFiles({ files, folder }: Report): readonly { action: string; path: string }[] {
  if (folder === undefined) return files;
  return [{ action: 'create', path: `${folder.path}/ (${countOf(files.length, 'file')})` }];
}
