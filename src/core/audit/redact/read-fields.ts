import { nearest } from '../../nearest.ts';
import { fields } from '../../record/fields.ts';
import { kinds } from '../../record/kinds.ts';
import type { RedactedField } from './redact-facts.ts';

/** The word for everybody's names, handles and addresses. */
export const PEOPLE = 'people';

/** A field that may be redacted, by its dotted path; or why it may not, with the nearest name. */
export function redactedField(asked: string): RedactedField | { why: string; hint: string } {
  const kind = kinds.find((each) => asked.startsWith(`${each.kind}.`))?.kind;
  const path = kind === undefined ? asked : asked.slice(kind.length + 1);
  const keys = path.split('.');
  const last = keys.at(-1) ?? '';
  const known = fields().filter(({ schema }) => kinds.some((each) => each.kind === schema));
  const names = known.map(({ name, schema }) => (schema === 'incident' ? name : name.slice(schema.length + 1)));
  if (last === 'id' || last === 'schema')
    return {
      why: `Unexpected --redact ${asked}, by which records are told apart`,
      hint: 'Redact what stands in them: title, causes.statement, impact.cost …',
    };
  const isOwn = keys.some((key) => key.startsWith('x_'));
  const isKnown = known.some(({ schema }, i) => names[i] === path && (kind === undefined || kind === schema));
  if (isKnown || isOwn) return { name: asked, keys, kind };
  const guess = nearest(path, names);
  return {
    why: `Unexpected --redact ${asked}, which no record has`,
    hint: guess === undefined ? 'pir explain lists the fields; people are named by people.' : `Did you mean ${guess}?`,
  };
}
