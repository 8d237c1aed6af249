import { locate, type Node, pointerStep, toData } from '../core/record/node.ts';
import type { Writable } from '../core/record/yaml-text.ts';
import { parseInstant } from '../core/time.ts';
import { type Converted, convertValue, isEmpty, wordsOf } from './convert-value.ts';
import type { FieldPlace, ReadyMap } from './import-map.ts';
import { type FactMap, factAt, whyRefused, withFact } from './import-target.ts';
import type { Work } from './import-work.ts';
import { keepComments, keepTheRest } from './keep-the-rest.ts';
import { labelledLine } from './labelled-line.ts';
import { type ForeignRecord, type Remark, readForeign, remarkOn } from './read-foreign.ts';

/** A file to be imported. */
export interface ForeignFile {
  /** As remarks name it. */
  path: string;
  text: string;
  /** What the record says of where it comes from, under `x_imported`. */
  origin: { readonly from: string; readonly sha256: string };
}

/** What a file of other origin says, as facts of an incident record; without an id, which the repository gives. */
export interface ImportedRecord {
  facts: FactMap;
  title: string;
  /** UTC epoch seconds: detected, else started. */
  at: number;
  /** Comments of their frontmatter that are kept, without the `#`. */
  comments: readonly string[];
  /** From behind the closing fence, as it stands. */
  body: string;
  /** What the map leaves out and was there. */
  leftOut: readonly string[];
}

/** One file → the facts of a record, or the remarks that say why there is none. Nothing is guessed, nothing lost unsaid. */
export function importRecord(
  { path, text, origin }: ForeignFile,
  map: ReadyMap,
): { record: ImportedRecord | undefined; remarks: readonly Remark[] } {
  const foreign = readForeign(path, text, { isFrontOptional: map.fields.some(({ isInBody }) => isInBody) });
  if (!('root' in foreign)) return { record: undefined, ...foreign };
  const facts = { owner: null, x_imported: origin };
  const work: Work = { foreign, map, facts, taken: new Map(), failed: new Map(), leftOut: [] };
  for (const { target, value } of map.constants) work.facts = withFact(work.facts, target.path, value);
  for (const field of map.fields) takeField(field, work);
  const refusal = whyNoRecord(work);
  if (refusal.length > 0) return { record: undefined, remarks: refusal };
  for (const [field, values] of map.leaveOut) leaveOut(field, values, work);
  const remarks = [...useDefaults(work), ...inBody(work), ...keepTheRest(work), ...foreign.remarks];
  const comments = keepComments(work);
  const detected = factAt(work.facts, 'times.detected') ?? factAt(work.facts, 'times.started');
  const record = {
    facts: work.facts,
    title: String(work.facts.title),
    at: parseInstant(String(detected)) ?? 0,
    comments: comments.lines,
    body: foreign.text.slice(foreign.bodyStart),
    leftOut: work.leftOut,
  };
  return { record, remarks: [...remarks, ...comments.remarks].sort((a, b) => a.line - b.line) };
}

interface Spot {
  pointer: string;
  node: Node;
}

/** A field by its name, which may have dots of its own, else by its path. */
function find({ root }: ForeignRecord, field: string): Spot | undefined {
  for (const pointer of [pointerStep(field), field.split('.').map(pointerStep).join('')]) {
    const { node, isWhole } = locate(root, pointer);
    if (isWhole) return { pointer, node };
  }
  return undefined;
}

/** What a field of the map names in a file. Pointers into the body begin with a blank. */
function spotOf(foreign: ForeignRecord, { from, isInBody }: FieldPlace): Spot | undefined {
  if (!isInBody) return find(foreign, from);
  const node = labelledLine(foreign.text, foreign.bodyStart, from.trim());
  return node && { pointer: pointerStep(from).replace('/', ' '), node };
}

function takeField(field: FieldPlace, work: Work): void {
  const { foreign, taken, failed } = work;
  const spot = spotOf(foreign, field);
  if (spot === undefined || isEmpty(toData(spot.node))) return;
  const { path } = field.target;
  const found = valueFor(spot, field, work);
  if ('why' in found) {
    failed.set(spot.pointer, found.why);
    return;
  }
  work.facts = withFact(work.facts, path, found.value);
  taken.set(spot.pointer, path);
  for (const [name] of field.when) taken.set(find(foreign, name)?.pointer ?? '', path);
}

