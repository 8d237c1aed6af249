import { endOfDay } from '../../core/clock.ts';
import { isDone, isUnfinished } from '../../core/record/action.ts';
import { each, type RiskRecord } from '../../core/record/record.ts';
import { type Score, scoresOf } from '../../core/risk/scores.ts';
import { parseDay } from '../../core/time.ts';
import { stableUuid } from '../stable-uuid.ts';
import { originOf, type Parties, type PoamAround } from './around.ts';
import { observationUuid } from './observation.ts';
import { href, line, lines, moment, NS, props, whole } from './values.ts';
import type { PlacedAction, Weakness } from './weakness.ts';

/** A weakness as OSCAL's risk: its state, how bad it is, what is done about it until when, and what it was before. */
export function riskOf(weakness: Weakness, around: PoamAround, parties: Parties) {
  const { record, actions, incidents, id } = weakness;
  const risk = record.kind === 'risk' ? record : undefined;
  const open = actions.filter(({ action }) => isUnfinished(action));
  const log = risk === undefined ? [] : logOf(risk, id, around, parties);
  return whole({
    uuid: riskUuid(weakness, around),
    title: titleOf(weakness),
    description: descriptionOf(weakness),
    statement: statementOf(weakness, around),
    props: props(propertiesOf(weakness)),
    status:
      risk !== undefined && isAccepted(risk, around) ? 'deviation-approved' : open.length > 0 ? 'remediating' : 'open',
    characterizations: characterizationsOf(weakness, around, parties),
    'mitigating-factors': risk === undefined ? undefined : factorsOf(risk, id, around),
    deadline: deadlineOf(open, around),
    remediations: some(actions.map((placed) => remediationOf(placed, weakness, around, parties))),
    'risk-log': log.length === 0 ? undefined : { entries: log },
    'related-observations': some(incidents.map((each) => ({ 'observation-uuid': observationUuid(each, around) }))),
  });
}

/** The UUID of the risk that a weakness is. */
export function riskUuid({ id, record }: Weakness, { repository }: PoamAround): string {
  return stableUuid(repository, record.kind, id, 'risk');
}

/** What a weakness is called, on one line. */
export function titleOf({ record, id }: Weakness): string {
  const title = line(record.data.title) ?? id;
  if (record.kind === 'risk') return title;
  return record.kind === 'incident' ? `What caused: ${title}` : `What was decided: ${title}`;
}

