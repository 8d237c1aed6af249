import type { Clock } from '../clock.ts';
import { addSpan, parseInstant, parseSpan } from '../time.ts';
import type { Incident } from './shapes.ts';

export type TimeName =
  | 'started'
  | 'detected'
  | 'acknowledged'
  | 'mitigated'
  | 'resolved'
  | 'cause_addressed'
  | 'closed';

/** The times of an incident in the order in which they usually happen. */
export const timeNames: readonly TimeName[] = [
  'started',
  'detected',
  'acknowledged',
  'mitigated',
  'resolved',
  'cause_addressed',
  'closed',
];

/** What each is called in sentences. */
export const timeWords: { readonly [name in TimeName]: string } = {
  started: 'start',
  detected: 'detection',
  acknowledged: 'acknowledgement',
  mitigated: 'mitigation',
  resolved: 'resolution',
  cause_addressed: 'removal of the cause',
  closed: 'closing',
};

/** The times that are given and readable, as UTC epoch seconds. */
export type Times = { [name in TimeName]?: number };

/** A time that cannot be right, and the other one that shows it; `future` where it is as-of that does. */
export interface Impossible {
  wrong: TimeName;
  against: TimeName | 'future';
}

let asked: Incident['times'];
let known: Readonly<Times> = {};

/** The times of an incident as instants. Several rules ask for those of one record in turn, so the last answer is kept. */
export function timesOf({ times }: Incident): Readonly<Times> {
  if (times === undefined) return {};
  if (times === asked) return known;
  const instants: Times = {};
  for (const name of timeNames) {
    const text = times[name];
    const at = text === undefined ? undefined : parseInstant(text);
    if (at !== undefined) instants[name] = at;
  }
  asked = times;
  known = instants;
  return instants;
}

/**
 * The times that cannot be right, one entry a wrong time: after as-of, before the start, acknowledged before detected,
 * closed before resolved. Where most of the others are before the start, it is the start that is wrong. Of two times that
 * are uncertain (`within`) only what their margins do not explain counts. A time found wrong is not held against others.
 */
export function impossibleTimes(data: Incident, times: Readonly<Times>, clock: Clock): readonly Impossible[] {
  let isOrderly = true;
  for (const name of timeNames) {
    const at = times[name];
    if (at === undefined) continue;
    if (!clock.hasReached(at) || (times.started !== undefined && at < times.started)) isOrderly = false;
  }
  if (times.acknowledged !== undefined && times.acknowledged < (times.detected ?? times.acknowledged))
    isOrderly = false;
  if (times.closed !== undefined && times.closed < (times.resolved ?? times.closed)) isOrderly = false;
  return isOrderly ? none : sortedOut(data, times, clock);
}

const none: readonly Impossible[] = [];

function sortedOut(data: Incident, times: Readonly<Times>, clock: Clock): readonly Impossible[] {
  const found: Impossible[] = [];
  const left: Times = { ...times };
  const blame = (wrong: TimeName, against: Impossible['against']) => {
    found.push({ wrong, against });
    delete left[wrong];
  };
  for (const name of timeNames) {
    const at = times[name];
    if (at !== undefined && !clock.hasReached(at)) blame(name, 'future');
  }
  const others = timeNames.filter((name) => name !== 'started' && left[name] !== undefined);
  const early = others.filter((name) => isBefore(name, 'started', data, left));
  if (early.length > 1 && early.length * 2 > others.length) blame('started', early[0] as TimeName);
  else for (const name of early) blame(name, 'started');
  if (isBefore('acknowledged', 'detected', data, left)) blame('acknowledged', 'detected');
  if (isBefore('closed', 'resolved', data, left)) blame('closed', 'resolved');
  return found;
}

/** Whether a time is earlier than another by more than their margins explain. */
export function isBefore(name: TimeName, other: TimeName, data: Incident, times: Readonly<Times>): boolean {
  const at = times[name];
  const otherAt = times[other];
  return at !== undefined && otherAt !== undefined && at < otherAt && !isExplained(name, other, data, times);
}

function isExplained(name: TimeName, other: TimeName, data: Incident, times: Readonly<Times>): boolean {
  const { within } = data;
  if (within === undefined) return false;
  return (times[name] ?? 0) + margin(within[name]) + margin(within[other]) >= (times[other] ?? 0);
}

function margin(text: string | undefined): number {
  const span = text === undefined ? undefined : parseSpan(text);
  return span === undefined ? 0 : addSpan(0, span);
}
