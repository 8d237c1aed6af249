import { actionColumns, actionRows } from '../../core/measure/action-rows.ts';
import { each, type IncidentRecord, type RiskRecord } from '../../core/record/record.ts';
import type { Block, Column, Report, Row, Table } from '../../core/report.ts';
import { wayOf } from '../../core/risk/heat-map.ts';
import { scoreWords } from '../../core/risk/level.ts';
import { planOf } from '../../core/risk/plan.ts';
import { type AroundRisks, incidentsOf, linksByRisk, riskColumns, riskRows } from '../../core/risk/register.ts';
import { effectOf, type Score, scoresOf } from '../../core/risk/scores.ts';
import { countOf } from '../../core/words.ts';
import type { World } from '../../world/world.ts';
import { openAsOf } from '../as-of.ts';
import type { Command, Request } from '../command.ts';
import { idOf } from '../find-record.ts';
import { type Repository, startReport } from '../repository.ts';
import { findRisk, idArgument } from './open-risk.ts';
import { readRegister } from './read-register.ts';
import { standingWords, targetWords } from './risk-words.ts';

export const command: Command = {
  arguments: [idArgument],
  options: [],
  examples: [
    ['pir risk show R-014', 'one risk on one page: where it stands and stood, its plan, the incidents behind it'],
    ['pir risk show R-014 --as-of 2026-06-30', 'the same as it was on that day'],
  ],
  run,
};

const text = (key: string, title: string): Column => ({ key, title, unit: 'text' });
const assessmentColumns: readonly Column[] = [
  { key: 'on', title: 'Assessed', unit: 'date' },
  text('at', 'At'),
  text('level', 'Level'),
  text('effect', 'Effect'),
  text('by', 'By'),
  text('incident', 'Incident'),
  text('reason', 'Reason'),
  { key: 'likelihood', title: 'Likelihood', unit: 'count' },
  { key: 'impact', title: 'Impact', unit: 'count' },
];
const incidentColumns: readonly Column[] = [
  text('incident', 'Incident'),
  text('severity', 'Severity'),
  text('status', 'Status'),
  text('effect', 'Effect'),
  { key: 'assessed', title: 'Assessed', unit: 'date' },
  text('linked', 'Linked in'),
  text('title', 'Title'),
];

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  const risk = findRisk(request, repository);
  const { around, notes } = await readRegister(repository);
  const scores = scoresOf(risk.data, repository.config, around.today);
  const [row = {}] = riskRows([risk], around);
  const tables: Table[] = [
    { name: 'risk', title: 'Risk', columns: riskColumns, rows: [row] },
    assessmentsTable(scores),
    planTable(risk, around, repository),
    incidentsTable(risk, scores, around),
  ];
  return {
    ...startReport('risk show', repository, request),
    tables,
    page: pageOf(risk, row, scores, tables, repository),
    notes: [...repository.notes, ...notes],
    summary: { errors: 0, warnings: 0, records: 1 },
  };
}

function assessmentsTable(scores: readonly Score[]): Table {
  const rows = scores.map((score, i): Row => {
    const { by, incident, reason } = score.assessment;
    return {
      on: score.on,
      at: scoreWords(score),
      level: score.level,
      effect: effectOf(scores[i - 1], score),
      by: by ?? null,
      incident: incident || null,
      reason: reason || null,
      likelihood: score.likelihood,
      impact: score.impact,
    };
  });
  const shown = ['on', 'at', 'level', 'effect', 'by', 'incident', 'reason'];
  return { name: 'assessments', title: countOf(rows.length, 'assessment'), columns: assessmentColumns, rows, shown };
}

