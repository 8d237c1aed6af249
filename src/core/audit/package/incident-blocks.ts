import type { Clock } from '../../clock.ts';
import { idOf } from '../../record/id-of.ts';
import { each, type IncidentRecord } from '../../record/record.ts';
import { type Block, type Cell, column, type Row, type Table } from '../../report.ts';
import { countOf, plainWords } from '../../words.ts';
import { heading, text } from './blocks.ts';
import type { IndexFacts } from './index-facts.ts';
import { isInPopulation, lifeOf, type PlacedAction } from './population.ts';

/** Every incident of the period on one line, then one by one. */
export function incidentBlocks({ incidents, coverage, actions, pathOf, clock }: IndexFacts): Block[] {
  if (incidents.length === 0) return [text('No incident was detected in this period.')];
  const rowOf = new Map(coverage.rows.map((row) => [row.id, row]));
  const overview: Table = {
    name: 'incidents',
    title: `${countOf(incidents.length, 'incident')} of the period`,
    columns: [
      column('id', 'Incident', 'text', 'path'),
      column('title', 'Title'),
      column('severity', 'Severity'),
      column('status', 'Status'),
      column('held', 'Reviewed', 'date'),
      column('on_time', 'In time', 'boolean'),
      column('approved', 'Approved', 'boolean'),
      column('reason', 'Why not'),
    ],
    rows: incidents.map((record) => {
      const row = rowOf.get(idOf(record)) ?? {};
      return {
        id: idOf(record),
        path: pathOf(record.path),
        title: record.data.title ?? null,
        severity: record.data.severity ?? null,
        status: record.data.status ? plainWords(record.data.status) : null,
        held: typeof row.held === 'string' ? row.held.slice(0, 10) : null,
        on_time: row.on_time ?? null,
        approved: row.approved ?? null,
        reason: typeof row.reason === 'string' ? plainWords(row.reason) : null,
      };
    }),
  };
  return [{ block: 'table', table: overview }, ...incidents.flatMap((record) => incidentPart(record, actions, clock))];
}

/** One incident: its causes, and what was done about each, down to the commit that says so. */
function incidentPart(record: IncidentRecord, actions: readonly PlacedAction[], clock: Clock): Block[] {
  const { causes, title } = record.data;
  const facts = incidentFacts(record);
  const known = [...each(causes)].map(([, cause]) => cause);
  const own = actions.filter((placed) => placed.record === record);
  return [
    heading(3, `${idOf(record)}: ${title ?? 'without a title'}`),
    ...(facts.length === 0 ? [] : [{ block: 'facts' as const, rows: facts }]),
    known.length === 0
      ? text('No cause is written down.')
      : {
          block: 'list',
          items: known.map(
            ({ id, role, category, statement }) =>
              `${id ?? '?'} ${[role, category].filter(Boolean).join(', ')}: ${statement ?? 'no statement'}`,
          ),
        },
    own.length === 0
      ? text('No action is written down.')
      : { block: 'table', table: actionTable(`Actions of ${idOf(record)}`, own, clock, { isOfOne: true }) },
  ];
}

/** Who looked back at it and signed, and what it led to beside its actions. */
function incidentFacts({ data }: IncidentRecord): (readonly [label: string, value: string])[] {
  const { times, reviews, approvals, risks, no_risk, policies, no_change, similar } = data;
  const said = (label: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [[label, lines.join('\n')] as const];
  const looked = (what: { by?: string; reason?: string } | undefined) =>
    what === undefined ? [] : [`none, says ${what.by ?? 'nobody'}: ${what.reason || 'no reason given'}`];
  return [
    ...said('Detected', [times?.detected ?? times?.started ?? 'unknown']),
    ...said(
      'Reviewed',
      [...each(reviews)].map(([, { stage, held, participants, received }]) => {
        const people = [...each(participants)].map(([, { who, role }]) => `${who ?? '?'}${role ? ` (${role})` : ''}`);
        const told = [...each(received)].map(([, who]) => who);
        return `${stage ?? 'a'} review ${held ?? 'on no day'}: ${people.join(', ') || 'nobody named'}${told.length === 0 ? '' : `; received by ${told.join(', ')}`}`;
      }),
    ),
    ...said(
      'Approved',
      [...each(approvals)].map(([, { by, role, on }]) => `${by ?? '?'} for ${role ?? '?'} on ${on ?? 'no day'}`),
    ),
    ...said(
      'Looked for the like',
      similar === undefined ? [] : [`${similar.result ?? 'no result'}${similar.scope ? ` in ${similar.scope}` : ''}`],
    ),
    ...said('Risks', [
      ...[...each(risks)].map(([, { id, effect }]) => `${id ?? '?'} ${effect ?? ''}`.trim()),
      ...looked(no_risk),
    ]),
    ...said('Policies', [
      ...[...each(policies)].map(([, { id, change }]) => `${id ?? '?'}${change ? `: ${change}` : ''}`),
      ...looked(no_change),
    ]),
  ];
}

/** Every action of the population. */
export function actionBlocks({ actions, manifest, clock, pathOf }: IndexFacts): Block[] {
  const all = actions.filter((placed) => isInPopulation(placed, manifest.period, clock.zone));
  if (all.length === 0) return [text('No action was open or closed in this period.')];
  return [
    text(
      'Every action that was open on a day of the period or was closed in it, whatever the date of its record. The commit is that which first said on the main line that it is done.',
    ),
    { block: 'table', table: actionTable(countOf(all.length, 'action'), all, clock, { isOfOne: false, pathOf }) },
  ];
}

function actionTable(
  title: string,
  actions: readonly PlacedAction[],
  clock: Clock,
  { isOfOne, pathOf }: { isOfOne: boolean; pathOf?: (path: string) => string },
): Table {
  return {
    name: 'actions',
    title,
    columns: [
      isOfOne ? column('ref', 'Action') : column('ref', 'Action', 'text', 'path'),
      column('title', 'What'),
      ...(isOfOne ? [column('causes', 'Causes', 'list')] : []),
      column('owner', 'Owner'),
      column('due', 'Due', 'date'),
      column('status', 'Status'),
      column('closed', 'Closed', 'date'),
      column('commit', 'Commit'),
      column('evidence', 'Evidence', 'list'),
    ],
    rows: actions.map((placed) => actionRow(placed, clock, isOfOne, pathOf)),
  };
}

function actionRow(
  placed: PlacedAction,
  clock: Clock,
  isOfOne: boolean,
  pathOf: ((path: string) => string) | undefined,
): Row {
  const { ref, record, action, told } = placed;
  const shown: Cell = [...each(action.done?.evidence), ...each(action.verified?.evidence)].map(([, one]) => one);
  return {
    ref: isOfOne ? (action.id ?? null) : ref,
    path: pathOf?.(record.path) ?? null,
    title: action.title ?? null,
    causes: [...each(action.causes)].map(([, cause]) => cause),
    owner: action.owner ?? null,
    due: action.due ?? null,
    status: action.status ? plainWords(action.status) : null,
    closed: lifeOf(placed, clock.zone).closed ?? null,
    commit: told?.closing?.event.mark.commit.slice(0, 12) ?? null,
    evidence: shown,
  };
}
