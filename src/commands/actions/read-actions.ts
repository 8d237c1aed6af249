import type { Around } from '../../core/measure/action-rows.ts';
import {
  type ActionSummary,
  followUpsIn,
  type KeptAction,
  keptActions,
  rowFrom,
} from '../../core/measure/keep-actions.ts';
import { parseRecord } from '../../core/record/parse.ts';
import type { Row } from '../../core/report.ts';
import type { World } from '../../world/world.ts';
import { openKeptRecords } from '../kept-records.ts';
import { leftOut } from '../left-out.ts';
import type { Repository } from '../repository.ts';
import type { ToldRecords } from '../told-records.ts';

/** The actions of all records. */
export interface ReadActions {
  records: number;
  count: number;
  hasSlips: boolean;
  /** Files in a record's place that are none, each with why. */
  notes: readonly string[];
  /** The rows of the records of which it says that some may be wanted. */
  rows(mayBeWanted: (summary: ActionSummary) => boolean): Row[];
}

const kinds = ['incident', 'risk', 'management-review'] as const;

/** Every action there is. Of many records, those that git knows to be unchanged are remembered. */
export function readActions(repository: Repository, told: ToldRecords | undefined, world: World): ReadActions {
  const { config, people, zone, asOf } = repository;
  const kept = openKeptRecords<ActionSummary>('actions.json', 'actions', repository, told, world);
  const all: { summary: ActionSummary; rows: () => readonly KeptAction[] }[] = [];
  const notes: string[] = [];
  const today = zone.dayOf(asOf);
  for (const file of kept.files(kinds)) {
    if ('remembered' in file) {
      const { value, more } = file.remembered;
      all.push({ summary: value, rows: () => JSON.parse(more()) });
      continue;
    }
    if ('problem' in file) {
      notes.push(leftOut(file));
      continue;
    }
    const { record, problems } = parseRecord(file);
    if (record === undefined) {
      notes.push(leftOut(file, problems));
      continue;
    }
    const { summary, rows } = kept.make(record, (clock) => {
      const around: Omit<Around, 'followUps'> = { config, people, clock, today, told: told?.of };
      const made = keptActions(record, around);
      return { made, kept: { value: made.summary, more: JSON.stringify(made.rows) } };
    });
    all.push({ summary, rows: () => rows });
  }
  kept.save();
  const followUps = followUpsIn(all.map(({ summary }) => summary));
  return {
    records: all.length,
    count: all.reduce((sum, { summary }) => sum + summary.count, 0),
    hasSlips: all.some(({ summary }) => summary.hasSlips),
    notes,
    rows: (mayBeWanted) =>
      all.flatMap(({ summary, rows }) =>
        summary.count > 0 && mayBeWanted(summary) ? rows().map((row) => rowFrom(row, today, followUps)) : [],
      ),
  };
}