/** The actions of the plan in its order; one that nobody has is there with nothing but its name. */
function planTable(risk: RiskRecord, { records, today }: AroundRisks, { config, people, clock }: Repository): Table {
  const refs = planOf(risk);
  const wanted = new Set(refs.map((ref) => ref.slice(0, ref.lastIndexOf('/'))));
  const holders = records.filter(({ data }) => 'id' in data && data.id !== undefined && wanted.has(data.id));
  const known = new Map([...actionRows(holders, { config, people, clock, today })].map((row) => [row.ref, row]));
  const nothing = Object.fromEntries(actionColumns.map(({ key }) => [key, null]));
  const rows = refs.map((ref) => known.get(ref) ?? { ...nothing, ref, overdue: false });
  const late = rows.filter(({ overdue }) => overdue === true).length;
  return {
    name: 'plan',
    title: `Plan: ${countOf(rows.length, 'action')}${late === 0 ? '' : `, ${late} overdue`}`,
    columns: actionColumns,
    rows,
    shown: ['ref', 'title', 'owner', 'due', 'status', 'days_overdue'],
  };
}

function incidentsTable(risk: RiskRecord, scores: readonly Score[], { records }: AroundRisks): Table {
  const id = risk.data.id ?? '';
  const known = new Map(
    records
      .filter((record): record is IncidentRecord => record.kind === 'incident')
      .map((record) => [record.data.id, record] as const),
  );
  const rows = incidentsOf(risk, linksByRisk(records).get(id) ?? []).map((incident): Row => {
    const data = known.get(incident)?.data;
    const link = [...each(data?.risks)].find(([, each]) => each.id === id)?.[1];
    const score = scores.findLast(({ assessment }) => assessment.incident === incident);
    return {
      incident,
      severity: data?.severity ?? null,
      status: data?.status ?? null,
      effect: link?.effect ?? null,
      assessed: score?.on ?? null,
      linked: score === undefined ? 'the incident only' : link === undefined ? 'the risk only' : 'both',
      title: data?.title ?? null,
    };
  });
  const shown = ['incident', 'severity', 'effect', 'assessed', 'linked', 'title'];
  return { name: 'incidents', title: countOf(rows.length, 'incident'), columns: incidentColumns, rows, shown };
}

function pageOf(
  risk: RiskRecord,
  row: Row,
  scores: readonly Score[],
  tables: readonly Table[],
  { config, clock }: Repository,
): Block[] {
  const { data } = risk;
  const [before, present] = [scores.at(-2), scores.at(-1)];
  const { target, acceptance } = data;
  const list = (words: string | null | undefined) => words || '–';
  const isEnded = acceptance?.until !== undefined && clock.isOver(acceptance.until);
  const facts: (readonly [string, string])[] = [
    ['Risk', idOf(risk)],
    ['Level', present === undefined ? 'never assessed' : `${present.level}, ${scoreWords(present)}`],
    ['Target', targetWords(target, config)],
    ['Status', standingWords(data)],
    ['Owner', data.owner || 'nobody'],
    ['Category', list(data.category)],
    ['Treatment', list(data.treatment)],
    ['Controls', list([...each(data.controls)].map(([, control]) => control).join(', '))],
    ['Review by', `${list(data.review_by)}${row.review_overdue === true ? ', which has passed' : ''}`],
    [
      'Accepted',
      acceptance === undefined
        ? 'no'
        : `${isEnded ? 'ended on' : 'until'} ${list(acceptance.until)}, by ${list(acceptance.by)}${acceptance.reason ? `: ${acceptance.reason}` : ''}`,
    ],
    ['File', risk.path],
  ];
  const notes = notesOf(risk);
  return [
    { block: 'heading', level: 1, text: data.title ?? idOf(risk) },
    { block: 'facts', rows: facts },
    ...(present === undefined
      ? []
      : [
          {
            block: 'heat-map' as const,
            map: wayOf('Likelihood and impact', idOf(risk), before, present, config),
          },
        ]),
    ...tables
      .filter(({ name, rows }) => name !== 'risk' && rows.length > 0)
      .map((table) => ({ block: 'table' as const, table })),
    ...(notes === '' ? [] : [{ block: 'heading' as const, level: 2 as const, text: 'Notes' }]),
    ...(notes === '' ? [] : [{ block: 'prose' as const, markdown: notes }]),
  ];
}

/** What the record's text adds to its facts: without its title and without prompts. */
function notesOf({ text: whole, bodyStart }: RiskRecord): string {
  return whole
    .slice(bodyStart)
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .trim()
    .replace(/^# .*(?:\r?\n|$)/, '')
    .trim();
}
