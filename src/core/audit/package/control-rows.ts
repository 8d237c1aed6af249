import { idOf } from '../../record/id-of.ts';
import type { Row, Table } from '../../report.ts';
import { controlMap, type Requirement } from '../control-map.ts';
import { evidenceFor, type Speaking } from './control-evidence.ts';

export type EvidenceState = 'evidence' | 'no evidence in this period' | 'not covered by pir';

/** A figure that belongs to a requirement, as `reports/metrics.json` has it. */
export interface ControlFigure {
  metric: string;
  /** `median` of a duration, `value` of a count. */
  figure: 'median' | 'value';
  value: number | null;
  unit: 'seconds' | 'count';
  /** Of how many: incidents used in a duration, the whole of a share; null for a plain count. */
  of: number | null;
}

export interface ControlRequirement {
  words: string;
  state: EvidenceState;
  /** Ids with their files in the package. */
  records: readonly { id: string; path: string }[];
  figures: readonly ControlFigure[];
  /** Other files of the package. */
  files: readonly string[];
}

export interface ControlRow {
  framework: string;
  id: string;
  words: string;
  requirements: readonly ControlRequirement[];
}

/** What a package has to say to the map. */
export interface ControlFacts extends Speaking {
  /** Where a record stands in the package. */
  pathOf(path: string): string;
  /** The tables of `reports/metrics.json`. */
  metrics: readonly Table[];
  /** Whether the package has the plan of action in OSCAL. */
  poam: string | undefined;
}

/** Every control, in the order of the map, each requirement with what is here for it, or why nothing is. */
export function controlRows(facts: ControlFacts): ControlRow[] {
  return controlMap.map(({ framework, id, words, requirements }) => ({
    framework,
    id,
    words,
    requirements: requirements.map((requirement) => requirementRow(requirement, facts)),
  }));
}

function requirementRow({ words, evidence, figures = [] }: Requirement, facts: ControlFacts): ControlRequirement {
  if (evidence === null) return { words, state: 'not covered by pir', records: [], figures: [], files: [] };
  const records = evidenceFor(evidence, facts).map((record) => ({
    id: nameOf(record.kind, idOf(record), facts.pathOf(record.path)),
    path: facts.pathOf(record.path),
  }));
  const files = evidence === 'poam' && facts.poam !== undefined ? [facts.poam] : [];
  const found = figures.flatMap((name) => figureOf(name, facts.metrics) ?? []);
  const isShown = records.length > 0 || files.length > 0;
  return { words, state: isShown ? 'evidence' : 'no evidence in this period', records, figures: found, files };
}

/** An acknowledgement has no id but what it is of. */
function nameOf(kind: string, id: string, path: string): string {
  return kind === 'acknowledgement' ? path.replace(/^acknowledgements\/|\.ya?ml$/g, '') : id;
}

function figureOf(metric: string, tables: readonly Table[]): ControlFigure | undefined {
  const rowIn = (name: string): Row | undefined =>
    tables.find((table) => table.name === name)?.rows.find((row) => row.group === 'all' && row.metric === metric);
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  const duration = rowIn('durations');
  if (duration !== undefined)
    return { metric, figure: 'median', value: number(duration.median), unit: 'seconds', of: number(duration.used) };
  const count = rowIn('counts');
  if (count === undefined) return undefined;
  return { metric, figure: 'value', value: number(count.value), unit: 'count', of: number(count.of) };
}
