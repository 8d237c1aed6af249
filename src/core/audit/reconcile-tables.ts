import { incidentMoment } from '../measure/incident-moment.ts';
import { idOf } from '../record/id-of.ts';
import type { IncidentRecord } from '../record/record.ts';
import type { Column, Table } from '../report.ts';
import { formatInstant } from '../time.ts';
import { countOf } from '../words.ts';
import type { Reconciliation } from './reconcile.ts';

const text = (key: string, title: string): Column => ({ key, title, unit: 'text' });
const list = (key: string, title: string): Column => ({ key, title, unit: 'list' });

/** What is wrong first: the tables `missing_here`, `unknown_there`, `severity_differs`, `unreadable`, `matched`. */
export function reconcileTables(
  { missingHere, unknownThere, severityDiffers, matched }: Reconciliation,
  unreadable: readonly { line: number; problem: string; isUsed: boolean }[],
  system: string,
): Table[] {
  return [
    {
      name: 'missing_here',
      title: `In ${system}, without a record here`,
      columns: [
        text('id', 'There'),
        { key: 'opened', title: 'Opened', unit: 'date' },
        text('severity', 'Severity'),
        list('maybe', 'Perhaps'),
        text('title', 'Title'),
        { key: 'line', title: 'Line', unit: 'count' },
      ],
      rows: missingHere.map(({ theirs: { id, day, severity, title, line }, maybe }) => ({
        id,
        opened: day,
        severity,
        maybe,
        title,
        line,
      })),
    },
    {
      name: 'unknown_there',
      title: `Recorded here, unknown in ${system}`,
      columns: [
        text('record', 'Incident'),
        { key: 'detected', title: 'Detected', unit: 'instant' },
        text('severity', 'Severity'),
        list('maybe', 'Perhaps'),
        text('type', 'Type'),
        text('title', 'Title'),
      ],
      rows: unknownThere.map(({ record, maybe }) => ({
        record: idOf(record),
        detected: momentOf(record),
        severity: record.data.severity ?? null,
        maybe,
        type: record.data.type ?? null,
        title: record.data.title ?? null,
      })),
      shown: ['record', 'severity', 'maybe', 'type', 'title'],
    },
    {
      name: 'severity_differs',
      title: 'Of another severity',
      columns: [
        text('record', 'Incident'),
        text('id', 'Theirs'),
        text('severity', 'Here'),
        text('severity_there', 'There'),
      ],
      rows: severityDiffers.map(({ record, theirs }) => ({
        record: idOf(record),
        id: theirs.id,
        severity: record.data.severity ?? null,
        severity_there: theirs.severity,
      })),
    },
    {
      name: 'unreadable',
      title: 'Lines that could not be read',
      columns: [
        { key: 'line', title: 'Line', unit: 'count' },
        text('problem', 'Problem'),
        { key: 'compared', title: 'Compared without', unit: 'boolean' },
      ],
      rows: unreadable.map(({ line, problem, isUsed }) => ({ line, problem, compared: isUsed })),
    },
    {
      name: 'matched',
      title: 'Recorded here',
      columns: [
        text('id', 'There'),
        text('record', 'Incident'),
        text('status', 'Status'),
        text('by', 'Named by'),
        text('severity', 'Severity'),
        text('severity_there', 'There'),
        { key: 'line', title: 'Line', unit: 'count' },
      ],
      rows: matched.map(({ theirs, record, by }) => ({
        id: theirs.id,
        record: idOf(record),
        status: record.data.status ?? null,
        by,
        severity: record.data.severity ?? null,
        severity_there: theirs.severity,
        line: theirs.line,
      })),
    },
  ];
}

/** The answer in sentences: n of N, then what has to be looked at. */
export function reconcileSentences(
  { period, matched, missingHere, unknownThere, severityDiffers }: Reconciliation,
  system: string,
): string[] {
  const found = new Set(matched.map(({ theirs }) => theirs.id)).size;
  const total = found + missingHere.length;
  const range = period === undefined ? '' : ` from ${period.from} to ${period.to}`;
  const of =
    total === 0 ? `No incident of ${system}${range}` : `${found} of ${countOf(total, 'incident')} of ${system}${range}`;
  return [
    `${of} ${found === 1 || total <= 1 ? 'has' : 'have'} a record here.`,
    ...(unknownThere.length === 0
      ? []
      : [
          `${countOf(unknownThere.length, 'record')} of those days ${unknownThere.length === 1 ? 'names' : 'name'} none of theirs.`,
        ]),
    ...(severityDiffers.length === 0
      ? []
      : [`${countOf(severityDiffers.length, 'severity differs', 'severities differ')}.`]),
  ];
}

function momentOf({ data }: IncidentRecord): string | null {
  const at = incidentMoment(data);
  return at === undefined ? null : formatInstant(at);
}
