import { isOutOfScope } from '../../measure/outcome.ts';
import { type FactTable, needed, optional } from '../fact-table.ts';

export const durations: FactTable = {
  name: 'durations',
  about:
    'One row an incident and duration, of what is about actions one an action: the value, or why there is none. The config’s own milestones too.',
  columns: [
    ...needed(['incident', 'text', 'The id of the incident.'], ['metric', 'text', 'The name of the metric.']),
    ...optional(
      ['action', 'text', 'The id of the action, of what is about actions.'],
      ['seconds', 'seconds', 'The value; null where there is none.'],
      ['low', 'seconds', 'The least that the uncertainty of its times allows.'],
      ['high', 'seconds', 'The most that it allows.'],
      ['reason', 'text', 'Why there is no value: the reasons of pir metrics.'],
    ),
    ...needed(
      ['in_scope', 'boolean', 'Whether it is one of those of which figures say how many were used.'],
      ['is_estimated', 'boolean', 'Whether it rests on uncertain times.'],
    ),
  ],
  *rows({ incidents }) {
    for (const { id, day, measured, questions } of incidents) {
      for (const [index, outcomes] of measured.outcomes.entries()) {
        for (const outcome of outcomes) {
          const value = 'reason' in outcome ? undefined : outcome;
          const reason = 'reason' in outcome ? outcome.reason : null;
          yield {
            day,
            incident: id,
            metric: questions.durations[index]?.name ?? '',
            action: outcome.action ?? null,
            seconds: value?.seconds ?? null,
            low: value?.low ?? null,
            high: value?.high ?? null,
            reason,
            in_scope: reason === null || !isOutOfScope(reason),
            is_estimated: value?.isEstimated ?? false,
          };
        }
      }
    }
  },
};
