import { type Parsing, parseRecord } from '../../core/record/parse.ts';
import type { RecordFile } from '../../core/record/record.ts';
import type { ReadAhead, Root, World } from '../../world/world.ts';
import { loadBodyTreeFor } from '../judge-all.ts';
import { type RecordRow, readRows } from '../record-rows.ts';

/** The files of those rows: each is parsed as soon as git has handed it over, while it reads the next ones. */
export async function parseRows(
  rows: readonly RecordRow[],
  parsings: Map<RecordFile, Parsing>,
  root: Root,
  world: World,
  ahead: ReadAhead | undefined,
): Promise<readonly RecordFile[]> {
  const files: RecordFile[] = [];
  while (files.length < rows.length) {
    const row = rows[files.length] as RecordRow;
    // One after the other only as long as no other git has to be started for each.
    const isHere = !row.mode.startsWith('100') || (await ahead?.blobs([row.blob])) === true;
    for (const file of readRows(isHere ? [row] : rows.slice(files.length), root, world)) {
      await loadBodyTreeFor(file);
      if ('text' in file) parsings.set(file, parseRecord(file));
      files.push(file);
      await ahead?.turn();
    }
  }
  return files;
}
