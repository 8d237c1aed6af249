import { toJson } from '../core/show-text.ts';
import { someOf } from '../core/words.ts';
import { asOfMoment, type Parties, type PoamAround, partiesOf } from './oscal/around.ts';
import { observationOf, observationUuid } from './oscal/observation.ts';
import { mustResolve } from './oscal/references.ts';
import { descriptionOf, riskOf, riskUuid, titleOf } from './oscal/risk.ts';
import { line, moment, props, whole } from './oscal/values.ts';
import { type PoamRecords, type Weakness, weaknessesOf } from './oscal/weakness.ts';
import { stableUuid } from './stable-uuid.ts';

/** The versions of OSCAL that a plan can be written in, the usual one first; both have the same shape for what is used. */
export const oscalVersions = ['1.1.3', '1.2.1'] as const;
export type OscalVersion = (typeof oscalVersions)[number];

/** A plan of action and milestones, or why there is none. */
export type Poam =
  | { poam: 'written'; text: string; items: number }
  /** Nothing is open: OSCAL has no plan without items, so there is nothing to write. */
  | { poam: 'empty'; why: string }
  /** A reference leads nowhere, or an id means two records. */
  | { poam: 'refused'; why: string; hint: string };

/**
 * OSCAL's plan of action and milestones (NIST, https://pages.nist.gov/OSCAL/): one item for each open risk, and for each
 * incident and management review with actions that nobody has finished. The same records as of the same moment give the
 * same bytes; UUIDs come from the repository's name and the records' ids.
 */
export function poamOf(records: PoamRecords, around: PoamAround, version: OscalVersion = oscalVersions[0]): Poam {
  const { all, wrong } = weaknessesOf(records);
  if (wrong.length > 0)
    return {
      poam: 'refused',
      why: `Unexpected references in the records: ${someOf(wrong, 3)}`,
      hint: 'Mend them: pir check names each with its line.',
    };
  if (all.length === 0)
    return { poam: 'empty', why: 'no risk is open and no action unfinished, and OSCAL has no plan without items' };
  const document = { 'plan-of-action-and-milestones': planOf(all, around, version) };
  mustResolve(document);
  return { poam: 'written', text: `${toJson(document, 2)}\n`, items: all.length };
}

function planOf(all: readonly Weakness[], around: PoamAround, version: OscalVersion) {
  const { repository } = around;
  const parties = partiesOf(around);
  const incidents = [...new Set(all.flatMap((weakness) => weakness.incidents))];
  const observations = incidents.map((record) => observationOf(record, around, parties));
  const risks = all.map((weakness) => riskOf(weakness, around, parties));
  const items = all.map((weakness) => itemOf(weakness, around, parties));
  const stamp = asOfMoment(around);
  return whole({
    uuid: stableUuid(repository, 'plan-of-action-and-milestones'),
    metadata: {
      title: `Plan of action and milestones of ${line(repository) ?? 'pir'}`,
      'last-modified': stamp,
      version: moment(around.asOf) ?? stamp,
      'oscal-version': version,
      parties: parties.all(),
    },
    'system-id': { 'identifier-type': 'https://ietf.org/rfc/rfc4122', id: stableUuid(repository) },
    observations: observations.length === 0 ? undefined : observations,
    risks,
    'poam-items': items,
  });
}

function itemOf(weakness: Weakness, around: PoamAround, parties: Parties) {
  const { id, record, incidents } = weakness;
  const owner = parties.of(record.kind === 'management-review' ? record.data.chair : record.data.owner);
  return whole({
    uuid: stableUuid(around.repository, record.kind, id, 'poam-item'),
    title: titleOf(weakness),
    description: descriptionOf(weakness),
    props: props({ [`${record.kind}-id`]: id, source: record.path }),
    origins: owner === undefined ? undefined : [{ actors: [{ type: 'party', 'actor-uuid': owner }] }],
    'related-observations':
      incidents.length === 0
        ? undefined
        : incidents.map((each) => ({ 'observation-uuid': observationUuid(each, around) })),
    'related-risks': [{ 'risk-uuid': riskUuid(weakness, around) }],
  });
}
