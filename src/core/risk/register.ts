import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { compareText } from '../finding.ts';
import { isOverdue, isUnfinished } from '../record/action.ts';
import { each, type ParsedRecord, type RiskRecord } from '../record/record.ts';
import type { Column, Row } from '../report.ts';
import { levelOf, scoreWords } from './level.ts';
import { actionsByRef, planOf } from './plan.ts';
import { scoresOf } from './scores.ts';

/** The columns of the risk register. */
export const riskColumns: readonly Column[] = [
  { key: 'id', title: 'Risk', unit: 'text' },
  { key: 'title', title: 'Title', unit: 'text' },
  { key: 'owner', title: 'Owner', unit: 'text' },
  { key: 'likelihood', title: 'Likelihood', unit: 'count' },
  { key: 'impact', title: 'Impact', unit: 'count' },
  { key: 'level', title: 'Level', unit: 'text' },
  { key: 'treatment', title: 'Treatment', unit: 'text' },
  { key: 'last_assessed', title: 'Assessed', unit: 'date' },
  { key: 'review_by', title: 'Review by', unit: 'date' },
  { key: 'incidents', title: 'Incidents', unit: 'list' },
  { key: 'overdue', title: 'Plan overdue', unit: 'boolean' },
  { key: 'status', title: 'Status', unit: 'text' },
  { key: 'category', title: 'Category', unit: 'text' },
  { key: 'at', title: 'At', unit: 'text' },
  { key: 'score', title: 'Score', unit: 'count' },
  { key: 'target_likelihood', title: 'Target likelihood', unit: 'count' },
  { key: 'target_impact', title: 'Target impact', unit: 'count' },
  { key: 'target_level', title: 'Target level', unit: 'text' },
  { key: 'controls', title: 'Controls', unit: 'list' },
  { key: 'plan', title: 'Plan', unit: 'list' },
  { key: 'plan_open', title: 'To do', unit: 'count' },
  { key: 'plan_overdue', title: 'Late', unit: 'count' },
  { key: 'accepted_until', title: 'Accepted until', unit: 'date' },
  { key: 'accepted_by', title: 'Accepted by', unit: 'text' },
  { key: 'review_overdue', title: 'Review late', unit: 'boolean' },
];

export interface AroundRisks {
  config: Config;
  clock: Clock;
  /** The as-of day in the config's zone: what is assessed later has not happened yet. */
  today: string;
  /** Everything that may hold an action of a plan, or name a risk: incidents, risks, management reviews. */
  records: readonly ParsedRecord[];
}

/** One row a risk, withdrawn ones too: the open ones first, the highest score first, those without one last. */
export function riskRows(risks: readonly RiskRecord[], around: AroundRisks): Row[] {
  const actions = actionsByRef(around.records);
  const linking = linksByRisk(around.records);
  const rows = risks.map((risk) => rowOf(risk, around, actions, linking.get(risk.data.id ?? '') ?? []));
  return rows.sort(
    (a, b) =>
      Number(a.status !== 'open') - Number(b.status !== 'open') ||
      Number(b.score ?? 0) - Number(a.score ?? 0) ||
      compareText(String(a.id), String(b.id)),
  );
}

/** Which incidents name a risk under `risks`, by the risk's id; withdrawn incidents are left out. */
export function linksByRisk(records: readonly ParsedRecord[]): ReadonlyMap<string, readonly string[]> {
  const links = new Map<string, string[]>();
  for (const record of records) {
    if (record.kind !== 'incident' || record.data.status === 'withdrawn') continue;
    for (const [, { id }] of each(record.data.risks)) {
      const incident = record.data.id;
      if (id === undefined || incident === undefined) continue;
      const known = links.get(id);
      if (known === undefined) links.set(id, [incident]);
      else known.push(incident);
    }
  }
  return links;
}

/** The incidents of a risk: those that its assessments name, and those that name it. Each once, in order of id. */
export function incidentsOf(risk: RiskRecord, linking: readonly string[]): readonly string[] {
  const named = [...each(risk.data.assessments)].flatMap(([, { incident }]) => incident || []);
  return [...new Set([...named, ...linking])].sort(compareText);
}

/** A risk's id as written, else the name of its file. */
export function idOfRisk({ data, path }: RiskRecord): string {
  return data.id ?? path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/, '');
}

function rowOf(
  risk: RiskRecord,
  { config, clock, today }: AroundRisks,
  actions: ReturnType<typeof actionsByRef>,
  linking: readonly string[],
): Row {
  const { data } = risk;
  const score = scoresOf(data, config, today).at(-1);
  const refs = planOf(risk);
  const plan = refs.flatMap((ref) => actions.get(ref) ?? []);
  const late = plan.filter((action) => isOverdue(action, clock)).length;
  const { likelihood: aimed, impact: borne } = data.target ?? {};
  const isOpen = data.status === 'open';
  return {
    id: idOfRisk(risk),
    title: data.title ?? null,
    owner: data.owner ?? null,
    likelihood: score?.likelihood ?? null,
    impact: score?.impact ?? null,
    level: score?.level ?? null,
    treatment: data.treatment ?? null,
    last_assessed: score?.on ?? null,
    review_by: data.review_by ?? null,
    incidents: incidentsOf(risk, linking),
    overdue: isOpen && late > 0,
    status: data.status ?? null,
    category: data.category ?? null,
    at: score === undefined ? null : scoreWords(score),
    score: score?.score ?? null,
    target_likelihood: aimed ?? null,
    target_impact: borne ?? null,
    target_level: aimed === undefined || borne === undefined ? null : levelOf(aimed, borne, config).level,
    controls: [...each(data.controls)].map(([, control]) => control),
    plan: refs,
    plan_open: plan.filter(isUnfinished).length,
    plan_overdue: late,
    accepted_until: data.acceptance?.until ?? null,
    accepted_by: data.acceptance?.by ?? null,
    review_overdue: isOpen && data.review_by !== undefined && clock.isOver(data.review_by),
  };
}
