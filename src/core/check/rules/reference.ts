import type { Config } from '../../config.ts';
import { nearest } from '../../nearest.ts';
import type { Problem } from '../../problem.ts';
import type { RecordKind } from '../../record/kinds.ts';
import { actionsOf, each, type IncidentRecord, type ParsedRecord, type RiskRecord } from '../../record/record.ts';
import { incidentExample } from '../example.ts';
import { isRefusedAt } from '../refused.ts';
import type { RecordRule } from '../rule.ts';
import { strangersIn } from '../strangers.ts';

/**
 * What a record names is there: severities, priorities and services in the config, causes and actions in the record or
 * elsewhere, other records, and the people in people.yaml, where there is one. Owners and evidence have rules of their own.
 */
export const rule: RecordRule = {
  id: 'reference',
  reason: 'A name that leads nowhere takes what it was to connect out of every count.',
  levels: ['error', 'error', 'error'],
  kinds: ['incident', 'risk', 'policy', 'acknowledgement', 'management-review'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([['severity: sev2\n', 'severity: sev22\n']]),
  *judge(record, { config, people }) {
    if (record.kind === 'incident') yield* incident(record, config);
    else if (record.kind === 'risk') yield* risk(record, config);
    else if (record.kind === 'policy') {
      for (const [i, { incident }] of each(record.data.changes))
        if (incident) yield elsewhere('incident', incident, `/changes/${i}/incident`, config);
      const heir = record.data.retired?.replaced_by;
      if (heir) yield elsewhere('policy', heir, '/retired/replaced_by', config);
    } else if (record.kind === 'acknowledgement') {
      if (record.data.policy) yield elsewhere('policy', record.data.policy, '/policy', config);
    }
    if (record.kind === 'incident' || record.kind === 'risk' || record.kind === 'management-review')
      yield* actions(record, config);
    if (people !== undefined) yield* strangersIn(record.root, people);
  },
};

function* incident(record: IncidentRecord, config: Config): Generator<Problem> {
  const { data } = record;
  const { severity, services } = data;
  if (severity !== undefined && !config.severities.includes(severity))
    yield unknown('severity', severity, config.severities, 'severities', '/severity');
  for (const [i, change] of each(data.severity_changes)) {
    for (const end of ['from', 'to'] as const) {
      const name = change[end];
      if (name !== undefined && !config.severities.includes(name))
        yield unknown('severity', name, config.severities, 'severities', `/severity_changes/${i}/${end}`);
    }
  }
  if (services !== undefined && services.length > 0) {
    const known = Object.keys(config.services);
    if (known.length > 0)
      for (const [i, name] of each(services))
        if (!known.includes(name)) yield unknown('service', name, known, 'services', `/services/${i}`);
  }
  yield* twice(data.causes, 'cause', '/causes');
  yield* twice(data.evidence, 'evidence', '/evidence');
  for (const [i, id] of each(data.related)) yield otherIncident(id, `/related/${i}`, record, config);
  for (const [i, id] of each(data.repeat_of)) yield otherIncident(id, `/repeat_of/${i}`, record, config);
  for (const [i, id] of each(data.similar?.incidents))
    yield otherIncident(id, `/similar/incidents/${i}`, record, config);
  if (data.risks !== undefined) yield* risks(data.risks, config);
  for (const [i, { id }] of each(data.policies)) if (id) yield elsewhere('policy', id, `/policies/${i}/id`, config);
  const { replaced_by } = data.withdrawn ?? {};
  if (replaced_by) yield otherIncident(replaced_by, '/withdrawn/replaced_by', record, config);
}

function* risks(links: IncidentRecord['data']['risks'], config: Config): Generator<Problem> {
  const seen = new Set<string>();
  for (const [i, { id }] of each(links)) {
    if (!id) continue;
    const pointer = `/risks/${i}/id`;
    const hint = 'Keep the one that says what this incident means for the risk.';
    if (seen.has(id)) yield { message: `Unexpected second link to ${id}, expected one`, hint, pointer };
    else yield elsewhere('risk', id, pointer, config);
    seen.add(id);
  }
}

function* risk({ data }: RiskRecord, config: Config): Generator<Problem> {
  for (const [i, { incident }] of each(data.assessments))
    if (incident) yield elsewhere('incident', incident, `/assessments/${i}/incident`, config);
  for (const [i, ref] of each(data.plan)) {
    const problem = action(ref, `/plan/${i}`, data.id, data.actions, false);
    if (problem) yield problem;
  }
}

type WithId = { id?: string };
function* actions(record: ParsedRecord, config: Config): Generator<Problem> {
  let causes: Set<string | undefined> | undefined;
  const list: readonly WithId[] | undefined =
    record.kind === 'management-review'
      ? record.data.decisions
      : record.kind === 'incident' || record.kind === 'risk'
        ? record.data.actions
        : undefined;
  yield* twice(list, 'action', record.kind === 'management-review' ? '/decisions' : '/actions');
  const recordId = 'id' in record.data ? record.data.id : undefined;
  for (const [pointer, { id, priority, causes: named, follows }] of actionsOf(record)) {
    if (priority !== undefined && !config.priorities.includes(priority))
      yield unknown('priority', priority, config.priorities, 'priorities', `${pointer}/priority`);
    for (const [i, cause] of each(named)) {
      causes ??= new Set(record.kind === 'incident' ? record.data.causes?.map((item) => item?.id) : []);
      if (causes.has(cause) || isPartial(record, '/causes', record.kind === 'incident' ? record.data.causes : []))
        continue;
      const known = [...causes].filter((item) => item !== undefined);
      yield {
        message: `Unexpected cause "${cause}" of action ${id ?? ''}, expected one of this record`,
        hint: known.length > 0 ? `The causes are ${known.join(', ')}.` : 'This record has no causes: take it out.',
        pointer: `${pointer}/causes/${i}`,
      };
    }
    if (!follows) continue;
    if (follows === id || follows === `${recordId}/${id}`) {
      yield {
        message: `Unexpected action ${id} that follows itself, expected the one that did not work`,
        hint: 'Write the id of the earlier action.',
        pointer: `${pointer}/follows`,
      };
      continue;
    }
    const problem = action(follows, `${pointer}/follows`, recordId, list, true);
    if (problem && (problem.unless || !isPartial(record, '/actions', list))) yield problem;
  }
}

/** Whether the schema refused a part of that list: what is looked for in it may have been that part. */
function isPartial(record: ParsedRecord, pointer: string, list: readonly (WithId | undefined)[] | undefined): boolean {
  if (record.isSound) return false;
  if (list === undefined) return isRefusedAt(record, pointer);
  let known = 0;
  for (const [, { id }] of each(list)) if (id !== undefined) known++;
  return known < list.length;
}

/** An id that stands twice in a list leads to two things. */
function* twice(list: readonly (WithId | undefined)[] | undefined, what: string, pointer: string): Generator<Problem> {
  if (list === undefined || list.length < 2) return;
  const seen = new Set<string>();
  for (const [i, { id }] of each(list)) {
    if (id === undefined) continue;
    if (seen.has(id)) {
      yield {
        message: `Unexpected second ${what} ${id}, expected every ${what} to have an id of its own`,
        hint: 'Give the newer one the next free id: what refers to the id means one of them.',
        pointer: `${pointer}/${i}/id`,
      };
    }
    seen.add(id);
  }
}

/** A reference to an action: `A1` (where that is allowed) or `<record id>/A1`. */
function action(
  ref: string,
  pointer: string,
  recordId: string | undefined,
  own: readonly (WithId | undefined)[] | undefined,
  allowsShort: boolean,
): Problem | undefined {
  const slash = ref.indexOf('/');
  const isOwn = slash === -1 ? allowsShort : ref.slice(0, slash) === recordId;
  const name = ref.slice(slash + 1);
  if (isOwn && own?.some((item) => item?.id === name)) return undefined;
  return {
    message: `Unexpected action "${ref}", expected ${allowsShort ? 'the id of an action here, or ' : ''}a record's id, / and the id of an action in it`,
    hint: 'Write it as `pir actions` shows it in the column ref.',
    pointer,
    ...(!isOwn && slash !== -1 && { unless: { ask: 'action', ref } }),
  };
}

function otherIncident(id: string, pointer: string, record: IncidentRecord, config: Config): Problem {
  if (id !== record.data.id) return elsewhere('incident', id, pointer, config);
  return { message: `Unexpected incident ${id}, which is this one, expected another`, hint: 'Take it out.', pointer };
}

/** A record that only all of them together can know. */
function elsewhere(kind: RecordKind, id: string, pointer: string, config: Config): Problem {
  return {
    message: `Unexpected ${kind} "${id}", expected the id of one that is here`,
    hint: `Write the whole id, as it stands in its file in ${config.places[kind]}/.`,
    pointer,
    unless: { ask: 'record', kind, id },
  };
}

function unknown(what: string, name: string, known: readonly string[], key: string, pointer: string): Problem {
  const guess = nearest(name, known);
  return {
    message: `Unexpected ${what} "${name}", expected ${known.length > 12 ? `one of the config's ${key}` : known.join(', ')}`,
    hint: guess
      ? `Did you mean ${guess}? Else add it to \`${key}\` in pir.config.yaml.`
      : `Use one of these, or add it to \`${key}\` in pir.config.yaml.`,
    pointer,
  };
}
