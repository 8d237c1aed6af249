import type { Clock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { each } from '../../record/record.ts';
import type { Incident } from '../../record/shapes.ts';
import { timesOf } from '../../record/times.ts';
import { countsType } from '../counts-type.ts';
import { incidentMoment } from '../incident-moment.ts';
import { unique } from '../unique.ts';

/** What repeats go by in one record, whatever the config and the moment; plain data. Instants are UTC epoch seconds. */
export interface OccurrenceFacts {
  /** Detected, else started. */
  at: number;
  /** Started, where that was at another moment. */
  began?: number;
  /** Resolved; null where that cannot exist; absent while it is not. */
  ended?: number | null;
  type?: string;
  services?: readonly string[];
  /** Categories of its root causes, each once. */
  causes?: readonly string[];
  repeatOf?: readonly string[];
}

/** One incident as far as repeats go, as of a moment. Instants are UTC epoch seconds. */
export interface Occurrence {
  id: string;
  at: number;
  began: number;
  /** +∞ while it is not over, −∞ where there is nothing that could be. */
  ended: number;
  /** Counts as an earlier one, but is no repeat itself. */
  isNearMiss: boolean;
  services: readonly string[];
  causes: readonly string[];
  repeatOf: readonly string[];
}

/** The facts of an incident; undefined where it never counts: withdrawn, or without a time that says when it was. */
export function occurrenceFacts(data: Incident): OccurrenceFacts | undefined {
  const at = data.status === 'withdrawn' ? undefined : incidentMoment(data);
  if (at === undefined) return undefined;
  const { started: began, resolved } = timesOf(data);
  const ended = resolved ?? (canEnd(data) ? undefined : null);
  const services = unique(data.services);
  const causes = rootCategories(data);
  const repeatOf = unique(data.repeat_of);
  const facts: OccurrenceFacts = { at };
  if (began !== undefined && began !== at) facts.began = began;
  if (ended !== undefined) facts.ended = ended;
  if (data.type !== undefined) facts.type = data.type;
  if (services.length > 0) facts.services = services;
  if (causes.length > 0) facts.causes = causes;
  if (repeatOf.length > 0) facts.repeatOf = repeatOf;
  return facts;
}

/** Undefined for a type that does not count, and for what nobody knew of yet. */
export function occurrenceOf(
  id: string,
  facts: OccurrenceFacts | undefined,
  config: Config,
  clock: Clock,
): Occurrence | undefined {
  if (facts === undefined || !countsType(facts.type, config) || !clock.hasReached(facts.at)) return undefined;
  const { at, began = at, ended, type, services = [], causes = [], repeatOf = [] } = facts;
  const isOver = typeof ended === 'number' && clock.hasReached(ended);
  return {
    id,
    at,
    began,
    ended: isOver ? ended : ended === null ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
    isNearMiss: type === 'near_miss',
    services,
    causes,
    repeatOf,
  };
}

/** Categories of the root causes, each once. */
export function rootCategories({ causes }: Incident): string[] {
  return unique(each(causes).map(([, { role, category }]) => (role === 'root' ? category : undefined)));
}

/** A near miss restores nothing, and some records say that a resolution cannot exist. */
function canEnd({ type, not_applicable }: Incident): boolean {
  return type !== 'near_miss' && typeof not_applicable?.resolved !== 'string';
}
