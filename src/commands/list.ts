import { compareText } from '../core/finding.ts';
import { incidentMoment } from '../core/measure/incident-moment.ts';
import { incidentColumns } from '../core/measure/incident-rows.ts';
import { searchText, searchWords } from '../core/measure/search-text.ts';
import { nearest } from '../core/nearest.ts';
import { idOf } from '../core/record/id-of.ts';
import { incidentTypes } from '../core/record/incident-types.ts';
import { each, type IncidentRecord } from '../core/record/record.ts';
import type { Report, Row } from '../core/report.ts';
import { someOf } from '../core/words.ts';
import type { World } from '../world/world.ts';
import { openAsOf } from './as-of.ts';
import type { Command, Request } from './command.ts';
import { readDays } from './days.ts';
import { isKnown, knownRow, laterNotes } from './known-incidents.ts';
import { noRecordsNotes } from './no-records.ts';
import { readRecords } from './read-records.ts';
import { type Repository, startReport } from './repository.ts';

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
      choices: Object.keys(incidentTypes),
    },
    { name: 'service', value: 'S', about: 'that touched this service' },
    { name: 'owner', value: 'O', about: 'whose review that person drives' },
    { name: 'cause', value: 'C', about: 'with a cause of that category or area' },
    { name: 'from', value: 'D', about: 'detected (else started) on that day or later' },
    { name: 'to', value: 'D', about: 'detected (else started) on that day or earlier' },
    { name: 'search', value: 'TEXT', about: 'with all these words in title, impact, causes, actions or text' },
  ],
  examples: [
    ['pir list --status in_review', 'the reviews that wait'],
    ['pir list --service checkout-api --cause process', 'what went wrong there, by cause area'],
    ['pir list --search "pool limit"', 'what we have written about it before'],
  ],
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  const { clock, zone, asOf } = repository;
  const days = readDays(request, zone.dayOf(asOf));
  const { records: all, notes } = await readRecords(['incident'], repository);
  const records = all.filter((record) => isKnown(record, clock));
  const later = all.filter((record) => !isKnown(record, clock)).map(idOf);
  const wanted = records.filter((record) => isWanted(record, days, request, repository));
  const rows = wanted.map((record) => knownRow(record, clock)).sort(newestFirst);
  const of = rows.length === records.length ? '' : ` of ${records.length}`;
  return {
    ...startReport('list', repository, request),
    tables: [
      {
        name: 'incidents',
        title: `${rows.length}${of} incident${records.length === 1 ? '' : 's'}`,
        columns: incidentColumns,
        rows,
        shown: ['id', 'severity', 'status', 'owner', 'actions_open', 'actions_overdue', 'title'],
      },
    ],
    notes: [
      ...repository.notes,
      ...notes,
      ...laterNotes(later, request, repository),
      ...noRecordsNotes('incident', all),
      ...(rows.length === 0 ? unknownWords(records, request, repository) : []),
    ],
    summary: { errors: 0, warnings: 0, records: rows.length },
  };
}

/** Of a filter that no record and no setting knows: which words there are. */
function unknownWords(records: readonly IncidentRecord[], request: Request, { config }: Repository): string[] {
  const areas = Object.entries(config.taxonomy).flatMap(([area, details]) => [
    area,
    ...details.map((detail) => `${area}/${detail}`),
  ]);
  const known: { [flag: string]: readonly (string | undefined)[] } = {
    severity: [...config.severities, ...records.map(({ data }) => data.severity)],
    service: [
      ...Object.keys(config.services),
      ...records.flatMap(({ data }) => [...each(data.services)].map(([, service]) => service)),
    ],
    cause: [...areas, ...records.flatMap(({ data }) => [...each(data.causes)].map(([, { category }]) => category))],
    owner: records.map(({ data }) => data.owner ?? undefined),
  };
  return Object.entries(known).flatMap(([flag, words]) => {
    const said = request.text(flag);
    const all = [...new Set(words.filter((word) => word !== undefined))];
    if (said === undefined || all.some((word) => word.toLowerCase() === said.toLowerCase())) return [];
    const meant = nearest(said, all);
    const shown = flag === 'cause' ? Object.keys(config.taxonomy) : all;
    const guess = meant === undefined ? '' : `. Did you mean ${meant}?`;
    return [`no ${flag} is called ${said}${shown.length === 0 ? '' : `; there are ${someOf(shown, 8)}`}${guess}`];
  });
}

function isWanted(
  record: IncidentRecord,
  { from, to }: ReturnType<typeof readDays>,
  request: Request,
  { zone }: Repository,
): boolean {
  const { data } = record;
  const is = (flag: string, value: string | null | undefined) =>
    request.text(flag) === undefined || request.text(flag)?.toLowerCase() === value?.toLowerCase();
  const service = request.text('service');
  const cause = request.text('cause');
  const moment = incidentMoment(data);
  const day = moment === undefined ? undefined : zone.dayOf(moment);
  const words = searchWords(request.text('search') ?? '');
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
  return words.every((word) => text.includes(word));
}

function newestFirst(a: Row, b: Row): number {
  return compareText(String(b.detected ?? b.id), String(a.detected ?? a.id)) || compareText(String(a.id), String(b.id));
}
