import type { Incident } from '../record/shapes.ts';
import { parseInstant } from '../time.ts';

/** The moment an incident belongs to, UTC epoch seconds: detected, else started; undefined where neither can be read. */
export function incidentMoment({ times }: Incident): number | undefined {
  const text = times?.detected ?? times?.started;
  return text === undefined ? undefined : parseInstant(text);
}
