import type { Clock } from '../../clock.ts';
import { isWithin, type Period } from '../../measure/period.ts';
import { isDone, isOpen } from '../../record/action.ts';
import { heldMoment } from '../../record/needed-reviews.ts';
import { each, type IncidentRecord, type ParsedRecord, type PolicyRecord } from '../../record/record.ts';
import type { EvidenceKind } from '../control-map.ts';
import { incidentsOf, isInPopulation, lifeOf, type PlacedAction } from './population.ts';

/** Everything that speaks for requirements. */
export interface Speaking {
  records: readonly ParsedRecord[];
  actions: readonly PlacedAction[];
  period: Period;
  clock: Clock;
}

/** The records of a package that speak for each kind of evidence, in the order given; those of the period where it has one. */
export function evidenceFor(kind: EvidenceKind, speaking: Speaking): readonly ParsedRecord[] {
  return finders[kind](speaking);
}

type Find = (speaking: Speaking) => readonly ParsedRecord[];

/** Incidents of the period that were not withdrawn and are like that. */
const incidents =
  (isOne: (data: IncidentRecord['data'], speaking: Speaking) => boolean): Find =>
  (speaking) =>
    incidentsOf({ ...speaking, zone: speaking.clock.zone }).filter(
      ({ data }) => data.status !== 'withdrawn' && isOne(data, speaking),
    );

/** Records with an action of the population that is like that. */
const withActions =
  (isOne: (placed: PlacedAction, speaking: Speaking) => boolean): Find =>
  (speaking) => {
    const { actions, period, clock } = speaking;
    const own = actions.filter((placed) => isInPopulation(placed, period, clock.zone) && isOne(placed, speaking));
    return [...new Set(own.map(({ record }) => record))];
  };

const hasItems = (list: readonly unknown[] | undefined): boolean => [...each(list)].length > 0;
const isIn = (day: string | undefined, period: Period): boolean => day !== undefined && isWithin(day, period);

/** Policies that are about incidents, by what they say they control or by the id that `pir init` gives. */
function isPlan({ data }: PolicyRecord): boolean {
  const isAbout = (control: string) => /(?:^|:)A\.5\.2[4-8]$/.test(control);
  return data.id === 'incident-response-plan' || [...each(data.controls)].some(([, control]) => isAbout(control));
}

const plans = ({ records }: Speaking): PolicyRecord[] =>
  records.filter(
    (record): record is PolicyRecord => record.kind === 'policy' && record.data.status === 'in_force' && isPlan(record),
  );

const finders: { readonly [kind in EvidenceKind]: Find } = {
  plan: plans,
  accepted_plan: (speaking) => {
    const held = new Set(plans(speaking).map(({ data }) => `${data.id} ${data.version}`));
    return speaking.records.filter(
      ({ kind, data }) => kind === 'acknowledgement' && 'policy' in data && held.has(`${data.policy} ${data.version}`),
    );
  },
  recorded: incidents(() => true),
  classified: incidents(({ severity, type }) => severity !== undefined && type !== undefined),
  reported: incidents(({ detection }) => ['staff', 'customer', 'third_party'].includes(detection?.source ?? '')),
  detected: incidents(({ times, detection }) => times?.detected !== undefined || detection?.source !== undefined),
  responded: incidents(({ times }) => (times?.acknowledged ?? times?.mitigated ?? times?.resolved) !== undefined),
  notified: incidents(({ notifications }) => hasItems(notifications)),
  corrected: incidents(
    ({ times, actions }) =>
      (times?.mitigated ?? times?.resolved) !== undefined ||
      [...each(actions)].some(([, action]) => action.kind === 'correct' && isDone(action)),
  ),
  preserved: incidents(({ evidence }) => [...each(evidence)].some(([, { sha256 }]) => sha256 !== undefined)),
  reviewed: incidents(({ reviews }, { clock }) =>
    [...each(reviews)].some(([, { held }]) => {
      const at = heldMoment(held, clock.zone);
      return at !== undefined && clock.hasReached(at);
    }),
  ),
  caused: incidents(({ causes }) => [...each(causes)].some(([, { role }]) => role === 'root')),
  similar: incidents(({ similar }) => similar?.result !== undefined),
  acted: withActions(({ action }) => isOpen(action) || isDone(action)),
  closed: withActions((placed, { period, clock }) => {
    return isDone(placed.action) && isIn(lifeOf(placed, clock.zone).closed, period);
  }),
  verified: withActions(({ action }, { period }) => isIn(action.verified?.on, period)),
  risk: (speaking) => [
    ...incidents(({ risks, no_risk }) => hasItems(risks) || no_risk !== undefined)(speaking),
    ...speaking.records.filter(
      (record) =>
        record.kind === 'risk' && [...each(record.data.assessments)].some(([, { on }]) => isIn(on, speaking.period)),
    ),
  ],
  policy: (speaking) => [
    ...incidents(({ policies, no_change }) => hasItems(policies) || no_change !== undefined)(speaking),
    ...speaking.records.filter(
      (record) =>
        record.kind === 'policy' && [...each(record.data.changes)].some(([, { on }]) => isIn(on, speaking.period)),
    ),
  ],
  nonconformity: incidents(({ nonconformity }) => nonconformity?.applies !== undefined),
  managed: ({ records, period, clock }) =>
    records.filter((record) => {
      if (record.kind !== 'management-review' || record.data.status === 'prepared') return false;
      const at = heldMoment(record.data.held, clock.zone);
      return at !== undefined && clock.hasReached(at) && isWithin(clock.zone.dayOf(at), period);
    }),
  // Told by its file alone.
  poam: () => [],
};
