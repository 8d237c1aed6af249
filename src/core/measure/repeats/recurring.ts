import { compareText } from '../../finding.ts';
import type { ZoneClock } from '../../zone.ts';
import { firstFrom } from './first-from.ts';
import type { Occurrence } from './occurrence.ts';
import { windowStart } from './window.ts';

/** Incidents with the same root cause category of which each comes within six months of the one before. */
export interface Recurring {
  category: string;
  /** By moment and id; two or more. */
  members: readonly Occurrence[];
  /** How many of them lie within six months, at most. */
  most: number;
}

/** Whatever the config calls a repeat: this window is that of Delegated Regulation (EU) 2024/1772, Article 8(2). */
const SIX_MONTHS = { months: 6, seconds: 0 };

/**
 * What may be recurring incidents in the sense of DORA: by root cause category, whatever the service. Near misses did no
 * harm and are none. `inOrder` by moment and id.
 */
export function recurringAmong(inOrder: readonly Occurrence[], timezone: string, zone: ZoneClock): Recurring[] {
  const categories = new Map<string, Occurrence[]>();
  for (const occurrence of inOrder) {
    if (occurrence.isNearMiss) continue;
    for (const category of occurrence.causes) {
      const same = categories.get(category);
      if (same === undefined) categories.set(category, [occurrence]);
      else same.push(occurrence);
    }
  }
  return [...categories]
    .flatMap(([category, all]) => runsOf(category, all, (at) => windowStart(at, SIX_MONTHS, timezone, zone)))
    .sort((a, b) => b.members.length - a.members.length || compareText(a.category, b.category) || first(a) - first(b));
}

const first = ({ members }: Recurring): number => members[0]?.at ?? 0;

function runsOf(category: string, all: readonly Occurrence[], startOf: (at: number) => number): Recurring[] {
  const runs: Recurring[] = [];
  let members: Occurrence[] = [];
  let ats: number[] = [];
  let most = 1;
  const end = () => {
    if (members.length > 1) runs.push({ category, members, most });
    [members, ats, most] = [[], [], 1];
  };
  for (const occurrence of all) {
    const start = startOf(occurrence.at);
    if ((ats.at(-1) ?? start) < start) end();
    members.push(occurrence);
    ats.push(occurrence.at);
    most = Math.max(most, ats.length - firstFrom(ats, start));
  }
  end();
  return runs;
}
