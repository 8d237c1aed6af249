import { plainWords } from '../words.ts';
import type { Facts } from './facts.ts';

/** A record at one moment of the main line: what it says, and where it stands. */
export interface Version {
  facts: Facts;
  path: string;
}

/** Two consecutive versions of one record. */
export interface Step {
  /** Undefined where it was not there, or not any more. */
  before: Version | undefined;
  after: Version | undefined;
  /** The last version there ever was before: `before`, or that with which it vanished. */
  last: Version | undefined;
  /** The id of the record that took this one's file, or gave it up for this one. */
  swapped: string | undefined;
}

/** One fact that changed between two versions. */
export interface Change {
  kind: string;
  /** The action's id, of whatever is about an action. */
  action: string | null;
  /** Which fact: a field's name (`title`, `done.by`), a cause or risk. */
  field: string | null;
  from: string | null;
  to: string | null;
  /** Whom the record says to have done it, where that is a claim to be attested. */
  by?: string;
}

/** How events are said to people. */
export interface Speech {
  /** A day or instant as `1 Mar`, with its year where that is another than the event's. */
  day(text: string): string;
}

/** A family of events: how they are found between two versions, and how they are said. */
export interface EventGroup {
  /** What `--kind` calls all of them. */
  name: string;
  kinds: readonly string[];
  compare(step: Step): readonly Change[];
  /** What happened, without who and when: "A2 due moved 1 Mar → 15 Apr (+45 days)". */
  say(change: Change, speech: Speech): string;
}

/** What `compare` gives where nothing changed: asked a hundred thousand times, it makes nothing. */
export const unchanged: readonly Change[] = [];

/** A change of a fact that is one of the record's own, not of an action. */
export function changeOf(kind: string, field: string | null, from: string | undefined, to: string | undefined): Change {
  return { kind, action: null, field, from: from ?? null, to: to ?? null };
}

/** `from → to` as people read it, where either may be nothing. */
export function arrow({ from, to }: Pick<Change, 'from' | 'to'>, word: (text: string) => string = plainWords): string {
  return `${from === null ? 'nothing' : word(from)} → ${to === null ? 'nothing' : word(to)}`;
}