function valueFor({ node }: Spot, field: FieldPlace, { foreign, map, facts }: Work): Converted {
  const { target, when } = field;
  const { text } = foreign;
  const unmet = when.find(([name, value]) => {
    const condition = find(foreign, name);
    return condition === undefined || wordsOf(condition.node, text) !== value;
  });
  if (unmet !== undefined) return { why: `Not taken as ${target.path}, because ${unmet[0]} is not ${unmet[1]}` };
  const before = factAt(facts, target.path) ?? undefined;
  if (before !== undefined && target.form !== 'list')
    return { why: `Not taken as ${target.path}, which another field says already` };
  const converted = convertValue(node, field, text, map.zone);
  if ('why' in converted) return converted;
  const value = before === undefined ? converted.value : bothOf(before, converted.value);
  const why = whyRefused(target, value, map.severities);
  return why === undefined ? { value } : { why };
}

const bothOf = (a: Writable, b: Writable): Writable => [...new Set([a, b].flat() as string[])];

/** A record has a title, and a time by which it is known; where one is missing, nothing else that was said matters. */
function whyNoRecord({ foreign, facts, failed, map }: Work): Remark[] {
  const needed: (readonly [what: string, paths: readonly string[]])[] = [
    ['title', ['title']],
    ['usable time (started or detected)', ['times.started', 'times.detected']],
  ];
  const missing = needed.filter(([, paths]) => paths.every((one) => factAt(facts, one) === undefined));
  const told = missing.map(([what, paths]) => {
    const fields = map.fields.filter(({ target }) => paths.includes(target.path));
    const spots = fields.flatMap((field) => spotOf(foreign, field) ?? []);
    return { what, spots: spots.filter(({ pointer }) => failed.has(pointer)) };
  });
  const absent = told.filter(({ spots }) => spots.length === 0).map(({ what }) => what);
  return [
    ...(absent.length === 0 ? [] : [aboutFile(foreign, `Unexpected absence of a ${absent.join(' and of a ')}`)]),
    ...told.flatMap(({ spots }) =>
      spots.map(({ pointer, node }) => remarkOn(foreign, pointer, node, failed.get(pointer) ?? '', null)),
    ),
  ];
}

function aboutFile({ path }: ForeignRecord, remark: string): Remark {
  return { path, line: 1, field: null, value: null, remark, kept: null };
}

/** What a line of the body says and the record does not: the line stays, so that nothing is to be kept. */
function inBody({ foreign, map, failed }: Work): Remark[] {
  const spots = map.fields.flatMap((field) => (field.isInBody ? (spotOf(foreign, field) ?? []) : []));
  const once = new Map(spots.map((spot) => [spot.pointer, spot]));
  return [...once.values()].flatMap(({ pointer, node }) => {
    const why = failed.get(pointer);
    return why === undefined ? [] : [remarkOn(foreign, pointer, node, why, null)];
  });
}

function leaveOut(field: string, values: readonly string[], { foreign, taken, leftOut }: Work): void {
  const spot = find(foreign, field);
  if (spot?.node.kind !== 'scalar' || taken.has(spot.pointer) || !values.includes(wordsOf(spot.node, foreign.text)))
    return;
  taken.set(spot.pointer, '');
  leftOut.push(field);
}

function useDefaults(work: Work): Remark[] {
  const { foreign, failed, map } = work;
  const remarks: Remark[] = [];
  const isSaid = (path: string) => (factAt(work.facts, path) ?? undefined) !== undefined;
  for (const { target, value } of map.defaults) {
    if (isSaid(target.path)) continue;
    work.facts = withFact(work.facts, target.path, value);
    const words = `${target.path} is ${value}, the map's default`;
    const from = map.fields.filter((field) => field.target.path === target.path);
    const wrong = from.flatMap((field) => spotOf(foreign, field) ?? []).find(({ pointer }) => failed.has(pointer));
    if (wrong === undefined) remarks.push(aboutFile(foreign, `Unexpected absence of ${target.path}: ${words}`));
    else failed.set(wrong.pointer, `${failed.get(wrong.pointer)}; ${words}`);
  }
  const absent = ['type', 'severity'].filter((path) => !isSaid(path));
  if (absent.length > 0)
    remarks.push(aboutFile(foreign, `Unexpected absence of ${absent.join(' and ')}: the record has none yet`));
  return remarks;
}
