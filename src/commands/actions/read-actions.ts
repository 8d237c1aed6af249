import type { Clock } from '../../core/clock.ts';
import { recordDay } from '../../core/facts/record-day.ts';
import {
  followUpsIn,
  type KeptAction,
  keptActions,
  keptSummaries,
  rowFrom,
  summariesFrom,
  withSummaries,
} from '../../core/measure/keep-actions.ts';
import { idOf } from '../../core/record/id-of.ts';
import { parseRecord } from '../../core/record/parse.ts';
import type { ParsedRecord } from '../../core/record/record.ts';
import type { Row } from '../../core/report.ts';
import type { World } from '../../world/world.ts';
import { openKeptRecords } from '../kept-records.ts';
import { isKnown } from '../known-incidents.ts';
import { leftOut } from '../left-out.ts';
import type { Repository } from '../repository.ts';
import type { ToldRecords } from '../told-records.ts';

/** The actions of all records. */
export interface ReadActions {
  records: number;
  count: number;
  hasSlips: boolean;
  /** Incidents with actions that are detected after as-of: those are left out. */
  later: readonly string[];
  /** Files in a record's place that are none, each with why. */
  notes: readonly string[];
  /** The rows of the records of which it says that some may be wanted, each with the day it belongs to, '' for none. */
  rows(mayBeWanted: (summary: { overdue: number; checks: number }) => boolean): (readonly [row: Row, day: string])[];
}

/** What is kept of an incident that nobody can know of yet. */
const none = { summary: { count: 0, overdue: 0, checks: 0, hasSlips: false, follows: [] }, rows: [] };

const kinds = ['incident', 'risk', 'management-review'] as const;

/** Every action there is. Of many records, those that git knows to be unchanged are remembered. */
export function readActions(repository: Repository, told: ToldRecords | undefined, world: World): ReadActions {
  const { config, people, zone, asOf } = repository;
  const kept = openKeptRecords('actions', 'actions', repository, told, world);
  const known = kept.columns && summariesFrom(kept.columns);
  const before = known?.rows ?? 0;
  const rows: number[] = [];
  const made: ReturnType<typeof makeOf>[] = [];
  const notes: string[] = [];
  const today = zone.dayOf(asOf);
  const makeOf = (record: ParsedRecord, clock: Clock) => {
    const all = keptActions(record, { config, people, clock, today, told: told?.of });
    const isLater = record.kind === 'incident' && !isKnown(record, clock);
    return {
      ...(isLater ? none : all),
      day: recordDay(record, zone) ?? '',
      later: isLater && all.summary.count > 0 ? idOf(record) : '',
    };
  };
  for (const file of kept.files(kinds)) {
    if ('row' in file) {
      rows.push(file.row);
      continue;
    }
    if ('problem' in file) {
      notes.push(leftOut(file));
      continue;
    }
    const { record, problems } = parseRecord(file);
    if (record === undefined) notes.push(leftOut(file, problems));
    else rows.push(before + made.push(kept.make(record, (clock) => makeOf(record, clock))) - 1);
  }
  const summaries = withSummaries(
    known,
    made.map(({ summary }) => summary),
  );
  const rowsOf = (row: number): readonly KeptAction[] => {
    if (row >= before) return made[row - before]?.rows ?? [];
    const text = kept.textAt(row);
    if (text !== undefined) return JSON.parse(text) as KeptAction[];
    // What was kept beside the columns is gone or spoilt.
    const file = kept.fileOf(row);
    const record = file && parseRecord(file).record;
    return record === undefined ? [] : makeOf(record, repository.clock).rows;
  };
  const beside = (name: 'day' | 'later'): string[] => [
    ...(kept.columns?.texts(name) ?? []),
    ...made.map((record) => record[name]),
  ];
  const [days, laters] = [beside('day'), beside('later')];
  kept.save(
    (saved) => ({
      ...keptSummaries(summaries, saved),
      day: saved.map((row) => days[row] ?? ''),
      later: saved.map((row) => laters[row] ?? ''),
    }),
    (row) => JSON.stringify(rowsOf(row)),
  );
  const followUps = followUpsIn(rows.map((row) => summaries.follows[row] ?? ''));
  let count = 0;
  let hasSlips = false;
  for (const row of rows) {
    count += summaries.count[row] as number;
    hasSlips ||= summaries.slips[row] !== 0;
  }
  return {
    records: rows.length,
    count,
    hasSlips,
    later: rows.flatMap((row) => laters[row] || []),
    notes,
    rows: (mayBeWanted) =>
      rows.flatMap((row) => {
        const [own, overdue, checks] = [summaries.count[row], summaries.overdue[row], summaries.checks[row]];
        return own === 0 || !mayBeWanted({ overdue: overdue as number, checks: checks as number })
          ? []
          : rowsOf(row).map((each) => [rowFrom(each, today, followUps), days[row] ?? ''] as const);
      }),
  };
}
