import { each, type IncidentRecord } from '../../core/record/record.ts';
import type { Evidence } from '../../core/record/shapes.ts';
import { stableUuid } from '../stable-uuid.ts';
import { asOfMoment, originOf, type Parties, type PoamAround } from './around.ts';
import { href, line, lines, momentOf, props, whole } from './values.ts';

/** The UUID under which an incident is observed. */
export function observationUuid(record: IncidentRecord, { repository }: PoamAround): string {
  return stableUuid(repository, 'observation', record.data.id ?? record.path);
}

/** An incident as OSCAL's observation: what was seen, when, and the evidence that is kept of it and of what was done. */
export function observationOf(record: IncidentRecord, around: PoamAround, parties: Parties) {
  const { data } = record;
  const { id, title, type, severity, status, services, threats, times, impact } = data;
  const wasReviewed = [...each(data.reviews)].some(([, { stage }]) => stage === 'full');
  const owner = parties.of(data.owner);
  const evidence = evidenceOf(record);
  const about = line(title) ?? id ?? record.path;
  return whole({
    uuid: observationUuid(record, around),
    title: about,
    description: lines(impact?.summary) ?? about,
    props: props({
      'incident-id': id,
      type,
      severity,
      status,
      service: services,
      threat: threats,
      control: controls(record),
    }),
    methods: [wasReviewed ? 'EXAMINE' : 'UNKNOWN'],
    types: ['finding'],
    origins: owner === undefined ? undefined : [originOf(owner)],
    'relevant-evidence': evidence.length === 0 ? undefined : evidence,
    collected: momentOf(times?.detected) ?? momentOf(times?.started) ?? asOfMoment(around),
  });
}

function controls({ data }: IncidentRecord): string[] {
  return [...each(data.controls)].flatMap(([, { id, gap }]) =>
    id === undefined ? [] : gap === undefined ? id : `${id} ${gap}`,
  );
}

function evidenceOf({ data }: IncidentRecord) {
  const kept = new Map<string, Evidence>();
  for (const [, piece] of each(data.evidence)) if (piece.id !== undefined) kept.set(piece.id, piece);
  const own = [...each(data.evidence)].map(([, piece]) => evidence(piece.id, piece.ref, piece));
  const shown = [...each(data.actions)].flatMap(([, { id, done }]) =>
    [...each(done?.evidence)].map(([, ref]) => evidence(`${id} done`, kept.get(ref)?.ref ?? ref, kept.get(ref))),
  );
  return [...own, ...shown];
}

function evidence(label: string | undefined, ref: string | undefined, { sha256, collected }: Evidence = {}) {
  const address = href(ref ?? '');
  return whole({
    href: address,
    description: line([label, ref].filter(Boolean).join(': ')) ?? 'Evidence that the record names no further',
    props: props({ sha256, collected }),
  });
}
