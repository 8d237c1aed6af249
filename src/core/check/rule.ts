import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Finding } from '../finding.ts';
import type { People } from '../people.ts';
import type { Problem } from '../problem.ts';
import type { RecordKind } from '../record/kinds.ts';
import type { ParsedRecord } from '../record/record.ts';
import type { BaselineEntry } from './baseline.ts';
import type { EntryFacts } from './entry-facts.ts';

export type Level = 'off' | 'warn' | 'error';

/** What rules may know beside the record. All of it is read once per run. */
export interface Context {
  config: Config;
  /** Undefined without people.yaml. */
  people: People | undefined;
  /** UTC epoch seconds; rules ask `clock` instead, so that it is known how long an answer holds. */
  asOf: number;
  clock: Clock;
  sha256: (text: string) => string;
}

interface Rule {
  /** Kebab-case; the file's name. */
  id: string;
  /** Why it exists, one line: shown by `pir explain` and in the reference. */
  reason: string;
  /** Startup, scaleup, enterprise. */
  levels: readonly [Level, Level, Level];
  /** Silent on a draft, a warning at most on in_review, its level on approved and closed. */
  isRipe?: true;
  /** Speaks because time has passed, not because somebody changed something. */
  usesClock?: true;
  kinds: readonly RecordKind[];
  /** Whole records: one on which it is silent, one on which it speaks. See `example.ts`. */
  good: Example;
  bad: Example;
}

/** A record with what it needs around it to be judged. */
export interface Example {
  kind: RecordKind;
  text: string;
  /** File name without folder; default the id with its ending. */
  name?: string;
  /** YAML of pir.config.yaml, people.yaml; answers of the machine. */
  config?: string;
  people?: string;
  waivers?: string;
  /** Other records beside it, path → text. */
  beside?: Readonly<{ [path: string]: string }>;
  /** Files that exist (path → content) and commits that exist, for evidence. */
  files?: Readonly<{ [path: string]: string }>;
  commits?: readonly string[];
  /** The author's e-mail of the commit that brought all of it; without one git has nothing to say. */
  committedBy?: string;
  /** RFC 3339; default EXAMPLE_AS_OF. */
  asOf?: string;
  /** Text of .pir/baseline.json. */
  baseline?: string;
  /** What of all this stood there before the change, for rules that judge a change; the rest was the same. */
  before?: Partial<Pick<Example, 'text' | 'name' | 'config' | 'people' | 'waivers' | 'baseline'>>;
}

/** Judges one record by itself. */
export interface RecordRule extends Rule {
  scope: 'record';
  /** Looks at the text alone: runs before the others, and where the frontmatter cannot be read. */
  readsText?: true;
  judge(record: ParsedRecord, context: Context): Iterable<Problem>;
}

/** What repository rules know of each record; small, since all records' stay in memory and in the cache. */
export interface Entry {
  kind: RecordKind;
  path: string;
  /** Null where the record could not be read that far. */
  id: string | null;
  status: string | null;
  causes: readonly string[];
  actions: readonly string[];
  /** Place of the id's value, 1-based. */
  idAt: { line: number; column: number; endColumn: number };
  facts?: EntryFacts;
}

/** A problem of the repository as a whole, at a place that the rule knows already: a finding without rule and level. */
export interface PlacedProblem extends Omit<Finding, 'rule' | 'severity' | 'waived' | 'baselined' | 'source'> {
  /** Of a ripe rule: the record is still in review. */
  isAtMostWarning?: true;
}

/**
 * Judges all records together. With a base to compare with, the entries are those of the records that the change touches,
 * of others by the same ids, and all of the kinds that `needsAll` names.
 */
export interface RepositoryRule extends Rule {
  scope: 'repository';
  /**
   * With a base: of which kinds every entry is needed to judge what was touched; a rule that answers none is not asked.
   * `touched` are the records that the change touches, as they are now or, of those that are gone, as they were; `before`
   * all as they were.
   */
  needsAll?(touched: readonly Entry[], context: Context, before?: readonly Entry[]): readonly RecordKind[];
  judge(entries: readonly Entry[], context: RepositoryContext): Iterable<PlacedProblem>;
}

/** The waivers with their places are judged by the rule `waiver`. */
export interface RepositoryContext extends Context {
  ruleIds: readonly string[];
  waivers: readonly PlacedWaiver[];
  /** A waiver may be merged before the record that it is for. */
  mayWaiveAhead?: true;
}

export interface PlacedWaiver {
  rule?: string;
  record?: string;
  at?: string;
  by?: string;
  on?: string;
  until?: string;
  reason?: string;
  path: string;
  line: number;
  column: number;
  endColumn: number;
  index: number;
}

/**
 * A rule whose findings come from reading itself (`frontmatter`, `schema`): `parse` makes its problems, the rule gives
 * them id, reason, level and examples.
 */
export interface ReadingRule extends Rule {
  scope: 'reading';
}

/** What a change did to one record: the same id before and after, wherever its file stood. One of the two is there. */
export interface RecordChange {
  before: ParsedRecord | undefined;
  after: ParsedRecord | undefined;
}

/**
 * Judges what a change did to a record; runs with a base to compare with. Its problems are about `after`, or about
 * `before` where that is gone. Of what vanished from a record, the pointer is that of the list it stood in.
 */
export interface ChangeRule extends Rule {
  scope: 'change';
  /** Speaks also of a record that was withdrawn before. */
  seesWithdrawn?: true;
  judge(change: RecordChange, context: Context): Iterable<Problem>;
}

/** What a change did beside its records. */
export interface WholeChange {
  /** How many records it adds, changes or takes away. */
  records: number;
  /** Files by which records are judged that are not what they were: config, people, waivers, schemas. */
  policyFiles: readonly string[];
  baseline: {
    path: string;
    before: readonly BaselineEntry[];
    after: readonly BaselineEntry[];
    /** The file's text after the change. */
    text: string;
  };
}

/** Judges a change as a whole. */
export interface WholeChangeRule extends Rule {
  scope: 'whole-change';
  judge(change: WholeChange, context: Context): Iterable<PlacedProblem>;
}

export type AnyRule = RecordRule | RepositoryRule | ReadingRule | ChangeRule | WholeChangeRule;
