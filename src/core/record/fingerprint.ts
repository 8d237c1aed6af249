import canonicalize from 'canonicalize';
import { bodyWithoutGenerated } from './generated.ts';
import { type MapNode, type Node, toData } from './node.ts';
import type { IncidentRecord, PolicyRecord } from './record.ts';

/** What an approval of an incident is about, besides its times, actions and body. Progress and links are not in it. */
const signed = ['id', 'title', 'type', 'severity', 'impact', 'controls', 'causes'] as const;
const signedTimes = ['started', 'detected', 'acknowledged', 'mitigated', 'resolved'] as const;

type Data = { [key: string]: unknown };

/** What there is to sign of a record. */
type Signed = Pick<IncidentRecord | PolicyRecord, 'kind' | 'root' | 'text' | 'bodyStart'>;

/**
 * The fingerprint of what is signed, `sha256:` and 64 hexadecimal digits: SHA-256 over the canonical JSON (RFC 8785) of
 * `{ record, body }`. Values are the data as written, also those that a schema refuses; what is absent stays absent.
 *
 * Of an incident: id, title, type, severity, times from started to resolved, impact, controls, causes, and of each
 * action id, title, kind, causes, `owner` and `due`, where the last two are the first ever written down. Of a policy: id,
 * title and version, which may be said for one that is only about to have it. The body has its line ends as LF and no
 * generated blocks.
 */
export function fingerprintOf(record: Signed, sha256: (text: string) => string, version?: string): string {
  const facts = record.kind === 'policy' ? policyFacts(record.root, version) : incidentFacts(record.root);
  const body = bodyWithoutGenerated(record.text, record.bodyStart).replaceAll('\r\n', '\n');
  // A string's canonical form is JSON's own, and that of a long body costs less here.
  return `sha256:${sha256(`{"body":${JSON.stringify(wellFormed(body))},"record":${canonicalText(facts)}}`)}`;
}

/** Canonical JSON (RFC 8785) of any plain data, also of what JSON has no form for. */
export function canonicalText(facts: unknown): string {
  try {
    return canonicalize(facts) ?? '';
  } catch {
    return canonicalize(clean(facts)) ?? '';
  }
}

/** A text that is released again under another number is another version: who accepted the one accepted that one. */
function policyFacts(root: MapNode, version: string | undefined): Data {
  const facts = pick(root, ['id', 'title', 'version']);
  return version === undefined ? facts : { ...facts, version };
}

function incidentFacts(root: MapNode): Data {
  const facts = pick(root, signed);
  const times = childOf(root, 'times');
  if (times?.kind === 'map') facts.times = pick(times, signedTimes);
  const actions = childOf(root, 'actions');
  if (actions?.kind === 'list') facts.actions = actions.items.map(actionFacts);
  return facts;
}

function actionFacts(action: Node): unknown {
  if (action.kind !== 'map') return toData(action);
  const facts = pick(action, ['id', 'title', 'kind', 'causes', 'owner', 'due']);
  for (const [key, list] of [
    ['owner', 'reassigned'],
    ['due', 'deferrals'],
  ] as const) {
    const first = firstFrom(action, list);
    if (first !== undefined) facts[key] = toData(first);
    // Nobody is the same whether the key is empty, missing, or `from: null` says so later.
    if (facts[key] === null) delete facts[key];
  }
  return facts;
}

/** The `from` of the first entry of a list: what stood there before anything was changed. */
function firstFrom(action: MapNode, key: string): Node | undefined {
  const list = childOf(action, key);
  const first = list?.kind === 'list' ? list.items[0] : undefined;
  return first?.kind === 'map' ? childOf(first, 'from') : undefined;
}

function childOf(map: MapNode, key: string): Node | undefined {
  return map.pairs.find((pair) => pair.key === key)?.value;
}

function pick(map: MapNode, keys: readonly string[]): Data {
  const data: Data = {};
  for (const { key, value } of map.pairs) if (keys.includes(key)) data[key] = toData(value);
  return data;
}

// Canonical JSON has no form for .inf, .nan and lone surrogates; a record that holds them still needs a fingerprint.
function clean(value: unknown): unknown {
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [wellFormed(key), clean(item)]));
}

const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function wellFormed(text: string): string {
  return /[\ud800-\udfff]/.test(text) ? text.replace(lone, '\ufffd') : text;
}
