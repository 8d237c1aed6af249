import { incidentMoment } from '../../measure/incident-moment.ts';
import { isDone } from '../../record/action.ts';
import { neededReviews, needsReview } from '../../record/needed-reviews.ts';
import { each, type IncidentRecord } from '../../record/record.ts';
import { type Block, column, type Row } from '../../report.ts';
import { countOf } from '../../words.ts';
import { listed, tableOf } from '../figures.ts';
import { countedIn } from '../incidents.ts';
import type { LookedAt } from '../looked-at.ts';
import type { Said, Section } from '../section.ts';

/** Each incident that required a review: what it was, why it happened, what changed. */
export const reviewed: Section = {
  id: 'reviewed',
  title: 'Each incident that required a review',
  items: ['9.3.2d'],
  say,
};

/** More of them are a table: nobody reads so many one by one. */
const MOST_TOLD = 20;

function say(at: LookedAt): Said {
  const { config, clock } = at;
  const all = countedIn(at, at.period).filter(({ data }) => needsReview(data, config));
  const rows = all.map((record): Row => {
    const full = neededReviews(record.data, config, clock.zone).find(({ stage }) => stage === 'full');
    return {
      id: record.data.id ?? record.path,
      title: record.data.title ?? null,
      severity: record.data.severity ?? null,
      detected: dayOf(record, at) ?? null,
      status: record.data.status ?? null,
      reviewed: full?.heldAt === undefined || !clock.hasReached(full.heldAt) ? null : clock.zone.dayOf(full.heldAt),
      causes: causesOf(record),
      impact: impactOf(record),
      changed: changesOf(record),
    };
  });
  const table = tableOf(
    'reviewed_incidents',
    'Incidents that required a review',
    [
      column('id', 'Incident'),
      column('title', 'Title'),
      column('severity', 'Severity'),
      column('detected', 'Detected', 'date'),
      column('status', 'Status'),
      column('reviewed', 'Reviewed', 'date'),
      column('causes', 'Causes', 'list'),
      column('impact', 'Impact'),
      column('changed', 'What changed', 'list'),
    ],
    rows,
    ['id', 'severity', 'causes', 'changed', 'reviewed'],
  );
  if (rows.length === 0)
    return { blocks: [{ block: 'text', text: 'No incident of the period required a review.' }], tables: [table] };
  return {
    blocks: rows.length > MOST_TOLD ? listed(table, 'pir audit coverage') : rows.flatMap(told),
    tables: [table],
  };
}

function told(row: Row): Block[] {
  const list = (items: Row[string] | undefined) =>
    Array.isArray(items) && items.length > 0 ? items.join('\n') : undefined;
  return [
    { block: 'heading', level: 3, text: String(row.title ?? row.id) },
    {
      block: 'facts',
      rows: [
        ['Incident', `${row.id}, ${row.severity ?? 'no severity'}, detected on ${row.detected ?? 'no day'}`],
        ['Impact', String(row.impact ?? 'not written down')],
        ['Cause', list(row.causes) ?? 'not written down'],
        ['What changed', list(row.changed) ?? 'nothing so far'],
        [
          'Review',
          row.reviewed === null
            ? `not held; the record is ${String(row.status).replace('_', ' ')}`
            : `held on ${row.reviewed}; the record is ${String(row.status).replace('_', ' ')}`,
        ],
      ],
    },
  ];
}

function dayOf({ data }: IncidentRecord, { clock }: LookedAt): string | undefined {
  const at = incidentMoment(data);
  return at === undefined ? undefined : clock.zone.dayOf(at);
}

/** A restricted incident is a stub here: who may, reads the rest where it is. */
function impactOf({ data }: IncidentRecord): string | null {
  if (data.confidentiality !== 'restricted') return data.impact?.summary || null;
  const { held_by, where } = data.restricted ?? {};
  return `restricted; the full record is held by ${held_by || 'nobody named'}${where ? `: ${where}` : ''}`;
}

/** Root causes first; of a restricted incident only the category is here. */
function causesOf({ data }: IncidentRecord): string[] {
  const all = [...each(data.causes)].map(([, cause]) => cause).filter(({ role }) => role !== 'trigger');
  return all
    .sort((a, b) => Number(b.role === 'root') - Number(a.role === 'root'))
    .map(({ statement, category, gap, role }) => {
      const aside = [category, ...(gap === undefined ? [] : [`${gap} gap`]), ...(role === 'root' ? [] : [role])]
        .filter(Boolean)
        .join(', ');
      return statement ? `${statement} (${aside})` : aside;
    })
    .filter((words) => words !== '');
}

function changesOf({ data }: IncidentRecord): string[] {
  const actions = [...each(data.actions)].map(([, action]) => action);
  const counted = actions.filter(({ status }) => status !== 'cancelled');
  const done = actions.filter(isDone);
  const worked = done.filter(({ verified }) => verified?.result === 'effective').length;
  return [
    ...done.map(({ title, id }) => `done: ${title ?? id}`),
    ...(counted.length > done.length
      ? [`${counted.length - done.length} of ${countOf(counted.length, 'action')} still to be done`]
      : []),
    ...(worked > 0 ? [`${worked} of ${done.length} found effective`] : []),
    ...[...each(data.risks)].map(([, { id, effect }]) => `risk ${id}: ${effect ?? 'linked'}`),
    ...[...each(data.policies)].map(([, { id, change }]) => `policy ${id}${change ? `: ${change}` : ''}`),
    ...(data.no_change === undefined ? [] : [`nothing, and why: ${data.no_change.reason || 'not said'}`]),
  ];
}
