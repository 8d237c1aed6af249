import type { Body } from './body.ts';
import type { RecordKind } from './kinds.ts';
import type { MapNode } from './node.ts';
import type { Acknowledgement, Action, Incident, ManagementReview, Policy, Risk } from './shapes.ts';

/** A file in a record's place, as text. */
export interface RecordText {
  /** Relative to git's top level (else to the root), with `/`. */
  path: string;
  kind: RecordKind;
  text: string;
}

/** What stands in a record's place but is no readable text: judged by the rule `frontmatter`. */
export interface UnreadableFile {
  path: string;
  kind: RecordKind;
  /** `link` and `special` are never followed or opened; offsets are bytes. */
  problem: 'not_utf8' | 'link' | 'special' | 'too_large' | 'unreadable';
  /** Words for the message, e.g. "a symbolic link", "byte 0xff at offset 12". */
  detail: string;
}

export type RecordFile = RecordText | UnreadableFile;

interface Parsed<K extends RecordKind, D> extends RecordText {
  kind: K;
  /** The frontmatter with places. */
  root: MapNode;
  /**
   * The frontmatter as data, without the values that the schema refused (those are findings already), so that every
   * value here has its shape; anything may be missing. A refused list item leaves a hole: iterate with `each`.
   */
  data: D;
  /** False when the schema or the frontmatter had a finding. */
  isSound: boolean;
  /** Where the body begins in the text; known without a look into it. */
  bodyStart: number;
  /** Headings and sections; scanned when first asked for. */
  body: Body;
}

export type IncidentRecord = Parsed<'incident', Incident>;
export type RiskRecord = Parsed<'risk', Risk>;
export type PolicyRecord = Parsed<'policy', Policy>;
export type AcknowledgementRecord = Parsed<'acknowledgement', Acknowledgement>;
export type ManagementReviewRecord = Parsed<'management-review', ManagementReview>;
export type ParsedRecord = IncidentRecord | RiskRecord | PolicyRecord | AcknowledgementRecord | ManagementReviewRecord;

/** Items with their index, holes left out. A list and no generator: dozens of rules ask for lists that mostly are absent. */
export function each<T>(list: readonly (T | undefined | null)[] | undefined): readonly [index: number, item: T][] {
  if (list === undefined || list.length === 0) return [];
  const found: [number, T][] = [];
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    if (item !== undefined && item !== null) found.push([i, item]);
  }
  return found;
}

let asked: ParsedRecord | undefined;
let found: (readonly [pointer: string, action: Action])[] = [];

/**
 * Actions of whatever kind of record has them, each with its pointer (`/actions/0`, `/decisions/2`). A dozen rules ask
 * for those of one record in turn, so the last answer is kept.
 */
export function actionsOf(record: ParsedRecord): readonly (readonly [pointer: string, action: Action])[] {
  if (record === asked) return found;
  const [key, list] =
    record.kind === 'management-review'
      ? (['decisions', record.data.decisions] as const)
      : (['actions', record.kind === 'incident' || record.kind === 'risk' ? record.data.actions : undefined] as const);
  asked = record;
  found = [];
  for (const [i, action] of each<Action>(list)) found.push([`/${key}/${i}`, action]);
  return found;
}
