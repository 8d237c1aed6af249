import { createHash } from 'node:crypto';
import { fingerprintOf } from '../../src/core/record/fingerprint.ts';
import { parseRecord } from '../../src/core/record/parse.ts';
import { makeRepository, type Repository } from '../repository.ts';

/** The as-of moment of the reports on it: two weeks after the quarter. */
export const REPORTED_AT = '2026-10-15T12:00:00Z';

interface Told {
  severity: string;
  service: string;
  category: string;
  gap?: string;
  type?: string;
  /** Minutes from the start to the detection, and on to the resolution; none for one that is not resolved. */
  detect: number;
  respond?: number;
  /** Days from the resolution to the review. */
  review?: number;
  more?: string;
}

const at = (day: string, minutes: number): string =>
  new Date(Date.parse(`${day}T08:00:00Z`) + minutes * 60_000).toISOString().replace('.000', '');

function incident(id: string, title: string, told: Told): string {
  const day = id.slice(0, 10);
  const { severity, service, category, gap, type = 'availability', detect, respond, review, more = '' } = told;
  const resolved = respond === undefined ? '' : `  resolved: ${at(day, detect + respond)}\n`;
  const held = review === undefined ? '' : at(day, detect + (respond ?? 0) + review * 1440).slice(0, 10);
  return `---
schema: pir/incident@1
id: ${id}
title: ${title}
type: ${type}
severity: ${severity}
status: in_review
owner: "@alice"
services: [${service}]
times:
  started: ${at(day, 0)}
  detected: ${at(day, detect)}
${resolved}causes:
  - id: C1
    role: root
    category: ${category}
    statement: What made ${id.slice(11)} possible
${gap === undefined ? '' : `    gap: ${gap}\n`}${held === '' ? '' : `reviews: [{ stage: full, held: ${held}, participants: [{ who: "@alice", role: responder }] }]\n`}${more}---

# ${title}
`;
}

const action = (id: string, rest: string): string =>
  `  - { id: ${id}, title: Do ${id} about it, owner: "@bob", kind: prevent, causes: [C1], priority: p2, ${rest} }\n`;

const change = { service: 'checkout', category: 'process/change-management', gap: 'control' };

/** Incidents by id; those of the third quarter last. */
const incidents: { readonly [id: string]: readonly [title: string, told: Told] } = {
  '2025-11-12-limits': ['Limits lowered by hand', { ...change, severity: 'sev2', detect: 12, respond: 50, review: 5 }],
  '2025-12-03-index-stale': [
    'Index a day old',
    {
      severity: 'sev3',
      service: 'search',
      category: 'detection/missing-alert',
      gap: 'detection',
      detect: 700,
      respond: 90,
    },
  ],
  '2026-01-14-certificate': [
    'Certificate ran out',
    { severity: 'sev2', service: 'identity', category: 'process/documentation', detect: 6, respond: 44, review: 9 },
  ],
  '2026-02-17-tax': [
    'Wrong tax in invoices',
    {
      severity: 'sev2',
      service: 'invoices',
      category: 'technology/software-defect',
      detect: 2880,
      respond: 240,
      review: 6,
    },
  ],
  '2026-04-09-slow': [
    'Storefront slow',
    {
      severity: 'sev3',
      service: 'storefront',
      category: 'technology/capacity',
      gap: 'control',
      detect: 15,
      respond: 60,
    },
  ],
  '2026-04-21-refused': [
    'Buyers refused',
    {
      ...change,
      severity: 'sev1',
      detect: 4,
      respond: 130,
      review: 8,
      more: `impact: { summary: 900 orders refused, customers: 900, cost: { amount: 12000.10, currency: EUR } }\nactions:\n${action('A1', 'due: 2026-06-30, status: open, deferrals: [{ from: 2026-05-31, to: 2026-06-30, on: 2026-05-30, by: "@bob", reason: supplier }]')}${action('A2', 'due: 2026-05-15, status: done, done: { on: 2026-05-14, by: "@bob", evidence: ["https://forge.example/pull/7"] }')}`,
    },
  ],
  '2026-05-05-login': [
    'Login down',
    { severity: 'sev2', service: 'identity', category: 'technology/dependency', detect: 9, respond: 75, review: 3 },
  ],
  '2026-05-28-mail': [
    'Mail queue stuck',
    { severity: 'sev3', service: 'mail', category: 'technology/configuration', detect: 33, respond: 20 },
  ],
  '2026-06-16-search': [
    'Search down',
    {
      severity: 'sev2',
      service: 'search',
      category: 'technology/hardware',
      gap: 'response',
      detect: 3,
      respond: 300,
      review: 20,
    },
  ],
  '2026-06-25-labels': [
    'Labels not printed',
    { severity: 'sev4', service: 'warehouse', category: 'external/provider-outage', detect: 20, respond: 45 },
  ],
  '2026-07-01-cards': [
    'Card payments slow',
    {
      ...change,
      severity: 'sev2',
      detect: 6,
      respond: 290,
      review: 4,
      more: `impact: { summary: 640 payments failed, customers: 640, cost: { amount: 4000.20, currency: EUR } }\nrisks: [{ id: R-001, effect: raised, note: "" }]\nactions:\n${action('A1', 'due: 2026-07-31, status: verified, done: { on: 2026-07-30, by: "@bob", evidence: ["https://forge.example/pull/9"] }, effectiveness: { criterion: none for 30 days, check_on: 2026-09-01 }, verified: { on: 2026-09-01, by: "@alice", result: ineffective }')}${action('A2', 'due: 2026-09-30, status: open')}`,
    },
  ],
  '2026-07-20-exports': [
    'Exports empty',
    { severity: 'sev3', service: 'invoices', category: 'technology/software-defect', detect: 240, respond: 55 },
  ],
  '2026-08-03-phish': [
    'Credentials phished',
    {
      type: 'security',
      severity: 'sev1',
      service: 'identity',
      category: 'external/attack',
      gap: 'detection',
      detect: 95,
      respond: 400,
      review: 6,
      more: `impact: { summary: two accounts misused, cost: { amount: 700, currency: USD } }\npolicies: [{ id: response-plan, change: keys are mandatory }]\nactions:\n  - { id: A1, title: Train everybody to report, owner: "@carol", due: 2026-11-30, status: open, kind: prevent, class: training, causes: [C1] }\n`,
    },
  ],
  '2026-08-19-invoices': [
    'Invoices to the wrong shops',
    {
      type: 'privacy',
      severity: 'sev2',
      service: 'invoices',
      category: 'technology/software-defect',
      gap: 'control',
      detect: 160,
      respond: 104,
      review: 2,
    },
  ],
  '2026-09-09-zone': [
    'Storefront unreachable',
    { severity: 'sev2', service: 'storefront', category: 'technology/legacy', detect: 11, respond: 30 },
  ],
  '2026-09-22-report': ['Reports late', { severity: 'sev4', service: 'invoices', category: 'people/slip', detect: 45 }],
};

