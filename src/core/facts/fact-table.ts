import type { Column, Row } from '../report.ts';
import type { Unit } from '../unit.ts';
import { capitalised, plainWords } from '../words.ts';
import type { FactIncident } from './fact-incident.ts';
import type { GivenFacts } from './given-facts.ts';

/** A column of the facts: what it holds is part of the contract, so each says it in a sentence. */
export interface FactColumn extends Column {
  unit: Exclude<Unit, 'percent' | 'ratio'>;
  about: string;
  /** Never null. Lists are never null either: what is not there is an empty list. */
  isNeeded: boolean;
}

/** One documented set of rows for programs. One more: its file, and its line in `factTables`. */
export interface FactTable {
  /** As in `table` of each line, and the name of its file or folder. */
  name: string;
  /** What one row is, for the reference. */
  about: string;
  /** Without `repository` and `day`, which every table has in front. */
  columns: readonly FactColumn[];
  rows(known: KnownFacts): Iterable<FactRow>;
}

/** A row with the calendar day it belongs to, in the config's zone, null where it has none; then its columns in order. */
export type FactRow = Row & { day: string | null };

/** The same, with the incidents measured once for all tables, and without those that nobody knew of as of the moment. */
export interface KnownFacts extends Omit<GivenFacts, 'incidents'> {
  incidents: readonly FactIncident[];
  /** The as-of day in the config's zone. */
  today: string;
}

type Told = readonly [key: string, unit: FactColumn['unit'], about: string];

/** Columns that always have a value. */
export function needed(...columns: readonly Told[]): FactColumn[] {
  return columns.map((each) => columnOf(each, true));
}

/** Columns that are null where nothing is known; a list is empty then. */
export function optional(...columns: readonly Told[]): FactColumn[] {
  return columns.map((each) => columnOf(each, each[1] === 'list'));
}

function columnOf([key, unit, about]: Told, isNeeded: boolean): FactColumn {
  return { key, title: capitalised(plainWords(key)), unit, about, isNeeded };
}
