import type { IncidentHistory } from '../../history/incident-history.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Incident } from '../../record/shapes.ts';

/** A record as reading gives it, with the pointers of what was refused. */
export interface Entered {
  record: IncidentRecord;
  refused: readonly string[];
  /** What git had of it by then; undefined where no metric asks. */
  told?: IncidentHistory | undefined;
}

/** Why a record moved a figure. */
export type RestatedReason =
  | 'recorded_late'
  | 'time_changed'
  | 'severity_changed'
  | 'type_changed'
  | 'cause_changed'
  | 'service_changed'
  | 'withdrawn'
  | 'reinstated'
  | 'removed'
  | 'definition_changed'
  | 'action_changed'
  | 'review_changed'
  | 'status_changed'
  | 'other_fact_changed'
  | 'committed_since'
  | 'time_passed';

/** The facts of a record that metrics look at; what is not named here is an other fact. */
const aspects: readonly (readonly [RestatedReason, readonly (keyof Incident)[]])[] = [
  ['time_changed', ['times', 'within', 'not_applicable']],
  ['severity_changed', ['severity', 'severity_changes', 'classified']],
  ['type_changed', ['type']],
  ['cause_changed', ['causes']],
  ['service_changed', ['services']],
  ['action_changed', ['actions']],
  ['review_changed', ['reviews']],
  ['status_changed', ['status']],
];

/** The facts that differ between two versions of a record, each with the reason that it would be. */
export function changedAspects(old: Entered, now: Entered): (readonly [RestatedReason, readonly string[]])[] {
  const keys = new Set([...Object.keys(old.record.data), ...Object.keys(now.record.data)]);
  const rest = [...keys].filter((key) => !aspects.some(([, known]) => (known as readonly string[]).includes(key)));
  return [...aspects, ['other_fact_changed', rest] as const].filter(([, facts]) =>
    facts.some((key) => factIn(old, key) !== factIn(now, key)),
  );
}

function factIn({ record, refused }: Entered, key: string): string {
  const own = refused.filter((pointer) => isBelow(pointer, key));
  return JSON.stringify([(record.data as { [key: string]: unknown })[key], own]);
}

/** The record of then with those facts of now. */
export function withFacts(old: Entered, now: Entered, keys: readonly string[]): Entered {
  const data: { [key: string]: unknown } = { ...old.record.data };
  for (const key of keys) {
    const value = (now.record.data as { [key: string]: unknown })[key];
    if (value === undefined) delete data[key];
    else data[key] = value;
  }
  const isOfThem = (pointer: string) => keys.some((key) => isBelow(pointer, key));
  return {
    ...old,
    record: { ...old.record, data: data as Incident },
    refused: [...old.refused.filter((pointer) => !isOfThem(pointer)), ...now.refused.filter(isOfThem)],
  };
}

const isBelow = (pointer: string, key: string): boolean => pointer === `/${key}` || pointer.startsWith(`/${key}/`);
