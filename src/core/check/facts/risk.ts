import { each, type RiskRecord } from '../../record/record.ts';
import { unshared } from '../../unshared.ts';

/** What rules about several records know of a risk. */
export interface RiskFacts {
  /** The assessments that name an incident: its id, and the day. */
  assessed: readonly (readonly [incident: string, on: string])[];
  /** A part of its assessments could not be read: what is looked for may have been that part. */
  isPartial?: true;
}

/** Takes them out of the record; undefined where there is nothing to tell. */
export function riskFacts({ data, isSound, root }: RiskRecord): RiskFacts | undefined {
  const assessed: [string, string][] = [];
  let isPartial = !isSound && data.assessments === undefined && root.pairs.some(({ key }) => key === 'assessments');
  let known = 0;
  for (const [, { incident, on }] of each(data.assessments)) {
    known++;
    if (incident && on) assessed.push([unshared(incident), unshared(on)]);
    else if (!on) isPartial = true;
  }
  if (!isSound && known < (data.assessments?.length ?? 0)) isPartial = true;
  if (assessed.length === 0 && !isPartial) return undefined;
  return { assessed, ...(isPartial && { isPartial }) };
}
