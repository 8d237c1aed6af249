import type { Problem } from '../core/problem.ts';
import { type Node, pointerStep } from '../core/record/node.ts';
import { parseYaml } from '../core/record/parse.ts';
import type { ImportMap, MappedField } from '../core/record/shapes.ts';
import type { Writable } from '../core/record/yaml-text.ts';
import { zoneClock } from '../core/zone.ts';
import { type Target, targetOf, whyRefused } from './import-target.ts';

/** What all records of one origin have, or have unless their file says otherwise. */
export interface FixedFact {
  target: Target;
  value: Writable;
}

/** One of their fields and its place in a record. */
export interface FieldPlace {
  from: string;
  /** Whether `from` opens a line of the body, and is no field of the frontmatter. */
  isInBody: boolean;
  target: Target;
  /** By their value, ours. */
  values: ReadonlyMap<string, string> | undefined;
  /** Their field and the value that it must have. */
  when: readonly (readonly [field: string, value: string])[];
  split: string | undefined;
  join: string | undefined;
}

/** A map that holds together: from the files of one origin to incident records. */
export interface ReadyMap {
  passOver: ReadonlySet<string>;
  zone: string | undefined;
  constants: readonly FixedFact[];
  defaults: readonly FixedFact[];
  fields: readonly FieldPlace[];
  /** By field of theirs, values that say nothing. */
  leaveOut: readonly (readonly [field: string, values: readonly string[]])[];
  leaveComments: ReadonlySet<string>;
  severities: readonly string[];
}

/** Reads a map, for a repository with those severities. Everything wrong with it is told at once, each with its place. */
export function readImportMap(
  text: string,
  severities: readonly string[],
): { map: ReadyMap } | { problems: readonly Problem[]; root: Node | undefined } {
  const { data, root, problems } = parseYaml(text, 'import-map');
  if (problems.length > 0) return { problems, root };
  if (root?.kind !== 'map')
    return {
      problems: [{ message: 'Unexpected map without anything in it, expected fields', hint: 'pir schema import-map.' }],
      root,
    };
  const written = data as ImportMap;
  const found: Problem[] = [];
  const map: ReadyMap = {
    passOver: new Set(written.pass_over),
    zone: zoneIn(written, found),
    constants: fixedFacts(written, 'constants', severities, found),
    defaults: fixedFacts(written, 'defaults', severities, found),
    fields: (written.fields ?? []).flatMap((field, i) => fieldPlace(field, `/fields/${i}`, severities, found)),
    leaveOut: Object.entries(written.leave_out ?? {}).map(([field, values]) => [field, [values].flat().map(String)]),
    leaveComments: new Set(written.leave_comments?.map((comment) => comment.trim())),
    severities,
  };
  judgeWhole(map, found);
  return found.length > 0 ? { problems: found, root } : { map };
}

function zoneIn({ zone }: ImportMap, found: Problem[]): string | undefined {
  try {
    if (zone !== undefined) zoneClock(zone);
  } catch {
    found.push({
      message: `Unexpected time zone "${zone}", expected a name of the IANA time zone database`,
      hint: 'Write it like Europe/Berlin, or UTC.',
      pointer: '/zone',
    });
  }
  return zone;
}

function fixedFacts(
  written: ImportMap,
  key: 'constants' | 'defaults',
  severities: readonly string[],
  found: Problem[],
): FixedFact[] {
  return Object.entries(written[key] ?? {}).flatMap(([to, text]) => {
    const pointer = `/${key}${pointerStep(to)}`;
    const target = targetOf(to);
    if ('message' in target) found.push({ ...target, pointer, atKey: true });
    else if (target.form === 'time')
      found.push({
        message: `Unexpected ${key === 'constants' ? 'constant' : 'default'} time, expected it in each file`,
        hint: 'Take it out: a time that no file states is not known.',
        pointer,
        atKey: true,
      });
    else {
      const value = fixedValue(target, text);
      const why = whyRefused(target, value, severities);
      if (why === undefined) return [{ target, value }];
      found.push({ message: why, hint: hintAbout(target), pointer });
    }
    return [];
  });
}

function fixedValue({ form }: Target, text: string): Writable {
  if (form === 'list') return [text];
  if (form === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return form === 'number' && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

const hintAbout = ({ path }: Target): string =>
  path === 'severity'
    ? 'Copy the map to .pir/maps/ and name your severities in it.'
    : `pir explain ${path} says what it may be.`;

function fieldPlace(field: MappedField, at: string, severities: readonly string[], found: Problem[]): FieldPlace[] {
  const { from = '', to = '', split, join } = field;
  const target = targetOf(to);
  if ('message' in target) {
    found.push({ ...target, pointer: `${at}/to` });
    return [];
  }
  const values = field.values && new Map(textPairs(field.values));
  for (const [theirs, ours] of values ?? []) {
    const why = whyRefused(target, target.form === 'list' ? [ours] : fixedValue(target, ours), severities);
    if (why !== undefined)
      found.push({ message: why, hint: hintAbout(target), pointer: `${at}/values${pointerStep(theirs)}` });
  }
  const misplaced =
    split !== undefined && target.form !== 'list'
      ? 'split'
      : join !== undefined && target.form !== 'text'
        ? 'join'
        : '';
  if (misplaced !== '')
    found.push({
      message: `Unexpected \`${misplaced}\` of \`${to}\`, which is ${misplaced === 'split' ? 'no list' : 'no text'}`,
      hint: 'Take it out.',
      pointer: `${at}/${misplaced}`,
    });
  return [{ from, isInBody: field.in === 'body', target, values, when: textPairs(field.when ?? {}), split, join }];
}

/** The schema leaves what stands under a name that begins with `x_` alone. */
const textPairs = (map: Readonly<{ [key: string]: unknown }>): (readonly [string, string])[] =>
  Object.entries(map).map(([key, value]) => [key, String(value)]);

/** A record has a title, a type, a severity and a time by which it is known: the map must say where from. */
function judgeWhole({ constants, defaults, fields }: ReadyMap, found: Problem[]): void {
  const fromFields = new Set(fields.map(({ target }) => target.path));
  const all = new Set([...fromFields, ...[...constants, ...defaults].map(({ target }) => target.path)]);
  const twice = constants.find(({ target }) => fromFields.has(target.path));
  if (twice !== undefined)
    found.push({
      message: `Unexpected \`${twice.target.path}\` both as a constant and of a field, expected one of the two`,
      hint: 'Make it a default, if it is for files that do not say it.',
      pointer: `/constants/${twice.target.path}`,
      atKey: true,
    });
  if (found.length > 0) return;
  const missing = ['title', 'type', 'severity'].filter((path) => !all.has(path));
  if (!all.has('times.started') && !all.has('times.detected')) missing.push('times.started or times.detected');
  if (missing.length > 0)
    found.push({
      message: `Unexpected absence of ${missing.join(', ')} in the map, expected a field or a constant for each`,
      hint: 'No record can be without them.',
      pointer: '/fields',
    });
}
