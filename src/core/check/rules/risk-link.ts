import { incidentExample } from '../example.ts';
import { isRefused } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/**
 * An incident of a severity that asks for it names the risks that it concerns, or says that somebody looked and found none.
 * An exercise shows how people work, not what may happen; of a stub the review is elsewhere.
 */
export const rule: RecordRule = {
  id: 'risk-link',
  reason: 'A register that incidents do not reach describes last year’s fears.',
  levels: ['off', 'warn', 'error'],
  isRipe: true,
  kinds: ['incident'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([
    ['no_risk: { by: "@carol", on: 2026-03-16, reason: the register has no entry that this touches }\n', ''],
  ]),
  judge(record, { config }) {
    if (record.kind !== 'incident') return [];
    const { id = 'ID', severity, type, risks, no_risk, confidentiality } = record.data;
    if (severity === undefined || !config.risk.required_for.includes(severity) || type === 'exercise') return [];
    if ((risks !== undefined && risks.length > 0) || no_risk !== undefined || confidentiality === 'restricted')
      return [];
    if (isRefused(record, 'risks') || isRefused(record, 'no_risk')) return [];
    return [
      {
        message: `Unexpected ${severity} without a look at the risk register, expected the risks that it concerns`,
        hint: `Say what it means for a risk: \`pir risk assess RISK --incident ${id}\`; where none is concerned: \`pir set ${id} no_risk "{ reason: … }"\`.`,
        pointer: '/risks',
      },
    ];
  },
};
