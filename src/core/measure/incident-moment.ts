import type { Incident } from '../record/shapes.ts';
import { timesOf } from '../record/times.ts';

/** The moment an incident belongs to, UTC epoch seconds: detected, else started; undefined where neither can be read. */
export function incidentMoment(data: Incident): number | undefined {
  const times = timesOf(data);
  return data.times?.detected === undefined ? times.started : times.detected;
}
