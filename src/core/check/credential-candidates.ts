/**
 * Where in a text a credential could be, found without a regular expression over all of it, so that a plain record costs
 * some microseconds and the detector is not even loaded. Each finder stands for patterns of secretlint's recommended
 * preset 11.7.1: whatever those match contains the finder's literal, and the region reported holds the whole match. A
 * test holds the two together. The literals begin with rare letters, because a search runs from one such letter to the
 * next.
 */

/** Offsets of a candidate; a detector should also see the character on either side. */
export interface Region {
  start: number;
  end: number;
}

/** Looks around a literal at `at`; undefined when nothing there can be a credential. */
type Finder = (text: string, at: number) => Region | undefined;

const WORD = 1;
const DASH = 2;
const BASE64 = 4;
const DOT = 8;
const SCHEME = 16;
const classes = new Uint8Array(128);
for (let code = 48; code < 123; code++)
  if (/\w/.test(String.fromCharCode(code))) classes[code] = WORD | DASH | BASE64 | DOT | SCHEME;
for (const [letter, kinds] of [
  ['-', DASH | DOT],
  ['.', DOT],
  ['+', BASE64 | SCHEME],
  ['/', BASE64],
  ['=', BASE64],
] as const)
  classes[letter.charCodeAt(0)] = kinds;

/** The offset behind the run of that class from `at` on, looked for before `limit`. */
function runEnd(text: string, at: number, kind: number, limit = text.length): number {
  let i = at;
  while (i < limit && ((classes[text.charCodeAt(i)] ?? 0) & kind) !== 0) i++;
  return i;
}

/** The offset at which the run of that class that leads up to `at` begins, looked for behind `limit`. */
function runStart(text: string, at: number, kind: number, limit = 0): number {
  let i = at;
  while (i > limit && ((classes[text.charCodeAt(i - 1)] ?? 0) & kind) !== 0) i--;
  return i;
}

const atLeast = (length: number, at: number, end: number): Region | undefined =>
  end - at < length ? undefined : { start: at, end };

const prefixed = /(?:npm|gh[pousr]|github_pat|lin_api|shp(?:pa|ca|at|ss)|ops)$/;
const awsKey = /ccess_?(?:key)["']?\s*(?::|=>|=)\s*["']?[A-Za-z0-9/+=]{40}/iy;

const finders: readonly (readonly [literal: string, find: Finder])[] = [
  ['://', findAddress],
  // npm, GitHub, Linear, Shopify, 1Password
  ['_', findPrefixed],
  // Slack
  ['xox', (text, at) => atLeast(8, at, runEnd(text, at, DASH))],
  ['xapp-', (text, at) => atLeast(8, at, runEnd(text, at, DASH))],
  // OpenAI, Anthropic
  ['T3BlbkFJ', (text, at) => ({ start: runStart(text, at, DASH), end: runEnd(text, at, DASH) })],
  ['k-ant-api0', (text, at) => atLeast(90, at - 1, runEnd(text, at, DASH))],
  // Sendgrid
  ['SG.', (text, at) => atLeast(69, at, runEnd(text, at, DOT))],
  // AWS
  ['ccess', findAwsKey],
  ['CCESS', findAwsKey],
];

/** Regions in order, overlapping ones as one. */
export function credentialCandidates(text: string): readonly Region[] {
  const found = findKeyBlocks(text);
  for (let f = 0; f < finders.length; f++) {
    const [literal, find] = finders[f] as (typeof finders)[number];
    // A region ends where nothing of its kind goes on: only a literal on that border needs a look. That keeps it linear.
    for (let at = text.indexOf(literal); at !== -1; ) {
      const region = find(text, at);
      if (region !== undefined) found.push(region);
      at = text.indexOf(literal, Math.max(at + literal.length, (region?.end ?? 0) - literal.length));
    }
  }
  return found.length === 0 ? found : merged(found);
}

function merged(regions: Region[]): readonly Region[] {
  regions.sort((a, b) => a.start - b.start);
  const kept: Region[] = [];
  for (const { start, end } of regions) {
    const last = kept[kept.length - 1];
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else kept.push({ start, end });
  }
  return kept;
}

/** `user:password@` in any address, and Slack's webhooks. */
function findAddress(text: string, at: number): Region | undefined {
  const first = at + 3;
  const limit = Math.min(text.length, first + 800);
  let colon = -1;
  let sign = -1;
  let end = first;
  for (; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (code <= 32 || code === 47) break;
    if (code === 58 && colon === -1) colon = end;
    else if (code === 64) sign = end;
  }
  const start = runStart(text, at, SCHEME, at - 15);
  if (colon !== -1 && sign > colon) return { start, end };
  if (text.slice(first, end).toLowerCase() !== 'hooks.slack.com') return undefined;
  return { start, end: runEnd(text, end, BASE64) };
}

function findPrefixed(text: string, at: number): Region | undefined {
  // Most words end here; only then is it worth while to look back.
  if (runEnd(text, at, BASE64, at + 33) - at < 33) return undefined;
  const prefix = prefixed.exec(text.slice(Math.max(0, at - 10), at));
  return prefix === null ? undefined : { start: at - prefix[0].length, end: runEnd(text, at, BASE64) };
}

function findAwsKey(text: string, at: number): Region | undefined {
  awsKey.lastIndex = at;
  return awsKey.test(text) ? { start: runStart(text, at, WORD, at - 20), end: awsKey.lastIndex } : undefined;
}

/** From a line that begins a private key to the next one that ends it. */
function findKeyBlocks(text: string): Region[] {
  const found: Region[] = [];
  let begin = -1;
  for (let at = text.indexOf('PRIVATE KEY'); at !== -1; at = text.indexOf('PRIVATE KEY', at + 11)) {
    const before = text.slice(Math.max(0, at - 30), at);
    const fence = before.lastIndexOf('-----BEGIN');
    if (fence !== -1) begin = at - before.length + fence;
    else if (begin !== -1 && before.includes('-----END')) {
      if (at - begin < 10_200) found.push({ start: begin, end: Math.min(text.length, at + 22) });
      begin = -1;
    }
  }
  return found;
}
