import type { Clock } from '../clock.ts';
import { isOpen, isOverdue } from '../record/action.ts';
import { each, type IncidentRecord } from '../record/record.ts';
import type { Column, Row } from '../report.ts';
import { formatInstant, parseInstant } from '../time.ts';

/** The columns of the list of incidents. */
export const incidentColumns: readonly Column[] = [
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
  { key: 'restricted', title: 'Restricted', unit: 'boolean' },
];

/** One incident in the list; the actions of a withdrawn one count nowhere. */
export function incidentRow({ data, path }: IncidentRecord, clock: Clock): Row {
  const actions = data.status === 'withdrawn' ? [] : [...each(data.actions)].map(([, action]) => action);
  return {
    id: data.id ?? path.replace(/^.*\/|\.md$/g, ''),
    title: data.title ?? null,
    type: data.type ?? null,
    severity: data.severity ?? null,
    status: data.status ?? null,
    owner: data.owner ?? null,
    detected: instantOf(data.times?.detected),
    resolved: instantOf(data.times?.resolved),
    services: [...each(data.services)].map(([, service]) => service),
    actions_open: actions.filter(isOpen).length,
    actions_overdue: actions.filter((action) => isOverdue(action, clock)).length,
    restricted: data.confidentiality === 'restricted',
  };
}

function instantOf(text: string | undefined): string | null {
  const at = text === undefined ? undefined : parseInstant(text);
  return at === undefined ? null : formatInstant(at);
}
