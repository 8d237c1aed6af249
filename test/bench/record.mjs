import { drawFrom, seedFrom } from './rng.mjs';
import * as words from './words.mjs';

export const MINUTE = 60;
export const HOUR = 3_600;
export const DAY = 86_400;
/** Where every generated history ends, whatever its size: UTC epoch seconds of 2026-06-30. */
export const END = Date.UTC(2026, 5, 30) / 1000;
/** What is still to be done lies so far ahead that a corpus has no finding in any year it is checked. */
const FAR = Date.UTC(2090, 0, 31) / 1000;

/** What one record in ten has, one or two of these. */
export const untidiness = ['comments', 'blocks', 'quoting', 'setext', 'html'];

const yearsOf = (total) => (total <= 100 ? 1 : total <= 1_000 ? 3 : 5);
export const instant = (seconds) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
export const day = (seconds) => instant(seconds).slice(0, 10);

// What the id is made of; drawn first, so that other records can be named without being made.
function beginning(seed, index, total) {
  const draw = drawFrom(seedFrom(seed, index));
  const start = END - yearsOf(total) * 365 * DAY;
  const started = Math.floor(start + ((END - 20 * DAY - start) * index) / total) + draw.between(0, 3 * HOUR);
  const detected = started + draw.between(1, 45) * MINUTE;
  const services = draw.someOf(words.services, draw.between(1, 3));
  const [symptom, slug] = draw.oneOf(words.symptoms);
  return { draw, started, detected, services, symptom, id: `${day(detected)}-${services[0]}-${slug}-${index + 1}` };
}

/**
 * Record `index` of `total`: its facts through all of its life, and `events`, the moments (UTC epoch seconds) at which its
 * file changes. The same three numbers give the same record, so that it can be made again instead of being kept.
 */
export function makeRecord(seed, index, total) {
  const { draw, started, detected, services, symptom, id } = beginning(seed, index, total);
  const acknowledged = detected + draw.between(1, 15) * MINUTE;
  const mitigated = acknowledged + draw.between(5, 180) * MINUTE;
  const resolved = mitigated + draw.between(5, 600) * MINUTE;
  const severity = draw.oneOf(['sev1', 'sev2', 'sev2', 'sev3', 'sev3', 'sev3', 'sev4', 'sev4', 'sev4', 'sev4']);
  const needsReview = severity === 'sev1' || severity === 'sev2';
  const [owner, manager, responder] = draw.someOf(words.people, 3);
  const created = resolved + draw.between(2, 20) * HOUR;
  const held = resolved + draw.between(24, 70) * HOUR;
  const reviewed = held + draw.between(1, 48) * HOUR;
  const approved = severity === 'sev1' ? reviewed + draw.between(20, 140) * HOUR : undefined;
  const causes = draw.someOf(words.causes, draw.oneOf([1, 1, 1, 2])).map(([category, statement, whys], i) => ({
    id: `C${i + 1}`,
    role: i === 0 ? 'root' : 'contributing',
    category,
    statement,
    ...(i === 0 && { whys }),
  }));
  const actions = makeActions(draw, { after: approved ?? reviewed, owner, causes, needsReview });
  const earlier = index > 0 && draw.happens(0.1) ? [draw.between(Math.max(0, index - 40), index - 1)] : [];
  const tell = (count) => draw.someOf(words.sentences, count).join(' ');
  const rows = draw.between(7, 12);
  const record = {
    index,
    id,
    path: `incidents/${id.slice(0, 4)}/${id}.md`,
    title: `${services[0][0].toUpperCase()}${services[0].slice(1)} ${symptom}`,
    type: draw.oneOf(['availability', 'availability', 'availability', 'security', 'privacy', 'near_miss']),
    severity,
    owner,
    manager,
    responder,
    services,
    symptom,
    times: { started, detected, acknowledged, mitigated, resolved },
    offset: draw.happens(0.25) ? '+01:00' : 'Z',
    source: draw.oneOf(['alert', 'alert', 'staff', 'customer', 'third_party']),
    impact: { summary: `${services[0]} ${symptom}`, customers: draw.between(12, 90_000) },
    causes,
    actions,
    related: earlier.map((other) => beginning(seed, other, total).id),
    needsReview,
    created,
    held,
    reviewed,
    approved,
    closed: Math.max(...actions.map(({ finished }) => finished)),
    timeline: Array.from({ length: rows }, (_, i) => ({
      at: started + Math.floor(((resolved - started) * i) / (rows - 1)),
      who: draw.oneOf(words.people),
      text: draw.oneOf(words.sentences),
    })),
    prose: { summary: tell(4), impact: tell(4), analysis: tell(7) },
    lists: {
      well: [tell(1), tell(1)],
      slow: [tell(2)],
      hard: [tell(1), tell(2)],
      learned: [tell(2), tell(1), tell(1)],
    },
    // Of odd quoting half is such that only a whole YAML parser reads it.
    hasEscapes: draw.happens(0.5),
    untidy: (index + seed) % 10 === 9 ? draw.someOf(untidiness, draw.between(1, 2)) : [],
  };
  return { ...record, events: eventsOf(record) };
}

function makeActions(draw, { after, owner, causes, needsReview }) {
  return Array.from({ length: draw.oneOf([3, 3, 3, 3, 3, 3, 3, 4, 4, 5, 6]) }, (_, i) => {
    // The first action of each cause is carried out; of the others some are dropped.
    const isFirst = i < causes.length;
    const due = after + draw.between(14, 75) * DAY;
    const early = draw.between(0, 13) * DAY;
    const wouldFinish = (draw.happens(0.06) ? due + 2 * early + DAY : due - early) + draw.between(0, HOUR);
    const isOpen = draw.happens(0.03) || wouldFinish >= END;
    const finished = isOpen ? Number.POSITIVE_INFINITY : wouldFinish;
    return {
      id: `A${i + 1}`,
      title: `${draw.oneOf(words.verbs)} ${draw.oneOf(words.objects)}`,
      owner: draw.oneOf(words.people.filter((who) => who !== owner)),
      due: isOpen ? FAR : due,
      // To the day it was done, when the first day could not be kept.
      moved: !isOpen && finished > due + DAY ? { at: due - DAY, to: finished } : undefined,
      kind: isFirst ? draw.oneOf(['prevent', 'detect']) : draw.oneOf(['prevent', 'detect', 'mitigate', 'correct']),
      cause: causes[i % causes.length].id,
      ticket: draw.between(1_000, 99_999),
      evidence: draw.happens(0.05)
        ? `file:runbooks/${draw.oneOf(words.runbooks)}.md`
        : `https://git.example/${draw.between(100, 9_999)}`,
      isDropped: !isFirst && draw.happens(0.2),
      isChecked: isFirst && needsReview,
      finished,
    };
  });
}

/** The moments at which the file changes, oldest first. Closing comes with the end of the last action. */
function eventsOf({ id, owner, manager, created, reviewed, approved, actions }) {
  const events = [
    { at: created, who: owner, message: `${id}: first draft` },
    { at: reviewed, who: owner, message: `${id}: causes and actions` },
  ];
  if (approved !== undefined) events.push({ at: approved, who: manager, message: `${id}: approved` });
  for (const action of actions) {
    const { moved, finished } = action;
    const { owner: who } = action;
    if (moved) events.push({ at: moved.at, who, message: `${id}/${action.id}: moved` });
    if (finished < END) events.push({ at: finished, who, message: `${id}/${action.id}: finished` });
  }
  return events.sort((a, b) => a.at - b.at);
}
