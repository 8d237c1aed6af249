import { compareText } from '../core/finding.ts';
import { incidentMoment } from '../core/measure/incident-moment.ts';
import { searchText } from '../core/measure/search-text.ts';
import { isOpen, isOverdue } from '../core/record/action.ts';
import { each, type IncidentRecord } from '../core/record/record.ts';
import type { Column, Report, Row } from '../core/report.ts';
import { formatInstant, parseDay, parseInstant } from '../core/time.ts';
import { UserError, type World } from '../world/world.ts';
import { openAsOf } from './as-of.ts';
import type { Command, Request } from './command.ts';
import { idOf } from './edit-record.ts';
import { readRecords } from './read-records.ts';
import { type Repository, startReport } from './repository.ts';

const columns: readonly Column[] = [
  { key: 'id', title: 'Incident', unit: 'text' },
  { key: 'title', title: 'Title', unit: 'text' },
  { key: 'type', title: 'Type', unit: 'text' },
  { key: 'severity', title: 'Severity', unit: 'text' },
  { key: 'status', title: 'Status', unit: 'text' },
  { key: 'owner', title: 'Owner', unit: 'text' },
  { key: 'detected', title: 'Detected', unit: 'instant' },
  { key: 'resolved', title: 'Resolved', unit: 'instant' },
  { key: 'services', title: 'Services', unit: 'list' },
  { key: 'actions_open', title: 'Open', unit: 'count' },
  { key: 'actions_overdue', title: 'Late', unit: 'count' },
];

export const command: Command = {
  arguments: [],
  options: [
    {
      name: 'status',
      value: 'S',
      about: 'of that status',
      choices: ['draft', 'in_review', 'approved', 'closed', 'withdrawn'],
    },
    { name: 'severity', value: 'S', about: 'of that severity' },
    {
      name: 'type',
      value: 'T',
      about: 'of that type',
      choices: ['security', 'availability', 'privacy', 'safety', 'near_miss', 'exercise'],
    },
    { name: 'service', value: 'S', about: 'that touched this service' },
    { name: 'owner', value: 'O', about: 'whose review that person drives' },
    { name: 'cause', value: 'C', about: 'with a cause of that category or area' },
    { name: 'from', value: 'D', about: 'detected (else started) on that day or later' },
    { name: 'to', value: 'D', about: 'detected (else started) on that day or earlier' },
    { name: 'search', value: 'TEXT', about: 'with all these words in title, impact, causes or text' },
  ],
  examples: [
    ['pir list --status in_review', 'the reviews that wait'],
    ['pir list --service checkout-api --cause process', 'what went wrong there, by cause area'],
  ],
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  for (const flag of ['from', 'to']) {
    const day = request.text(flag);
    if (day !== undefined && parseDay(day) === undefined)
      throw new UserError(`Unexpected --${flag} "${day}", expected a day`, 'Write it like 2026-11-20.');
  }
  const { records, notes } = await readRecords(['incident'], repository);
  const wanted = records.filter((record) => isWanted(record, request, repository));
  const rows = wanted.map((record) => rowOf(record, repository)).sort(newestFirst);
  const of = rows.length === records.length ? '' : ` of ${records.length}`;
  return {
    ...startReport('list', repository, request),
    tables: [
      {
        name: 'incidents',
        title: `${rows.length}${of} incident${records.length === 1 ? '' : 's'}`,
        columns,
        rows,
        shown: ['id', 'severity', 'status', 'owner', 'actions_open', 'actions_overdue', 'title'],
      },
    ],
    notes: [
      ...repository.notes,
      ...notes,
      ...(records.length === 0 ? ['no incidents are recorded: pir new makes the first'] : []),
    ],
    summary: { errors: 0, warnings: 0, records: rows.length },
  };
}

function isWanted(record: IncidentRecord, request: Request, repository: Repository): boolean {
  const { data } = record;
  const is = (flag: string, value: string | null | undefined) =>
    request.text(flag) === undefined || request.text(flag)?.toLowerCase() === value?.toLowerCase();
  const service = request.text('service');
  const cause = request.text('cause');
  const moment = incidentMoment(data);
  const day = moment === undefined ? undefined : repository.zone.dayOf(moment);
  const from = request.text('from');
  const to = request.text('to');
  const words = request.text('search')?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  return (
    is('status', data.status) &&
    is('severity', data.severity) &&
    is('type', data.type) &&
    is('owner', data.owner) &&
    (service === undefined || [...each(data.services)].some(([, each]) => each === service)) &&
    (cause === undefined ||
      [...each(data.causes)].some(([, each]) => each.category === cause || each.category?.startsWith(`${cause}/`))) &&
    (from === undefined || (day !== undefined && day >= from)) &&
    (to === undefined || (day !== undefined && day <= to)) &&
    (words.length === 0 || hasAll(searchText(record), words))
  );
}

function hasAll(text: string, words: readonly string[]): boolean {
  const low = text.toLowerCase();
  return words.every((word) => low.includes(word));
}

function rowOf(record: IncidentRecord, { clock }: Repository): Row {
  const { data } = record;
  const actions = [...each(data.actions)].map(([, action]) => action);
  return {
    id: idOf(record),
    title: data.title ?? null,
    type: data.type ?? null,
    severity: data.severity ?? null,
    status: data.status ?? null,
    owner: data.owner ?? null,
    detected: instantOf(data.times?.detected),
    resolved: instantOf(data.times?.resolved),
    services: [...each(data.services)].map(([, service]) => service),
    actions_open: data.status === 'withdrawn' ? 0 : actions.filter(isOpen).length,
    actions_overdue: data.status === 'withdrawn' ? 0 : actions.filter((action) => isOverdue(action, clock)).length,
  };
}

function instantOf(text: string | undefined): string | null {
  const at = text === undefined ? undefined : parseInstant(text);
  return at === undefined ? null : formatInstant(at);
}

function newestFirst(a: Row, b: Row): number {
  return compareText(String(b.detected ?? b.id), String(a.detected ?? a.id)) || compareText(String(a.id), String(b.id));
}
