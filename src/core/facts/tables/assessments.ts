import { scoresOf } from '../../risk/scores.ts';
import { dayOrNull } from '../fact-incident.ts';
import { type FactTable, needed, optional } from '../fact-table.ts';

export const assessments: FactTable = {
  name: 'assessments',
  about: 'One row an assessment of a risk, those of days after the as-of day left out.',
  columns: [
    ...needed(
      ['risk', 'text', 'The id of the risk.'],
      ['number', 'count', 'Its place in the record, the oldest first, from 1.'],
      ['likelihood', 'count', 'How likely it was.'],
      ['impact', 'count', 'How bad it would have been.'],
      ['score', 'count', 'Likelihood times impact.'],
      ['level', 'text', 'low, medium, high or critical, by the bands of the config.'],
    ),
    ...optional(
      ['assessed_by', 'text', 'Who assessed it.'],
      ['incident', 'text', 'The incident that led to it.'],
      ['reason', 'text', 'Why it was so.'],
    ),
  ],
  *rows({ risks, config, today }) {
    for (const { data, path } of risks) {
      for (const { likelihood, impact, score, level, on, assessment, index } of scoresOf(data, config, today)) {
        yield {
          day: dayOrNull(on),
          risk: data.id ?? path,
          number: index + 1,
          likelihood,
          impact,
          score,
          level,
          assessed_by: assessment.by ?? null,
          incident: assessment.incident ?? null,
          reason: assessment.reason ?? null,
        };
      }
    }
  },
};
