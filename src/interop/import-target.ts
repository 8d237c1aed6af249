import { nearest } from '../core/nearest.ts';
import { fields } from '../core/record/fields.ts';
import { keyOrder } from '../core/record/key-order.ts';
import { judgeShape, schemaAt } from '../core/record/schema.ts';
import type { Writable } from '../core/record/yaml-text.ts';

/** A place in an incident record that a value of other origin can take. */
export interface Target {
  /** As a map names it: `times.started`, `x_ticket`. */
  path: string;
  /** How a value gets there. `own`: as it is, under a key of the user's own. */
  form: 'time' | 'list' | 'text' | 'number' | 'boolean' | 'own';
}

const made = ['schema', 'id', 'status'];

/** The place that a map names, or why there is none. */
export function targetOf(path: string): Target | { message: string; hint: string } {
  if (/^x_[a-z0-9_]+$/.test(path)) return { path, form: 'own' };
  if (made.includes(path))
    return {
      message: `Unexpected field \`${path}\`, which pir writes itself`,
      hint: 'Leave it out: imported records are drafts with an id of their own.',
    };
  const steps = path.split('.');
  const isThere = steps.every((step, i) => keyOrder('incident', pointerOf(steps.slice(0, i))).includes(step));
  const form = isThere ? formOf(pointerOf(steps)) : undefined;
  if (form !== undefined) return { path, form };
  const known = fields().flatMap(({ schema, name }) => (schema === 'incident' ? [name] : []));
  const guess = isThere ? undefined : nearest(path, known);
  return {
    message: `Unexpected field \`${path.slice(0, 60)}\`, expected one of an incident record that holds one value or a list of texts`,
    hint: guess === undefined || guess === path ? 'pir schema incident lists them.' : `Did you mean ${guess}?`,
  };
}

const pointerOf = (steps: readonly string[]): string => steps.map((step) => `/${step}`).join('');

function formOf(pointer: string): Target['form'] | undefined {
  const schema = schemaAt('incident', pointer);
  const types = [schema?.type ?? (schema?.enum === undefined ? [] : 'string')].flat();
  if (schema?.format === 'pir-time') return 'time';
  if (types.includes('string')) return 'text';
  if (types.includes('array')) return schemaAt('incident', `${pointer}/0`)?.type === 'string' ? 'list' : undefined;
  if (types.includes('integer') || types.includes('number')) return 'number';
  return types.includes('boolean') ? 'boolean' : undefined;
}

const sound = {
  schema: 'pir/incident@1',
  id: '2026-01-01-probe',
  title: 'Probe',
  type: 'availability',
  severity: 'sev1',
  status: 'draft',
  owner: null,
  times: { started: '2026-01-01T00:00:00Z' },
};

/** Why a value cannot stand there ("Unexpected X, expected Y"); undefined when it can. */
export function whyRefused({ path, form }: Target, value: Writable, severities: readonly string[]): string | undefined {
  if (form === 'own') return undefined;
  if (path === 'severity' && !severities.includes(String(value)))
    return `Unexpected severity "${value}", expected one of the config's: ${severities.join(', ')}`;
  if (path === 'title' && /[\n\r\u2028\u2029]/.test(String(value)))
    return 'Unexpected line break in the title, expected one line';
  const pointer = pointerOf(path.split('.'));
  const { problems } = judgeShape('incident', withFact(sound, path, value), new Set());
  return problems.find((problem) => `${problem.pointer}/`.startsWith(`${pointer}/`))?.message;
}

export type FactMap = { readonly [key: string]: Writable | undefined };

/** The facts with one more, at a dotted path. */
export function withFact(facts: FactMap, path: string, value: Writable): FactMap {
  const [step = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...facts, [step]: value };
  return { ...facts, [step]: withFact((facts[step] ?? {}) as FactMap, rest.join('.'), value) };
}

/** The fact at a dotted path. */
export function factAt(facts: FactMap, path: string): Writable | undefined {
  return path.split('.').reduce<Writable | undefined>((at, step) => (at as FactMap | undefined)?.[step], facts);
}
