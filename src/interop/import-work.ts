import type { ReadyMap } from './import-map.ts';
import type { FactMap } from './import-target.ts';
import type { ForeignRecord } from './read-foreign.ts';

/** The bookkeeping of one file's way into a record. */
export interface Work {
  foreign: ForeignRecord;
  map: ReadyMap;
  facts: FactMap;
  /** Their pointers that have a place, and which. */
  taken: Map<string, string>;
  /** Their pointers that have none, and why. */
  failed: Map<string, string>;
  leftOut: string[];
}
