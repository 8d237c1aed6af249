import { each } from '../../record/record.ts';
import { type Cell, type Column, column, type Row, type Table } from '../../report.ts';
import { daysBetween } from '../../time.ts';
import type { Cluster } from '../repeats.ts';
import type { RepeatsFound } from './found.ts';
import type { Occurrence } from './occurrence.ts';

/** What a judgement about recurring incidents needs, and what these figures cannot say. */
export const RECURRING_TITLE =
  'Candidates for recurring incidents (DORA, Delegated Regulation 2024/1772, Article 8(2)): whether they jointly meet the criteria of a major incident is for a person to judge';

/** The tables of `pir repeats`, in their order. */
export function repeatsTables(found: RepeatsFound): Table[] {
  return [
    clustersTable(found),
    recurringTable(found),
    preventableTable(found),
    membersTable(found),
    standingsTable(found),
  ];
}

/** The columns of the table `repeats`. */
export const clusterColumns: readonly Column[] = [
  column('cluster', 'Cluster', 'count'),
  column('basis', 'Basis'),
  column('keys', 'Shared', 'list'),
  column('records', 'Incidents', 'list'),
  column('first', 'First', 'date'),
  column('last', 'Last', 'date'),
  column('span_days', 'Span', 'days'),
  column('services', 'Services', 'list'),
  column('repeats', 'Repeats', 'list'),
];

function clustersTable({ clusters, basis, dayOf }: RepeatsFound): Table {
  return {
    name: 'repeats',
    title: 'Repeats',
    columns: clusterColumns,
    rows: clusters.map((cluster, index) => ({
      cluster: index + 1,
      basis,
      keys: keysOf(cluster),
      ...spanOf(cluster.members, dayOf),
      services: unique(cluster.shared.flatMap(({ service }) => service ?? [])),
      repeats: cluster.repeats.map(({ incident }) => incident.id),
    })),
  };
}

/** What the incidents of a cluster share: categories, else services, else what people declared. */
export function keysOf({ shared, repeats }: Cluster): string[] {
  const categories = unique(shared.flatMap(({ category }) => category ?? []));
  if (categories.length > 0) return categories;
  const services = unique(shared.flatMap(({ service }) => service ?? []));
  return services.length > 0 ? services : unique(repeats.flatMap(({ incident }) => incident.repeatOf));
}

/** The incidents with their first and last day; `span_days` are the days between. */
export function spanOf(members: readonly Occurrence[], dayOf: (incident: Occurrence) => string) {
  const [first, last] = [members[0], members.at(-1)].map((member) => (member === undefined ? null : dayOf(member)));
  return {
    records: members.map(({ id }) => id),
    first: first ?? null,
    last: last ?? null,
    span_days: first && last ? daysBetween(first, last) : null,
  };
}

function recurringTable({ recurring, dayOf }: RepeatsFound): Table {
  return {
    name: 'recurring',
    title: RECURRING_TITLE,
    columns: [
      column('category', 'Category'),
      column('records', 'Incidents', 'list'),
      column('first', 'First', 'date'),
      column('last', 'Last', 'date'),
      column('span_days', 'Span', 'days'),
      column('most', 'Most in six months', 'count'),
      column('services', 'Services', 'list'),
    ],
    rows: recurring.map(({ category, members, most }) => ({
      category,
      ...spanOf(members, dayOf),
      most,
      services: unique(members.flatMap(({ services }) => services)),
    })),
  };
}

function preventableTable({ preventable }: RepeatsFound): Table {
  return {
    name: 'preventable',
    title: 'How the actions of earlier incidents stood when a repeat began',
    columns: [
      column('record', 'Repeat'),
      column('action', 'Action'),
      column('cause', 'Cause'),
      column('state', 'State'),
      column('days_overdue', 'Days late', 'count'),
      column('earlier', 'Earlier incident'),
      column('cause_id', 'Its cause'),
      column('title', 'Title'),
      column('owner', 'Owner'),
      column('told_by', 'Told by'),
    ],
    rows: preventable.map(({ record, earlier, action, cause, state, daysOverdue, toldBy }) => ({
      record,
      action: action === undefined ? null : `${earlier}/${action.id ?? 'ACTION'}`,
      cause: cause.category ?? null,
      state,
      days_overdue: daysOverdue,
      earlier,
      cause_id: cause.id ?? null,
      title: action?.title ?? null,
      owner: action?.owner ?? null,
      told_by: toldBy,
    })),
  };
}

function membersTable({ clusters, recordOf, dayOf }: RepeatsFound): Table {
  return {
    name: 'members',
    title: 'What the incidents of each cluster say of their causes',
    columns: [
      column('cluster', 'Cluster', 'count'),
      column('record', 'Incident'),
      column('day', 'Day', 'date'),
      column('title', 'Title'),
      column('causes', 'Root causes', 'list'),
      column('statements', 'Statements', 'list'),
      column('repeat_of', 'Repeats'),
      column('near_miss', 'Near miss', 'boolean'),
    ],
    rows: clusters.flatMap(({ members, repeats }, index) => {
      const earlier = new Map(repeats.map((standing) => [standing.incident, standing.earlier?.id ?? null]));
      return members.map((member): Row => {
        const data = recordOf(member)?.data ?? {};
        const roots = [...each(data.causes)].map(([, cause]) => cause).filter(({ role }) => role === 'root');
        return {
          cluster: index + 1,
          record: member.id,
          day: dayOf(member),
          title: data.title ?? null,
          causes: member.causes,
          statements: roots.flatMap(({ statement }) => statement ?? []),
          repeat_of: earlier.get(member) ?? null,
          near_miss: member.isNearMiss,
        };
      });
    }),
  };
}

function standingsTable({ standings }: RepeatsFound): Table {
  return {
    name: 'evaluable',
    title: 'What the repeat rate counts, and what it leaves out',
    columns: [
      column('record', 'Incident'),
      column('day', 'Day', 'date'),
      column('evaluable', 'Evaluable', 'boolean'),
      column('reason', 'Reason'),
      column('repeat', 'Repeat', 'boolean'),
      column('repeat_of', 'Repeats'),
      column('overlapping', 'Overlaps'),
    ],
    rows: standings.map(({ incident, day, reason, earlier, overlapping }): { [key: string]: Cell } => ({
      record: incident.id,
      day,
      evaluable: reason === undefined,
      reason: reason ?? null,
      repeat: earlier !== undefined,
      repeat_of: earlier?.id ?? null,
      overlapping: overlapping?.id ?? null,
    })),
  };
}

const unique = (items: readonly string[]): string[] => [...new Set(items)];
