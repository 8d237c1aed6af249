import type { ActionThen } from '../../history/action-then.ts';
import { each, type IncidentRecord } from '../../record/record.ts';
import type { Action, Cause } from '../../record/shapes.ts';
import type { ZoneClock } from '../../zone.ts';
import type { Repeats, Standing } from '../repeats.ts';
import { type ActionState, actionByOwnDates, stateOf } from './action-state.ts';
import { isOverlapping } from './earlier.ts';
import type { Occurrence } from './occurrence.ts';

/** One action that could have prevented a repeat, as it stood when the repeat began. */
export interface Preventable {
  /** The repeat. */
  record: string;
  /** The earlier incident, whose action it is. */
  earlier: string;
  /** Undefined where the earlier incident has no such action for its cause. */
  action: Action | undefined;
  cause: Cause;
  state: ActionState;
  daysOverdue: number;
  /** Whether the main line says so, or only the dates that the record itself names. */
  toldBy: 'history' | 'record';
}

/** What the main line had of an action at an instant; undefined where it cannot tell of that moment. */
export type TellAction = (record: IncidentRecord, action: Action, at: number) => ActionThen | 'absent' | undefined;

/** Of more than so many earlier incidents of a repeat only the latest are looked at: nobody reads more than these rows. */
export function mostEarlier({ clusters }: Pick<Repeats, 'clusters'>): number {
  const repeats = clusters.reduce((sum, cluster) => sum + cluster.repeats.length, 0);
  return Math.min(25, Math.max(3, Math.floor(20_000 / Math.max(1, repeats))));
}

const kinds = new Set(['prevent', 'detect', 'mitigate']);

/**
 * For every repeat of the period: how the actions stood, at its start, that were to prevent, detect or mitigate what it
 * shares with earlier incidents of its cluster. An action that names no cause is for every root cause of its record. An
 * earlier one that was not over yet could not teach anything and is passed over.
 */
export function preventableOf(
  repeats: Repeats,
  recordOf: (incident: Occurrence) => IncidentRecord | undefined,
  tell: TellAction,
  zone: ZoneClock,
): Preventable[] {
  const { clusters, basis } = repeats;
  const most = mostEarlier(repeats);
  return clusters.flatMap(({ members, repeats: own }) => {
    const standings = new Map(own.map((standing) => [standing.incident, standing]));
    const before = new Map<string, Occurrence[]>();
    return members.flatMap((incident) => {
      const standing = standings.get(incident);
      const found = standing === undefined ? [] : ofRepeat(standing);
      for (const category of incident.causes) {
        const same = before.get(category);
        if (same === undefined) before.set(category, [incident]);
        else same.push(incident);
      }
      return found;
    });

    function ofRepeat(standing: Standing): Preventable[] {
      const wanted =
        basis === 'cause' ? new Set(standing.shared.flatMap(({ category }) => category ?? [])) : before.keys();
      return [...wanted].flatMap((category) =>
        lastOf(before.get(category) ?? [], most, (earlier) => !isOverlapping(earlier, standing.incident)).flatMap(
          (earlier) => {
            const record = recordOf(earlier);
            return record === undefined ? [] : ofEarlier(standing.incident, earlier, record, category);
          },
        ),
      );
    }
  });

  function ofEarlier(repeat: Occurrence, earlier: Occurrence, record: IncidentRecord, category: string): Preventable[] {
    const { data } = record;
    const day = zone.dayOf(repeat.began);
    const causes = [...each(data.causes)]
      .map(([, cause]) => cause)
      .filter(({ role, category: own }) => role === 'root' && own === category);
    return causes.flatMap((cause): Preventable[] => {
      const base = { record: repeat.id, earlier: earlier.id, cause };
      const actions = [...each(data.actions)].map(([, action]) => action).filter((action) => answers(action, cause));
      if (actions.length === 0) {
        const on = cause.accepted?.on;
        const state = on !== undefined && on < day ? 'accepted' : 'not_recorded';
        return [{ ...base, action: undefined, state, daysOverdue: 0, toldBy: 'record' }];
      }
      return actions.map((action) => {
        const then = tell(record, action, repeat.began);
        if (then === 'absent') return { ...base, action, state: 'not_recorded', daysOverdue: 0, toldBy: 'history' };
        const told = stateOf(then ?? actionByOwnDates(action, day), day);
        return { ...base, action, ...told, toldBy: then === undefined ? 'record' : 'history' };
      });
    });
  }
}

function answers({ kind, causes }: Action, { id }: Cause): boolean {
  if (kind === undefined || !kinds.has(kind)) return false;
  const named = [...each(causes)].map(([, each]) => each);
  return named.length === 0 || (id !== undefined && named.includes(id));
}

/** The last few that fit, in their order. */
function lastOf(all: readonly Occurrence[], most: number, fits: (incident: Occurrence) => boolean): Occurrence[] {
  const found: Occurrence[] = [];
  for (let i = all.length - 1; i >= 0 && found.length < most; i--) {
    const incident = all[i] as Occurrence;
    if (fits(incident)) found.push(incident);
  }
  return found.reverse();
}
