import { proseOf } from '../record/prose.ts';
import { each, type IncidentRecord } from '../record/record.ts';

/** What a search looks through: id, title, impact, causes with their whys, services, and the body without its prompts. */
export function searchText({ data, text, body }: IncidentRecord): string {
  const causes = [...each(data.causes)].flatMap(([, cause]) => [
    cause.category,
    cause.statement,
    ...[...each(cause.whys)].map(([, why]) => why),
  ]);
  const parts = [
    data.id,
    data.title,
    data.impact?.summary,
    ...causes,
    ...[...each(data.services)].map(([, service]) => service),
  ];
  return `${parts.filter(Boolean).join('\n')}\n${proseOf(text, body.start, text.length)}`;
}
