import { compareText } from '../../core/finding.ts';
import { isUnfinished } from '../../core/record/action.ts';
import { idOf } from '../../core/record/id-of.ts';
import {
  actionsOf,
  each,
  type IncidentRecord,
  type ManagementReviewRecord,
  type RiskRecord,
} from '../../core/record/record.ts';
import type { Action } from '../../core/record/shapes.ts';

/** The records that a plan is made of; those of other kinds have no part in it. */
export interface PoamRecords {
  incidents: readonly IncidentRecord[];
  risks: readonly RiskRecord[];
  managementReviews: readonly ManagementReviewRecord[];
}

type Source = IncidentRecord | RiskRecord | ManagementReviewRecord;

/** An action with the record that it stands in. */
export interface PlacedAction {
  ref: string;
  action: Action;
  record: Source;
}

/** One item of the plan: something that is not mended yet, and what is done about it. */
export interface Weakness {
  id: string;
  record: Source;
  /** Of a risk its own and its plan; of other records those that are not done and in no open risk's plan, and those done. */
  actions: readonly PlacedAction[];
  /** The incidents that tell of it. */
  incidents: readonly IncidentRecord[];
}

export interface Weaknesses {
  /** Open risks, then incidents, then management reviews, each by id. */
  all: readonly Weakness[];
  /** References that lead nowhere, and ids that two records have: each a sentence. */
  wrong: readonly string[];
}

/** What is not mended: open risks of the register, and records with actions that nobody has finished. */
export function weaknessesOf(records: PoamRecords): Weaknesses {
  const wrong: string[] = [];
  const incidents = byId(records.incidents, wrong);
  const risks = byId(records.risks, wrong);
  const reviews = byId(records.managementReviews, wrong);
  const actions = new Map<string, PlacedAction>();
  for (const source of [incidents, risks, reviews])
    for (const [id, record] of source)
      for (const placed of placedIn(id, record, wrong)) actions.set(placed.ref, placed);
  const linked = linksOf(incidents, risks, wrong);
  const planned = new Set<string>();
  const all: Weakness[] = [];
  for (const [id, record] of risks) {
    if (!isValid(record)) continue;
    const plan = [...each(record.data.plan)].flatMap(([, ref]) => {
      const found = actions.get(ref);
      if (found === undefined) wrong.push(`${id} plans ${ref}, which no record has`);
      return found ?? [];
    });
    if (record.data.status !== 'open') continue;
    const own = placedIn(id, record, []);
    for (const { ref } of plan) planned.add(ref);
    const told = [
      ...(linked.get(id) ?? []),
      ...plan.flatMap(({ record: from }) => (from.kind === 'incident' ? from : [])),
    ];
    all.push({
      id,
      record,
      actions: eachOnce([...own, ...plan]).filter(isStanding),
      incidents: unique(told.filter(isValid)),
    });
  }
  for (const [id, record] of [...incidents, ...reviews]) {
    if (!isValid(record)) continue;
    const own = placedIn(id, record, [])
      .filter(({ ref }) => !planned.has(ref))
      .filter(isStanding);
    if (!own.some(({ action }) => isUnfinished(action))) continue;
    all.push({ id, record, actions: own, incidents: record.kind === 'incident' ? [record] : [] });
  }
  return { all, wrong };
}

function byId<R extends Source>(list: readonly R[], wrong: string[]): Map<string, R> {
  const found = new Map<string, R>();
  for (const record of [...list].sort((a, b) => compareText(idOf(a), idOf(b)))) {
    const id = idOf(record);
    const other = found.get(id);
    if (other !== undefined) wrong.push(`${record.path} and ${other.path} both have the id ${id}`);
    found.set(id, record);
  }
  return found;
}

function placedIn(id: string, record: Source, wrong: string[]): PlacedAction[] {
  const seen = new Set<string>();
  return actionsOf(record).map(([pointer, action]) => {
    const ref = `${id}/${action.id ?? `#${Number(pointer.split('/').at(-1)) + 1}`}`;
    if (seen.has(ref)) wrong.push(`${id} has two actions called ${action.id}`);
    seen.add(ref);
    return { ref, action, record };
  });
}

/** Which incidents tell of which risk: by the incident's own word, or by an assessment that names it. */
function linksOf(
  incidents: ReadonlyMap<string, IncidentRecord>,
  risks: ReadonlyMap<string, RiskRecord>,
  wrong: string[],
): Map<string, IncidentRecord[]> {
  const linked = new Map<string, IncidentRecord[]>([...risks.keys()].map((id) => [id, []]));
  for (const [id, record] of incidents) {
    if (!isValid(record)) continue;
    for (const [, { id: risk }] of each(record.data.risks)) {
      if (risk === undefined) continue;
      if (linked.get(risk)?.push(record) === undefined) wrong.push(`${id} links the risk ${risk}, which no record has`);
    }
  }
  for (const [id, record] of risks) {
    if (!isValid(record)) continue;
    for (const [, { incident }] of each(record.data.assessments)) {
      if (incident === undefined) continue;
      const found = incidents.get(incident);
      if (found === undefined) wrong.push(`${id} was assessed after ${incident}, which no record has`);
      else linked.get(id)?.push(found);
    }
  }
  return linked;
}

const isValid = ({ data }: Source): boolean => !('status' in data && data.status === 'withdrawn');

/** What was dropped, or whose risk was accepted, mends nothing. */
function isStanding({ action, record }: PlacedAction): boolean {
  return isValid(record) && action.status !== 'cancelled' && action.status !== 'accepted';
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

function eachOnce(actions: readonly PlacedAction[]): PlacedAction[] {
  return [...new Map(actions.map((placed) => [placed.ref, placed])).values()];
}
