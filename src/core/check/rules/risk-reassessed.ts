import type { Problem } from '../../problem.ts';
import { each } from '../../record/record.ts';
import type { Incident } from '../../record/shapes.ts';
import { parseInstant } from '../../time.ts';
import type { ZoneClock } from '../../zone.ts';
import { linkedExample } from '../example-risk.ts';
import type { RecordRule } from '../rule.ts';

/** Each risk that an incident names was assessed after it began, in an assessment that names the incident. */
export const rule: RecordRule = {
  id: 'risk-reassessed',
  reason: 'A link alone moves nothing: what happened says something about how likely and how bad it is.',
  levels: ['off', 'warn', 'error'],
  isRipe: true,
  kinds: ['incident'],
  scope: 'record',
  good: linkedExample(),
  bad: linkedExample([], [[', incident: 2026-03-10-checkout-500s', '']]),
  judge(record, { clock }) {
    if (record.kind !== 'incident' || record.data.risks === undefined) return [];
    const { id: incident, risks } = record.data;
    if (incident === undefined) return [];
    const from = beginningOf(record.data, clock.zone);
    const found: Problem[] = [];
    for (const [i, { id: risk }] of each(risks)) {
      if (risk === undefined) continue;
      found.push({
        message: `Unexpected link to ${risk}, which was not assessed after this incident, expected an assessment that names it`,
        hint: `Say what it means for the risk: \`pir risk assess ${risk} --incident ${incident} --likelihood N --impact N --reason "…"\`, also where nothing changes.`,
        pointer: `/risks/${i}/id`,
        unless: { ask: 'assessment', risk, incident, from },
      });
    }
    return found;
  },
};

/** The day on which it began, as far as anybody knows; '' where nobody does, which is before all days. */
function beginningOf({ times }: Incident, zone: ZoneClock): string {
  const at = parseInstant(times?.started ?? times?.detected ?? '');
  return at === undefined ? '' : zone.dayOf(at);
}
