import { type OccurrenceFacts, occurrenceFacts } from '../../measure/repeats/occurrence.ts';
import { each, type IncidentRecord } from '../../record/record.ts';
import { unshared } from '../../unshared.ts';

/** What tells whether an incident is a repeat, and which others it names. */
export interface RepeatFacts extends OccurrenceFacts {
  /** Ids in `related` and `similar`; those of `repeat_of` stand beside them. */
  related?: readonly string[];
}

/** Takes them out of the record; undefined for one that neither repeats nor can be repeated. */
export function repeatFacts({ data }: IncidentRecord): RepeatFacts | undefined {
  const facts = occurrenceFacts(data);
  // By cause and by service alike, one without either is like no other.
  if (facts === undefined || (facts.causes === undefined && facts.services === undefined)) return undefined;
  const { services, causes, repeatOf } = facts;
  const own: RepeatFacts = { ...facts };
  if (services) own.services = services.map(unshared);
  if (causes) own.causes = causes.map(unshared);
  if (repeatOf) own.repeatOf = repeatOf.map(unshared);
  if (data.related !== undefined || data.similar?.incidents !== undefined) {
    const related = [...each(data.related), ...each(data.similar?.incidents)].map(([, id]) => unshared(id));
    if (related.length > 0) own.related = related;
  }
  return own;
}
