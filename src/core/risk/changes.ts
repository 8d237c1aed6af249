import type { Config } from '../config.ts';
import { compareText } from '../finding.ts';
import type { RiskRecord } from '../record/record.ts';
import type { Column, Row } from '../report.ts';
import { scoreWords } from './level.ts';
import { idOfRisk } from './register.ts';
import { effectOf, scoresOf } from './scores.ts';

/** The columns of what was assessed in a period. */
export const riskChangeColumns: readonly Column[] = [
  { key: 'risk', title: 'Risk', unit: 'text' },
  { key: 'title', title: 'Title', unit: 'text' },
  { key: 'before', title: 'Before', unit: 'text' },
  { key: 'after', title: 'After', unit: 'text' },
  { key: 'level_before', title: 'Level before', unit: 'text' },
  { key: 'level_after', title: 'Level after', unit: 'text' },
  { key: 'effect', title: 'Effect', unit: 'text' },
  { key: 'incident', title: 'Incident', unit: 'text' },
  { key: 'on', title: 'On', unit: 'date' },
  { key: 'by', title: 'By', unit: 'text' },
  { key: 'reason', title: 'Reason', unit: 'text' },
];

/**
 * One row an assessment from one day to another (both inclusive), in order of day and risk: what stood before it and what
 * stands since, also where it confirmed what stood. Withdrawn risks are left out.
 */
export function riskChanges(
  risks: readonly RiskRecord[],
  { from, to }: { from: string; to: string },
  config: Config,
): Row[] {
  const rows = risks.flatMap((risk): Row[] => {
    const { data } = risk;
    if (data.status === 'withdrawn') return [];
    const scores = scoresOf(data, config);
    return scores.flatMap((after, i): Row[] => {
      if (after.on === null || after.on < from || after.on > to) return [];
      const before = scores[i - 1];
      const { incident, by, reason } = after.assessment;
      return [
        {
          risk: idOfRisk(risk),
          title: data.title ?? null,
          before: before === undefined ? null : scoreWords(before),
          after: scoreWords(after),
          level_before: before?.level ?? null,
          level_after: after.level,
          effect: effectOf(before, after),
          incident: incident || null,
          on: after.on,
          by: by ?? null,
          reason: reason || null,
        },
      ];
    });
  });
  return rows.sort((a, b) => compareText(String(a.on), String(b.on)) || compareText(String(a.risk), String(b.risk)));
}