/** What there is to know of it, in the record's own words. */
export function descriptionOf(weakness: Weakness): string {
  const { record } = weakness;
  if (record.kind === 'incident') {
    const causes = [...each(record.data.causes)].flatMap(([, { statement }]) => lines(statement) ?? []);
    return causes.length > 0 ? causes.join('\n\n') : (lines(record.data.impact?.summary) ?? titleOf(weakness));
  }
  const body = record.text.slice(record.bodyStart).replace(/<!--[\s\S]*?-->/g, '');
  return lines(body.trim().replace(/^# .*\n?/, '')) ?? titleOf(weakness);
}

function statementOf({ record }: Weakness, around: PoamAround): string {
  if (record.kind === 'incident') return 'Until its actions are done, what caused this incident may cause another one.';
  if (record.kind === 'management-review') return 'What management decided is not carried out yet.';
  const last = scores(record, around).at(-1);
  if (last === undefined) return 'Not assessed yet.';
  const { scale } = around.config.risk;
  return `A ${last.level} risk: likelihood ${last.likelihood} of ${scale}, impact ${last.impact} of ${scale}, as assessed on ${last.on ?? 'a day unknown'}.`;
}

function propertiesOf({ record, id }: Weakness): Parameters<typeof props>[0] {
  if (record.kind !== 'risk') return { [`${record.kind}-id`]: id };
  const { category, treatment, review_by } = record.data;
  return { 'risk-id': id, category, treatment, 'review-by': review_by };
}

function characterizationsOf({ record }: Weakness, around: PoamAround, parties: Parties) {
  if (record.kind === 'management-review') return undefined;
  const last = record.kind === 'risk' ? scores(record, around).at(-1) : undefined;
  const facets =
    record.kind === 'risk'
      ? [facet('likelihood', last?.likelihood), facet('impact', last?.impact), facet('level', last?.level)]
      : [facet('severity', record.data.severity)];
  const known = facets.flat();
  if (known.length === 0) return undefined;
  const by = parties.of(last?.assessment.by) ?? parties.of(record.data.owner) ?? parties.own;
  return [{ origin: originOf(by), facets: known }];
}

function facet(name: string, value: string | number | undefined) {
  const text = value === undefined ? undefined : line(String(value));
  return text === undefined ? [] : [{ name, system: NS, value: text }];
}

function factorsOf({ data }: RiskRecord, id: string, { repository }: PoamAround) {
  const controls = [...new Set([...each(data.controls)].flatMap(([, control]) => line(control) ?? []))];
  return some(
    controls.map((control) => ({
      uuid: stableUuid(repository, 'risk', id, 'control', control),
      description: `Control ${control}`,
    })),
  );
}

function remediationOf(placed: PlacedAction, weakness: Weakness, around: PoamAround, parties: Parties) {
  const { ref, action } = placed;
  const { repository } = around;
  const title = line(action.title) ?? ref;
  const names = [weakness.record.kind, weakness.id, 'action', ref] as const;
  const due = endOf(action.due, around);
  const owner = parties.of(action.owner);
  const { record } = weakness;
  const treatment = record.kind === 'risk' ? record.data.treatment : undefined;
  return whole({
    uuid: stableUuid(repository, ...names),
    lifecycle: isDone(action) ? 'completed' : action.status === 'proposed' ? 'recommendation' : 'planned',
    title,
    description: `${ref}: ${title}`,
    props: [
      { name: 'type', value: treatment ?? 'mitigate' },
      ...(props({
        action: ref,
        status: action.status,
        kind: action.kind,
        class: action.class,
        priority: action.priority,
      }) ?? []),
    ],
    origins: owner === undefined ? undefined : [originOf(owner)],
    tasks: [
      whole({
        uuid: stableUuid(repository, ...names, 'task'),
        type: 'milestone',
        title,
        links: some(linksOf(placed)),
        timing: due === undefined ? undefined : { 'on-date': { date: due } },
      }),
    ],
  });
}

function linksOf({ action, record }: PlacedAction) {
  const pieces = record.kind === 'incident' ? [...each(record.data.evidence)].map(([, piece]) => piece) : [];
  return [...each(action.done?.evidence), ...each([action.ticket])].flatMap(([, text]) => {
    const address = href(pieces.find(({ id }) => id === text)?.ref ?? text);
    return address === undefined ? [] : [{ href: address, rel: 'reference' }];
  });
}

function logOf(risk: RiskRecord, id: string, around: PoamAround, parties: Parties) {
  return scores(risk, around).flatMap(({ on, likelihood, impact, level, assessment, index }) => {
    const { by, incident, reason } = assessment;
    const start = startOf(on, around);
    if (start === undefined) return [];
    const party = parties.of(by);
    return [
      whole({
        uuid: stableUuid(around.repository, 'risk', id, 'assessment', String(index)),
        title: `Likelihood ${likelihood}, impact ${impact}: ${level}`,
        description: lines(reason) ?? 'Assessed',
        start,
        props: props({ incident }),
        'logged-by': party === undefined ? undefined : [{ 'party-uuid': party }],
      }),
    ];
  });
}

/** What had been assessed by the moment, the oldest first. */
function scores({ data }: RiskRecord, { config, zone, asOf }: PoamAround): Score[] {
  return scoresOf(data, config, zone.dayOf(asOf));
}

function isAccepted({ data }: RiskRecord, { asOf, zone }: PoamAround): boolean {
  const until = data.acceptance?.until;
  return until !== undefined && parseDay(until) !== undefined && endOfDay(until, zone) >= asOf;
}

/** The last due day of what is still to be done. */
function deadlineOf(open: readonly PlacedAction[], around: PoamAround): string | undefined {
  const days = open.flatMap(({ action }) => action.due ?? []).sort();
  return endOf(days.at(-1), around);
}

function endOf(day: string | null | undefined, { zone }: PoamAround): string | undefined {
  return typeof day !== 'string' || parseDay(day) === undefined ? undefined : moment(endOfDay(day, zone));
}

function startOf(day: string | null, { zone }: PoamAround): string | undefined {
  return day === null || parseDay(day) === undefined ? undefined : moment(zone.startOf(day, '00:00'));
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
