import type { Problem } from '../problem.ts';
import type { MapNode, Pair } from '../record/node.ts';
import { lineColumn, rangeOf } from '../record/place.ts';
import type { ParsedRecord, RecordText } from '../record/record.ts';
import { unshared } from '../unshared.ts';
import { factsOf } from './entry-facts.ts';
import type { Entry } from './rule.ts';

const idProblem: Problem = { message: '', hint: '', pointer: '/id' };
const none: readonly string[] = [];

/** What the other records' rules need to know of this one. */
export function entryOf(file: RecordText, record: ParsedRecord | undefined): Entry {
  const data = record?.data as
    | {
        id?: string;
        status?: string;
        causes?: { id?: string }[];
        actions?: { id?: string }[];
        decisions?: { id?: string }[];
      }
    | undefined;
  const [start, end] = record === undefined ? [0, 0] : idRange(file.text, record.root);
  const { line, column } = lineColumn(file.text, start);
  const facts = record === undefined ? undefined : factsOf(record, file.text);
  return {
    kind: file.kind,
    path: file.path,
    id: data?.id === undefined ? null : unshared(data.id),
    status: data?.status ?? null,
    causes: idsOf(data?.causes),
    actions: idsOf(data?.actions ?? data?.decisions),
    idAt: { line, column, endColumn: column + end - start },
    ...(facts !== undefined && { facts }),
  };
}

// Nearly every record has an id, in a line of its own.
function idRange(text: string, root: MapNode): readonly [start: number, end: number] {
  for (let i = 0; i < root.pairs.length; i++) {
    const { key, value } = root.pairs[i] as Pair;
    if (key === 'id' && value.kind === 'scalar' && value.end > value.start) return [value.start, value.end];
  }
  return rangeOf(text, root, idProblem);
}

function idsOf(list: readonly ({ id?: string } | undefined)[] | undefined): readonly string[] {
  if (list === undefined) return none;
  const ids: string[] = [];
  for (let i = 0; i < list.length; i++) {
    const id = list[i]?.id;
    if (id !== undefined) ids.push(unshared(id));
  }
  return ids;
}
