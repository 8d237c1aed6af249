import type { RecordChange } from '../../core/check/rule.ts';
import type { Finding } from '../../core/finding.ts';
import { compareText } from '../../core/finding.ts';
import type { Table } from '../../core/report.ts';
import type { Side } from './changed-records.ts';

/** The files that a change touches in the records' places, each with what became of it and what was found there. */
export function changedTable(
  { base, head }: { base: Side; head: Side },
  changes: readonly RecordChange[],
  findings: readonly Finding[],
): Table {
  const movedFrom = new Map(
    changes.flatMap(({ before, after }) =>
      before && after && before.path !== after.path && !base.rows.has(after.path) ? [[after.path, before.path]] : [],
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
  const gone = base.touched.filter(({ path }) => !head.rows.has(path) && !left.has(path));
  const rows = [...head.touched, ...gone].map(({ path }) => {
    const here = findings.filter((finding) => finding.path === path);
    const change = !head.rows.has(path)
      ? 'removed'
      : movedFrom.has(path)
        ? 'moved'
        : base.rows.has(path)
          ? 'changed'
          : 'added';
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
