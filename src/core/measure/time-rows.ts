import type { Clock } from '../clock.ts';
import type { Incident } from '../record/shapes.ts';
import type { Column, Row } from '../report.ts';
import { formatInstant, parseInstant } from '../time.ts';

const names = ['started', 'detected', 'acknowledged', 'mitigated', 'resolved', 'cause_addressed', 'closed'] as const;

export const timeColumns: readonly Column[] = [
  { key: 'name', title: 'Time', unit: 'text' },
  { key: 'at', title: 'At (UTC)', unit: 'instant' },
  { key: 'since_started', title: 'After start', unit: 'seconds' },
  { key: 'since_detected', title: 'After detection', unit: 'seconds' },
  { key: 'within', title: 'Plus or minus', unit: 'text' },
];

/** One row a time that is known and has happened by as-of; seconds since start and detection. */
export function timeRows({ times = {}, within = {} }: Incident, clock: Clock): Row[] {
  const at = (name: (typeof names)[number]) => (times[name] === undefined ? undefined : parseInstant(times[name]));
  const started = at('started');
  const detected = at('detected');
  return names.flatMap((name) => {
    const moment = at(name);
    if (moment === undefined || !clock.hasReached(moment)) return [];
    return [
      {
        name: name.replace('_', ' '),
        at: formatInstant(moment),
        since_started: started === undefined || name === 'started' ? null : moment - started,
        since_detected: detected === undefined || name === 'started' || name === 'detected' ? null : moment - detected,
        within: within[name] ?? null,
      },
    ];
  });
}
