import { createHash } from 'node:crypto';
import { bodyOf } from './body.mjs';
import { DAY, day, END, instant } from './record.mjs';

/** The text of a record's file as it stood at a moment (UTC epoch seconds), the newest without one. */
export function renderRecord(record, at = END) {
  const body = bodyOf(record, at >= record.reviewed);
  return `---\n${frontmatterOf(record, at, body)}---\n${body}`;
}

function frontmatterOf(record, at, body) {
  const { id, type, severity, times, offset, untidy, hasEscapes, needsReview, owner, related } = record;
  const isReviewed = at >= record.reviewed;
  const isOdd = untidy.includes('quoting');
  const hasComments = untidy.includes('comments');
  const status = statusAt(record, at);
  const word = (text) => (isOdd ? `'${text}'` : text);
  const sentence = (text) => (isOdd ? `"${hasEscapes ? text.replace(/[aeiou]/, escaped) : text}"` : text);
  const remark = (text) => (hasComments ? `  # ${text}` : '');
  const block = (text, indent) =>
    untidy.includes('blocks') ? `>-\n${indent}${text.replace(' ', `\n${indent}`)}` : sentence(text);
  const lines = [
    'schema: pir/incident@1',
    `id: ${id}`,
    `title: ${sentence(record.title)}`,
    `${isOdd && hasEscapes ? '"type"' : 'type'}: ${type}`,
    `severity: ${word(severity)}${remark('as agreed on the bridge')}`,
    `status: ${status}`,
    `owner: "${owner}"${remark('took over from the night shift')}`,
    `services: [${record.services.map(word).join(', ')}]`,
    'times:',
    ...Object.entries(times).map(([name, time]) => `  ${name}: ${withOffset(time, offset)}`),
    ...(status === 'closed' ? [`  closed: ${instant(record.closed)}`] : []),
    `detection: { source: ${word(record.source)} }`,
    'impact:',
    `  summary: ${block(record.impact.summary, '    ')}`,
    `  customers: ${record.impact.customers}`,
    ...(related.length > 0 ? [`related: [${related.join(', ')}]`] : []),
  ];
  if (!isReviewed) return `${lines.join('\n')}\n`;
  if (hasComments) lines.push('# Agreed in the review, in this order.');
  lines.push('causes:');
  for (const cause of record.causes) {
    lines.push(`  - id: ${cause.id}`, `    role: ${cause.role}`, `    category: ${word(cause.category)}`);
    lines.push(`    statement: ${block(cause.statement, '      ')}`);
    if (cause.whys) lines.push('    whys:', ...cause.whys.map((why) => `      - ${sentence(why)}`));
  }
  lines.push('actions:');
  for (const action of record.actions) lines.push(...actionLines(action, at, record, { sentence, remark }));
  if (record.needsReview)
    lines.push(`no_risk: { by: "${owner}", on: ${day(record.reviewed)}, reason: no entry is concerned }`);
  lines.push(`similar: { on: ${day(record.reviewed)}, by: "${owner}", scope: ${record.services[0]}, result: none }`);
  if (needsReview) lines.push(...reviewLines(record));
  if (record.approved !== undefined && at >= record.approved) {
    const fingerprint = fingerprintOf(record, body);
    const signature = `by: "${record.manager}", role: management, on: ${day(record.approved)}`;
    lines.push(`approvals: [{ ${signature}, fingerprint: "${fingerprint}" }]`);
  }
  return `${lines.join('\n')}\n`;
}

const escaped = (letter) => `\\x${letter.charCodeAt(0).toString(16)}`;

/** An action is open until the moment it is finished, then done, verified or dropped. */
function stateAt({ finished, isDropped, isChecked }, at) {
  if (at < finished) return 'open';
  return isDropped ? 'cancelled' : isChecked ? 'verified' : 'done';
}

function actionLines(action, at, { owner }, { sentence, remark }) {
  const { id, kind, finished } = action;
  const state = stateAt(action, at);
  const isMoved = action.moved !== undefined && at >= action.moved.at;
  const due = isMoved ? action.moved.to : action.due;
  const lines = [
    `  - id: ${id}`,
    `    title: ${sentence(action.title)}`,
    `    owner: "${action.owner}"`,
    `    due: ${day(due)}${remark('end of the day')}`,
    `    status: ${state}`,
    `    kind: ${kind}`,
    `    causes: [${action.cause}]`,
  ];
  if (kind === 'correct') lines.push(`    ticket: OPS-${action.ticket}`);
  if (isMoved) {
    const { at: moved, to } = action.moved;
    const days = `from: ${day(action.due)}, to: ${day(to)}, on: ${day(moved)}`;
    const who = `by: "${action.owner}", approved_by: "${owner}"`;
    lines.push(`    deferrals: [{ ${days}, ${who}, reason: other work came first }]`);
  }
  if (action.isChecked) {
    const checkOn = state === 'verified' ? finished : due + 60 * DAY;
    lines.push(`    effectiveness: { criterion: not seen for 60 days, check_on: ${day(checkOn)} }`);
  }
  if (state === 'cancelled')
    lines.push(`    cancelled: { on: ${day(finished)}, by: "${owner}", reason: solved elsewhere }`);
  if (state === 'done' || state === 'verified')
    lines.push(`    done: { on: ${day(finished)}, by: "${action.owner}", evidence: ["${action.evidence}"] }`);
  if (state === 'verified') lines.push(`    verified: { on: ${day(finished)}, by: "${owner}", result: effective }`);
  return lines;
}

function reviewLines({ held, owner, manager, responder, severity }) {
  const roles = [`{ who: "${responder}", role: responder }`, `{ who: "${owner}", role: service_owner }`];
  if (severity === 'sev1') roles.push(`{ who: "${manager}", role: management }`);
  return ['reviews:', '  - stage: full', `    held: ${instant(held)}`, `    participants: [${roles.join(', ')}]`];
}

function statusAt({ reviewed, approved, closed }, at) {
  if (at >= closed) return 'closed';
  if (at < reviewed) return 'draft';
  return approved !== undefined && at >= approved ? 'approved' : 'in_review';
}

function withOffset(seconds, offset) {
  return offset === 'Z' ? instant(seconds) : instant(seconds + 3_600).replace('Z', offset);
}

/** What records.md says is signed, worked out here from the facts and not by the program that checks it. */
function fingerprintOf({ id, title, type, severity, times, offset, impact, causes, actions }, body) {
  const record = {
    id,
    title,
    type,
    severity,
    times: Object.fromEntries(Object.entries(times).map(([name, time]) => [name, withOffset(time, offset)])),
    impact,
    causes,
    actions: actions.map((action) => ({
      id: action.id,
      title: action.title,
      kind: action.kind,
      causes: [action.cause],
      owner: action.owner,
      due: day(action.due),
    })),
  };
  return `sha256:${createHash('sha256').update(canonical({ record, body })).digest('hex')}`;
}

/** RFC 8785 for texts, whole numbers, lists and maps of them. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const pairs = Object.keys(value).sort();
  return `{${pairs.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}
