import { isOpen, isOverdue } from '../../record/action.ts';
import { needsReview, reviewsOnTime } from '../../record/needed-reviews.ts';
import { each } from '../../record/record.ts';
import { type FactIncident, instant } from '../fact-incident.ts';
import { type FactRow, type FactTable, type KnownFacts, needed, optional } from '../fact-table.ts';

const times = ['started', 'detected', 'acknowledged', 'mitigated', 'resolved', 'cause_addressed', 'closed'] as const;

/** The durations that have a column of their own; all others, a config’s own too, are in the table `durations`. */
const durations = {
  time_to_detect: 'from start to detection',
  time_to_acknowledge: 'from detection to acknowledgement',
  time_to_mitigate: 'from detection to mitigation',
  time_to_respond: 'from detection to resolution',
  time_to_recover: 'from start to resolution',
  time_to_cause_addressed: 'from detection until the root cause was gone',
  time_to_review: 'from resolution to the first full review',
  time_to_first_record: 'from resolution until the main line of git had the record; negative while it lasted',
} as const;

export const incidents: FactTable = {
  name: 'incidents',
  about: 'One row an incident, withdrawn ones and exercises too. What pir metrics counts has is_counted.',
  columns: [
    ...needed(['id', 'text', 'The id of the record.'], ['path', 'text', 'The file, relative to git’s top level.']),
    ...optional(
      ['title', 'text', 'What happened, in one line.'],
      ['type', 'text', 'What sort of incident it is.'],
      ['severity', 'text', 'How bad it is, as the config calls it.'],
      ['status', 'text', 'Where the review stands.'],
      ['owner', 'text', 'Who drives the review.'],
      ['confidentiality', 'text', 'internal or restricted.'],
      ['services', 'list', 'The services concerned.'],
      ['tags', 'list', 'Free words.'],
      ['root_causes', 'list', 'The categories of its root causes, each once.'],
      ['controls', 'list', 'Controls that failed, were missing, bypassed or weak.'],
      ['risks', 'list', 'Entries of the risk register that it concerns.'],
      ['repeat_of', 'list', 'Incidents of which a person says that this is the same thing again.'],
      ...times.map((name) => [name, 'instant', `times.${name} of the record, if it was by the as-of moment.`] as const),
      ['reviewed_at', 'instant', 'When the first full review was held; a day counts as its end.'],
      ['recorded_at', 'instant', 'When the main line of git first had the record.'],
    ),
    ...needed(
      ['is_counted', 'boolean', 'Whether metrics count it: not withdrawn, and of a type that the config counts.'],
      ['is_resolved', 'boolean', 'Whether it is over as of the moment, or never can be resolved.'],
      ['reviewed', 'boolean', 'Whether a full review was held.'],
      ['review_required', 'boolean', 'Whether its severity requires a review.'],
    ),
    ...optional(
      ['review_on_time', 'boolean', 'Whether every needed review was held in time; null while nobody can say.'],
      ...Object.entries(durations).map(
        ([name, words]) => [name, 'seconds', `Seconds ${words}; null where pir metrics leaves it out.`] as const,
      ),
      ['repeats', 'text', 'The latest incident that it repeats, by the basis and window of the config.'],
      ['repeat_unknown', 'text', 'Why nobody can say whether it is a repeat; the repeat rate leaves it out.'],
      ['customers', 'count', 'How many customers were affected.'],
      ['cost_amount', 'money', 'What it cost.'],
      ['cost_currency', 'text', 'The currency of that, as its three-letter code.'],
    ),
    ...needed(
      ['actions', 'count', 'How many actions it led to.'],
      ['actions_open', 'count', 'Those open or in progress; 0 of a withdrawn one.'],
      ['actions_overdue', 'count', 'Those of them due before the as-of day.'],
    ),
  ],
  *rows(known) {
    for (const incident of known.incidents) yield rowOf(incident, known);
  },
};

function rowOf(incident: FactIncident, { config, clock }: KnownFacts): FactRow {
  const { record, id, day, isCounted, measured, moments, told } = incident;
  const { data, path } = record;
  const actions = [...each(data.actions)].map(([, action]) => action);
  const isWithdrawn = data.status === 'withdrawn';
  return {
    day,
    id,
    path,
    title: data.title ?? null,
    type: data.type ?? null,
    severity: data.severity ?? null,
    status: data.status ?? null,
    owner: data.owner ?? null,
    confidentiality: data.confidentiality ?? null,
    services: measured.services,
    tags: all(data.tags),
    root_causes: measured.causes,
    controls: all(data.controls?.map((control) => control?.id)),
    risks: all(data.risks?.map((risk) => risk?.id)),
    repeat_of: measured.repeatOf,
    ...Object.fromEntries(times.map((name) => [name, instant(moments.at[name])])),
    reviewed_at: instant(moments.at.reviewed),
    recorded_at: instant(told?.recordedAt),
    is_counted: isCounted,
    is_resolved: !moments.isUnresolved,
    reviewed: moments.at.reviewed !== undefined,
    review_required: needsReview(data, config),
    review_on_time: reviewsOnTime(data, config, clock) ?? null,
    ...Object.fromEntries(Object.keys(durations).map((name) => [name, secondsOf(name, incident)])),
    repeats: measured.repeats ?? null,
    repeat_unknown: measured.unevaluable ?? null,
    customers: data.impact?.customers ?? null,
    cost_amount: data.impact?.cost?.amount ?? null,
    cost_currency: data.impact?.cost?.currency ?? null,
    actions: actions.length,
    actions_open: isWithdrawn ? 0 : actions.filter(isOpen).length,
    actions_overdue: isWithdrawn ? 0 : actions.filter((action) => isOverdue(action, clock)).length,
  };
}

function all(list: readonly (string | undefined)[] | undefined): string[] {
  return [...each(list)].map(([, item]) => item);
}

function secondsOf(name: string, { measured, questions }: FactIncident): number | null {
  const index = questions.durations.findIndex((metric) => metric.name === name);
  const outcome = measured.outcomes[index]?.[0];
  return outcome === undefined || 'reason' in outcome ? null : outcome.seconds;
}
