import { foldText } from '../fold-text.ts';
import { actionsOf, each, type IncidentRecord } from '../record/record.ts';

/**
 * What a search looks through, as `foldText` has it: id, title, impact, tags, services, causes with their whys, titles of
 * actions, and all of the body but its comments, which are the template's.
 */
export function searchText(record: IncidentRecord): string {
  const { data, text, bodyStart } = record;
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
    ...[...each(data.services), ...each(data.tags)].map(([, word]) => word),
    ...actionsOf(record).map(([, { title }]) => title),
  ];
  return foldText(`${parts.filter(Boolean).join('\n')}\n${withoutComments(text, bodyStart)}`);
}

/** The words that are searched for, as `foldText` has them. */
export function searchWords(asked: string): readonly string[] {
  return foldText(asked).split(/\s+/).filter(Boolean);
}

function withoutComments(text: string, start: number): string {
  const parts: string[] = [];
  let at = start;
  for (let open = text.indexOf('<!--', at); open >= 0; open = text.indexOf('<!--', at)) {
    const close = text.indexOf('-->', open);
    // One that never ends is no comment of a template.
    if (close < 0) break;
    parts.push(text.slice(at, open));
    at = close + 3;
  }
  return [...parts, text.slice(at)].join(' ');
}
