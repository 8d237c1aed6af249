import type { RecordKind } from '../record/kinds.ts';
import type { Version } from './change.ts';
import type { Event } from './event.ts';

/** A file that holds a record's id. */
export interface Holder extends Version {
  blob: string;
  /** False while its present version cannot be read: these are the facts of its last one. */
  isReadable: boolean;
}

/** Everything the main line says of one record. */
export interface RecordHistory {
  kind: RecordKind;
  id: string;
  /** By path. */
  holders: Map<string, Holder>;
  /** What is followed: stays with its file as long as that holds the id. Undefined while the record is gone. */
  present: Holder | undefined;
  /** Its last version, whether it is still there or not. */
  last: Holder;
  /** In the order of the main line. */
  events: Event[];
}

/** What a `Map` of histories does; one that was kept reads each only when it is asked for. */
export interface Histories {
  readonly size: number;
  get(key: string): RecordHistory | undefined;
  has(key: string): boolean;
  set(key: string, history: RecordHistory): unknown;
  keys(): Iterable<string>;
  values(): Iterable<RecordHistory>;
  /** What `lastCommit` says, where it is known without reading the history. */
  lastCommit?(key: string): string | undefined;
  /** The row of one that was kept and not read, which may have changed if it was. */
  keptRow?(key: string): { row: string; last: string } | undefined;
}

/** The commit of the main line that brought a record's last event; undefined for one without any. */
export function lastCommit(histories: Histories, key: string): string | undefined {
  return histories.lastCommit?.(key) ?? histories.get(key)?.events.at(-1)?.mark.merge;
}

/** Records of different kinds may have the same id. */
export function historyKey(kind: RecordKind, id: string): string {
  return `${kind}:${id}`;
}

/** The record that the events of a history are told of. */
export function recordOf({ kind, id }: Pick<RecordHistory, 'kind' | 'id'>): string {
  return kind === 'acknowledgement' ? id.slice(0, id.indexOf('/')) : id;
}

/** The record that the events of a history are told of: an acknowledgement's are of its policy. */
export function recordOfKey(key: string): string {
  const id = key.slice(key.indexOf(':') + 1);
  return key.startsWith('acknowledgement:') ? id.slice(0, id.indexOf('/')) : id;
}