const risk = `---
schema: pir/risk@1
id: R-001
title: Hand-made changes bypass review
category: process/change-management
owner: "@carol"
status: open
treatment: mitigate
plan: [2026-04-21-refused/A1]
assessments:
  - { on: 2026-01-10, by: "@carol", likelihood: 2, impact: 4, reason: yearly review }
  - { on: 2026-07-06, by: "@carol", likelihood: 3, impact: 4, incident: 2026-07-01-cards, reason: it happened again }
target: { likelihood: 1, impact: 4 }
review_by: 2027-07-01
---

Changes by hand leave no trace.
`;

function policy(): string {
  const blank = `sha256:${'0'.repeat(64)}`;
  const text = (fingerprint: string) => `---
schema: pir/policy@1
id: response-plan
title: Incident response plan
version: "2"
owner: "@carol"
status: in_force
effective: 2026-08-15
review_by: 2027-08-15
audience: ["@alice", "@bob"]
approvals: [{ by: "@cto", role: management, on: 2026-08-14, version: "2", fingerprint: "${fingerprint}" }]
changes:
  - { version: "1", on: 2025-06-01, by: "@carol", summary: first, fingerprint: "${blank}" }
  - { version: "2", on: 2026-08-14, by: "@carol", incident: 2026-08-03-phish, summary: keys are mandatory, fingerprint: "${fingerprint}" }
---

# Incident response plan

Whoever is on call decides.
`;
  const { record } = parseRecord({ path: 'policies/response-plan.md', kind: 'policy', text: text(blank) });
  if (record?.kind !== 'policy') throw new Error('the policy of the example cannot be read');
  return text(fingerprintOf(record, (given) => createHash('sha256').update(given).digest('hex')));
}

const review = `---
schema: pir/management-review@1
id: 2026-h1
title: Management review, first half of 2026
period: { from: 2026-01-01, to: 2026-06-30 }
status: held
held: 2026-07-15
chair: "@cto"
attendees: [{ who: "@cto", role: top_management }]
inputs: [{ item: 9.3.2d, source: minutes }]
decisions:
  - { id: A1, title: Two people for the settings work, owner: "@cto", due: 2026-07-31, status: done, kind: prevent, done: { on: 2026-07-27, by: "@cto", evidence: ["https://forge.example/12"] } }
  - { id: A2, title: Decide on a second region, owner: "@cto", due: 2026-09-30, status: open, kind: prevent }
---
`;

export const reportedConfig = `timezone: UTC
targets:
  time_to_detect: { median: 15m }
  time_to_respond: { median: 4h }
  incidents: { value: 5 }
`;

const person = (name: string) => `- { handle: "@${name}", emails: [${name}@example.com] }\n`;

/** A year of a small company in git, the same commits every time: for whatever tells of a quarter. */
export function makeReported(): Repository {
  const repository = makeRepository();
  repository.write('pir.config.yaml', reportedConfig);
  repository.write('people.yaml', ['alice', 'bob', 'carol', 'cto'].map(person).join(''));
  repository.commit('Set pir up', { date: '2025-10-01T09:00:00Z' });
  for (const [id, [title, told]] of Object.entries(incidents)) {
    repository.write(`incidents/${id.slice(0, 4)}/${id}.md`, incident(id, title, told));
    repository.commit(`Record ${id}`, { date: `${id.slice(0, 10)}T18:00:00Z`, author: 'Alice <alice@example.com>' });
  }
  repository.write('risks/R-001-changes.md', risk);
  repository.write('policies/response-plan.md', policy());
  repository.write('management-reviews/2026-h1.md', review);
  repository.commit('Keep risks, policies and reviews', { date: '2026-10-01T09:00:00Z' });
  return repository;
}
