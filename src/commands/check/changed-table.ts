import type { RecordChange } from '../../core/check/rule.ts';
import type { Finding } from '../../core/finding.ts';
import { compareText } from '../../core/finding.ts';
import type { Table } from '../../core/report.ts';
import type { RecordRow } from '../record-rows.ts';

/** The files that a change touches in the records' places, each with what became of it and what was found there. */
export function changedTable(
  touched: { before: readonly RecordRow[]; after: readonly RecordRow[] },
  changes: readonly RecordChange[],
  findings: readonly Finding[],
): Table {
  const [base, head] = [touched.before, touched.after].map((rows) => new Set(rows.map(({ path }) => path))) as [
    Set<string>,
    Set<string>,
  ];
  const movedFrom = new Map(
    changes.flatMap(({ before, after }) =>
      before && after && before.path !== after.path && !base.has(after.path) ? [[after.path, before.path]] : [],
    ),
  );
  const left = new Set(movedFrom.values());
  const idAt = new Map(
    changes.flatMap(({ before, after }) =>
      [before, after].flatMap((record) =>
        record && 'id' in record.data ? [[record.path, record.data.id ?? null]] : [],
      ),
    ),
  );
  const gone = [...base].filter((path) => !head.has(path) && !left.has(path));
  const rows = [...head, ...gone].map((path) => {
    const here = findings.filter((finding) => finding.path === path);
    const change = !head.has(path) ? 'removed' : movedFrom.has(path) ? 'moved' : base.has(path) ? 'changed' : 'added';
    return {
      record: idAt.get(path) ?? null,
      path,
      change,
      errors: here.filter(({ severity }) => severity === 'error').length,
      warnings: here.filter(({ severity }) => severity === 'warning').length,
    };
  });
  return {
    name: 'changed',
    title: 'Records that the change touches',
    columns: [
      { key: 'record', title: 'Record', unit: 'text' },
      { key: 'path', title: 'File', unit: 'text' },
      { key: 'change', title: 'Change', unit: 'text' },
      { key: 'errors', title: 'Errors', unit: 'count' },
      { key: 'warnings', title: 'Warnings', unit: 'count' },
    ],
    rows: rows.sort((a, b) => compareText(a.path, b.path)),
  };
}
