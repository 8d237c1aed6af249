// The year of examples/organisation, commit by commit, in the order in which it happened; over 200 lines because a
// year is long. The words `add`, `fill`, `set`, `edit` and `move` are explained in change.mjs. What is of a branch says
// so, and is on the main line from the commit that has `merge`. A commit by `forge` is a squash merge.
import { add, edit, fill, move, set } from './change.mjs';

const of2025 = (id) => `incidents/2025/${id}.md`;
const of2026 = (id) => `incidents/2026/${id}.md`;
const checkout500s = of2025('2025-11-12-checkout-500s');
const staleResults = of2025('2025-12-03-search-stale');
const certificate = of2025('2025-12-19-certificate');
const payoutsLate = of2026('2026-01-14-payouts-late');
const wrongVat = of2026('2026-02-17-wrong-vat');
const exercise = of2026('2026-03-05-exercise');
const slow = of2026('2026-03-24-storefront-slow');
const turnedAway = of2026('2026-04-21-buyers-refused');
const misused = of2026('2026-05-28-account-misused');
const searchDown = of2026('2026-06-16-search-down');
const cardsSlow = of2026('2026-07-01-cards-slow');
const timeOut = of2026('2026-07-01-time-outs');
const silent = of2026('2026-07-07-search-silent');
const invoices = of2026('2026-08-19-wrong-invoices');
const unreachable = of2026('2026-09-09-zone-lost');
const byCents = of2026('2026-10-06-payouts-short');
const codesLate = of2026('2026-10-29-codes-late');
const plan = 'policies/incident-response-plan.md';
const changeManagement = 'policies/change-management.md';
const settings = 'risks/R-001-settings-changed-by-hand.md';
const onePart = 'risks/R-002-one-failed-part-stops-money.md';
const wrongPeople = 'risks/R-003-data-reaches-the-wrong-people.md';
const nobodyReached = 'risks/R-004-nobody-who-can-act-is-reached.md';
const half = 'management-reviews/2026-h1.md';
const thirdQuarter = 'management-reviews/2026-q3.md';
const runbook = 'runbooks/restore-order-database.md';
const acceptedBy = (who) => `acknowledgements/incident-response-plan/2/${who}.yaml`;

// What the treatment plans of the risks name.
const limits = '2025-11-12-checkout-500s/A1';
const tax = '2026-02-17-wrong-vat/A1';
const lock = '2026-01-14-payouts-late/A1';
const keys = '2026-05-28-account-misused/A1';

const joined =
  '- { handle: "@payments-eng", emails: [payments-eng@example.com], team: payments, roles: [responder], from: 2026-03-01 }\n';
const decision = 'class: process, priority: p1, about: [process/change-management]';
const toBePaid =
  'A bookkeeper saw it on an invoice. Putting the rate back took minutes, and the difference has to be paid back.';

export const commits = [
  {
    date: '2025-11-04T10:00:00+01:00',
    author: 'sre-lead',
    message: 'Keep incidents, risks and runbooks here, with pir',
    change: [
      add('pir.config.yaml'),
      add('people.yaml'),
      add(settings),
      add(onePart),
      add(wrongPeople),
      add(nobodyReached),
      add(runbook),
    ],
  },
  {
    date: '2025-11-06T09:30:00+01:00',
    author: 'security-lead',
    branch: 'policies',
    message: 'Write the incident response plan down',
    change: [add(plan)],
  },
  {
    date: '2025-11-06T11:10:00+01:00',
    author: 'sre-lead',
    branch: 'policies',
    message: 'Say how changes are made',
    change: [add(changeManagement)],
  },
  {
    date: '2025-11-06T16:45:00+01:00',
    author: 'cto',
    branch: 'policies',
    message: 'Approve both policies',
    change: [
      fill(plan, 'approvals'),
      set(plan, 'status', 'in_review', 'in_force'),
      fill(changeManagement, 'approvals'),
      set(changeManagement, 'status', 'in_review', 'in_force'),
    ],
  },
  {
    date: '2025-11-07T09:05:00+01:00',
    author: 'sre-lead',
    merge: 'policies',
    message: "Merge branch 'policies'",
  },

  {
    date: '2025-11-12T17:20:00+01:00',
    author: 'platform-eng',
    message: "Begin the record of this morning's checkout errors",
    change: [add('incidents/2025-11-12-checkout-500s.md')],
  },
  {
    date: '2025-11-14T16:00:00+01:00',
    author: 'payments-lead',
    branch: 'review-checkout-500s',
    message: 'Review the checkout errors of Wednesday',
    change: [
      set('incidents/2025-11-12-checkout-500s.md', 'status', 'draft', 'in_review'),
      fill('incidents/2025-11-12-checkout-500s.md', 'causes', 'actions', 'controls', 'nonconformity', 'similar'),
      fill('incidents/2025-11-12-checkout-500s.md', 'risks', 'reviews'),
      fill('incidents/2025-11-12-checkout-500s.md', '## What made response harder', '## Lessons learned'),
    ],
  },
  {
    date: '2025-11-14T16:40:00+01:00',
    author: 'sre-lead',
    branch: 'review-checkout-500s',
    message: 'R-001: it happened, so it is likelier than we thought',
    change: [fill(settings, 'assessments[on: 2025-11-14]', 'plan')],
  },
  {
    date: '2025-11-17T09:10:00+01:00',
    author: 'payments-lead',
    merge: 'review-checkout-500s',
    message: "Merge branch 'review-checkout-500s'",
  },

  {
    date: '2025-12-03T14:00:00+01:00',
    author: 'platform-eng',
    message: 'A folder for each year; begin the record of the stale search results',
    change: [move('incidents/2025-11-12-checkout-500s.md', checkout500s), add(staleResults)],
  },
  {
    date: '2025-12-05T15:30:00+01:00',
    author: 'data-eng',
    message: 'Search: why nobody saw it, and what will',
    change: [
      set(staleResults, 'status', 'draft', 'in_review'),
      fill(staleResults, 'causes', 'actions', 'similar', '## Lessons learned'),
    ],
  },
  {
    date: '2025-12-10T17:00:00+01:00',
    author: 'platform-eng',
    message: 'The deploy sets the connection limits',
    change: [set(checkout500s, 'A1.status', 'open', 'done'), fill(checkout500s, 'A1.done')],
  },
  {
    date: '2025-12-18T12:20:00+01:00',
    author: 'data-eng',
    message: 'Search: the age of the index has an alert',
    change: [set(staleResults, 'A1.status', 'open', 'done'), fill(staleResults, 'A1.done')],
  },
  {
    date: '2025-12-19T13:00:00+01:00',
    author: 'security-lead',
    message: 'A near miss: the certificate of the sign-in page',
    change: [add(certificate)],
  },
  {
    date: '2025-12-22T10:00:00+01:00',
    author: 'security-lead',
    message: 'Certificate: causes, and two more jobs that write to nobody',
    change: [
      set(certificate, 'status', 'draft', 'in_review'),
      fill(certificate, 'causes', 'actions', 'similar', '## Lessons learned'),
    ],
  },
  {
    date: '2026-01-09T11:00:00+01:00',
    author: 'platform-eng',
    message: 'Close the stale search results',
    change: [set(staleResults, 'status', 'in_review', 'closed'), fill(staleResults, 'times.closed')],
  },

  {
    date: '2026-01-14T18:00:00+01:00',
    author: 'data-eng',
    message: 'Begin the record of the late payouts',
    change: [add(payoutsLate)],
  },
  {
    date: '2026-01-15T15:00:00+01:00',
    author: 'sre-lead',
    message: 'Payouts: hot-wash',
    change: [fill(payoutsLate, 'reviews')],
  },
  {
    date: '2026-01-22T17:00:00+01:00',
    author: 'payments-lead',
    branch: 'review-payouts-late',
    message: 'Payouts: review, two causes, two actions, R-002 raised',
    change: [
      set(payoutsLate, 'status', 'draft', 'in_review'),
      fill(payoutsLate, 'causes', 'actions', 'nonconformity', 'similar', 'risks', 'reviews[stage: full]'),
      fill(payoutsLate, '## What went well', '## Lessons learned'),
      fill(onePart, 'assessments[on: 2026-01-22]', 'plan'),
    ],
  },
  {
    date: '2026-01-27T16:00:00+01:00',
    author: 'sre-lead',
    message: 'Certificates are watched from outside',
    change: [set(certificate, 'A1.status', 'open', 'done'), fill(certificate, 'A1.done')],
  },
  {
    date: '2026-01-28T09:40:00+01:00',
    author: 'cto',
    branch: 'review-payouts-late',
    message: 'Approve the review of the late payouts',
    change: [set(payoutsLate, 'status', 'in_review', 'approved'), fill(payoutsLate, 'approvals')],
  },
  {
    date: '2026-01-28T09:45:00+01:00',
    author: 'cto',
    merge: 'review-payouts-late',
    message: "Merge branch 'review-payouts-late'",
  },
  {
    // The day moves by two months, and nothing in the record says so.
    date: '2026-01-28T17:30:00+01:00',
    author: 'platform-eng',
    message: 'Bring dates in line with the plan of the quarter',
    change: [set(checkout500s, 'A2.due', '2026-01-30', '2026-03-31')],
  },
  {
    date: '2026-01-29T11:30:00+01:00',
    author: 'sre-lead',
    message: 'Payouts: page at 04:00',
    change: [set(payoutsLate, 'A2.status', 'open', 'done'), fill(payoutsLate, 'A2.done')],
  },
  {
    date: '2026-02-06T09:30:00+01:00',
    author: 'security-lead',
    message: 'Close the near miss',
    change: [set(certificate, 'status', 'in_review', 'closed'), fill(certificate, 'times.closed')],
  },

  {
    date: '2026-02-17T18:00:00+01:00',
    author: 'support-lead',
    message: 'Begin the record of the wrong VAT',
    change: [add(wrongVat)],
  },
  {
    date: '2026-02-19T17:15:00+01:00',
    author: 'payments-lead',
    committer: 'forge',
    message:
      'Review the wrong VAT (#31)\n\n* causes and actions\n* it is the same thing as in November\n* R-001 looked at',
    change: [
      set(wrongVat, 'status', 'draft', 'in_review'),
      fill(wrongVat, 'causes', 'actions', 'nonconformity', 'similar', 'repeat_of', 'risks', 'reviews'),
      fill(wrongVat, '## What made detection slow', '## Lessons learned'),
      fill(settings, 'assessments[on: 2026-02-19]'),
      set(settings, 'plan', `[${limits}]`, `[${limits}, ${tax}]`),
    ],
  },
  {
    date: '2026-02-24T12:10:00+01:00',
    author: 'data-eng',
    message: 'Payouts: the lock has an end',
    change: [set(payoutsLate, 'A1.status', 'open', 'done'), fill(payoutsLate, 'A1.done', 'times.cause_addressed')],
  },
  {
    date: '2026-02-25T16:00:00+01:00',
    author: 'support-lead',
    message: 'VAT: everybody has their money back',
    change: [
      set(wrongVat, 'A2.status', 'open', 'done'),
      fill(wrongVat, 'A2.done'),
      edit(
        wrongVat,
        toBePaid,
        'A bookkeeper saw it on an invoice. Putting the rate back took minutes, paying back a week.',
      ),
    ],
  },
  {
    date: '2026-03-02T09:00:00+01:00',
    author: 'payments-lead',
    message: 'Welcome @payments-eng',
    change: [edit('people.yaml', '', joined)],
  },
  {
    // The action gets another owner, and nothing in the record says so.
    date: '2026-03-03T10:20:00+01:00',
    author: 'payments-lead',
    message: 'Plan of March',
    change: [set(wrongVat, 'A1.owner', '"@data-eng"', '"@payments-eng"')],
  },
  {
    date: '2026-03-06T10:00:00+01:00',
    author: 'sre-lead',
    message: 'Exercise: the order database is lost, what we saw',
    change: [add(exercise)],
  },
  {
    date: '2026-03-10T14:00:00+01:00',
    author: 'payments-lead',
    message: 'Connection limits hold, other settings drift on: partly effective',
    change: [set(checkout500s, 'A1.status', 'done', 'verified'), fill(checkout500s, 'A1.verified')],
  },
  {
    date: '2026-03-12T11:45:00+01:00',
    author: 'sre-lead',
    message: 'Exercise: why it took so long',
    change: [set(exercise, 'status', 'draft', 'in_review'), fill(exercise, 'causes', 'actions', '## Lessons learned')],
  },
  {
    date: '2026-03-25T09:50:00+01:00',
    author: 'platform-eng',
    message: 'Exercise: the runbook is what we did. Begin the record of the slow storefront',
    change: [
      edit(
        runbook,
        '# Restore the order database\n\nFind the newest backup in the old bucket and restore it. Then tell the services.\n',
        [
          '# Restore the order database',
          '',
          'Last played: 2026-03-05, by @platform-eng, in 3 hours and 36 minutes.',
          '',
          '1. Say in the incident channel that you restore, and who leads.',
          '2. Stop the writers: `deploy pause checkout payouts`.',
          '3. List the backups: `backup list orders`, and take the newest with state `complete`.',
          '4. `backup restore orders --into orders-new`: 30 minutes for 200 GB.',
          '5. Compare the counts of orders of yesterday: `backup compare orders orders-new`.',
          '6. Point the services at `orders-new`: `deploy set database orders-new`, then `deploy resume checkout payouts`.',
          '7. Note the last order that is there; support writes to those who come after.',
          '',
        ].join('\n'),
      ),
      set(exercise, 'A1.status', 'open', 'done'),
      fill(exercise, 'A1.done'),
      add(slow),
    ],
  },
  {
    date: '2026-03-26T10:00:00+01:00',
    author: 'sre-lead',
    message: 'Close the exercise',
    change: [set(exercise, 'status', 'in_review', 'closed'), fill(exercise, 'times.closed')],
  },
  {
    date: '2026-04-02T15:00:00+02:00',
    author: 'sre-lead',
    message: 'Storefront: cause and action; the third why is with the maker of the cache',
    change: [
      set(slow, 'status', 'draft', 'in_review'),
      fill(slow, 'causes', 'actions', 'similar', '## Lessons learned'),
      add('.pir/waivers.yaml'),
    ],
  },
  {
    date: '2026-04-15T13:30:00+02:00',
    author: 'sre-lead',
    message: 'Payouts: two failovers survived',
    change: [set(payoutsLate, 'A1.status', 'done', 'verified'), fill(payoutsLate, 'A1.verified')],
  },
  {
    date: '2026-04-20T14:00:00+02:00',
    author: 'payments-lead',
    message: 'Close the late payouts, R-002 is as it was',
    change: [
      set(payoutsLate, 'status', 'approved', 'closed'),
      fill(payoutsLate, 'times.closed'),
      fill(onePart, 'assessments[on: 2026-04-20]'),
    ],
  },

  {
    date: '2026-04-21T19:50:00+02:00',
    author: 'sre-lead',
    message: 'Begin the record of tonight',
    change: [add(turnedAway)],
  },
  {
    date: '2026-04-21T21:30:00+02:00',
    author: 'sre-lead',
    message: 'It was worse than we thought: sev1',
    change: [set(turnedAway, 'severity', 'sev2', 'sev1'), fill(turnedAway, 'severity_changes', 'impact.cost')],
  },
  {
    date: '2026-04-22T11:00:00+02:00',
    author: 'security-lead',
    message: 'Checkout: hot-wash',
    change: [fill(turnedAway, 'reviews')],
  },
  {
    date: '2026-04-22T16:10:00+02:00',
    author: 'platform-eng',
    message: 'Storefront: one worker computes, the others serve',
    change: [set(slow, 'A1.status', 'open', 'done'), fill(slow, 'A1.done')],
  },
  {
    // After the sign-off: the fingerprint of the approval does not fit any more.
    date: '2026-04-27T15:20:00+02:00',
    author: 'payments-lead',
    message: 'Payouts: correct the number of shops',
    change: [
      set(payoutsLate, 'impact.customers', '180', '312'),
      edit(payoutsLate, 'reached 180 shops on the next banking day', 'reached 312 shops on the next banking day'),
    ],
  },
  {
    date: '2026-04-28T17:00:00+02:00',
    author: 'payments-lead',
    branch: 'review-checkout-turned-away',
    message: 'Review the evening at which checkout turned buyers away',
    change: [
      set(turnedAway, 'status', 'draft', 'in_review'),
      fill(turnedAway, 'causes', 'actions', 'controls', 'nonconformity', 'similar', 'repeat_of', 'risks', 'policies'),
      fill(turnedAway, 'reviews[stage: full]', '## What made response harder', '## Lessons learned'),
    ],
  },
  {
    date: '2026-04-28T17:25:00+02:00',
    author: 'sre-lead',
    branch: 'review-checkout-turned-away',
    message: 'R-001: three within six months',
    change: [
      fill(settings, 'assessments[on: 2026-04-28]'),
      set(settings, 'plan', `[${limits}, ${tax}]`, `[${limits}, ${tax}, 2026-04-21-buyers-refused/A1]`),
    ],
  },
  {
    date: '2026-04-30T12:00:00+02:00',
    author: 'sre-lead',
    message: 'Close the slow storefront',
    change: [set(slow, 'status', 'in_review', 'closed'), fill(slow, 'times.closed')],
  },
  {
    date: '2026-05-05T10:15:00+02:00',
    author: 'cto',
    branch: 'review-checkout-turned-away',
    message: 'Approve the review of 21 April',
    change: [set(turnedAway, 'status', 'in_review', 'approved'), fill(turnedAway, 'approvals')],
  },
  {
    date: '2026-05-05T10:40:00+02:00',
    author: 'payments-lead',
    merge: 'review-checkout-turned-away',
    message: "Merge branch 'review-checkout-turned-away'",
  },
  {
    date: '2026-05-08T15:10:00+02:00',
    author: 'platform-eng',
    message: 'Settings that drift have an alert, at last',
    change: [set(checkout500s, 'A2.status', 'open', 'done'), fill(checkout500s, 'A2.done', 'times.cause_addressed')],
  },
  {
    date: '2026-05-11T10:00:00+02:00',
    author: 'payments-lead',
    message: 'Close the checkout errors of November',
    change: [
      set(checkout500s, 'status', 'in_review', 'closed'),
      fill(checkout500s, 'times.closed'),
      edit(
        checkout500s,
        'Limits will\nlive in the repository.\n',
        'Limits now live in the\nrepository; an alert on settings that drift took six months.\n',
      ),
    ],
  },
  {
    date: '2026-05-18T16:30:00+02:00',
    author: 'sre-lead',
    branch: 'settings-are-changes',
    message: 'Settings are changes',
    change: [
      set(changeManagement, 'version', '"1"', '"2"'),
      set(changeManagement, 'effective', '2025-11-10', '2026-06-01'),
      set(changeManagement, 'review_by', '2026-11-10', '2027-06-01'),
      fill(changeManagement, 'changes[version: "2"]'),
      edit(
        changeManagement,
        'Code and infrastructure.\n',
        [
          'Code, infrastructure, and every setting of a running service that customers can feel: limits, prices, taxes, switches.',
          'It does not matter where the setting is made.\n',
        ].join('\n'),
      ),
      set(turnedAway, 'A2.status', 'open', 'done'),
      fill(turnedAway, 'A2.done'),
    ],
  },
  {
    date: '2026-05-20T09:00:00+02:00',
    author: 'cto',
    branch: 'settings-are-changes',
    message: 'Approve change management 2',
    change: [fill(changeManagement, 'approvals[version: "2"]')],
  },
  {
    date: '2026-05-20T09:30:00+02:00',
    author: 'sre-lead',
    merge: 'settings-are-changes',
    message: "Merge branch 'settings-are-changes'",
  },

  {
    date: '2026-05-28T12:00:00+02:00',
    author: 'security-lead',
    message: 'A security incident; the full record is kept elsewhere',
    change: [add(misused)],
  },
  {
    date: '2026-05-29T16:00:00+02:00',
    author: 'payments-eng',
    message: 'Tax, shipping and limits go through the pipeline',
    change: [set(wrongVat, 'A1.status', 'open', 'done'), fill(wrongVat, 'A1.done', 'times.cause_addressed')],
  },
  {
    date: '2026-05-29T17:20:00+02:00',
    author: 'security-lead',
    message: 'Security incident: over',
    change: [fill(misused, 'times.resolved')],
  },
  {
    date: '2026-05-30T11:40:00+02:00',
    author: 'security-lead',
    message: 'Security incident: the authority is told',
    change: [fill(misused, 'notifications')],
  },
  {
    date: '2026-05-31T14:00:00+02:00',
    author: 'cto',
    message: 'Security incident: hot-wash',
    change: [fill(misused, 'reviews')],
  },
  {
    date: '2026-06-01T10:00:00+02:00',
    author: 'payments-lead',
    message: 'Close the wrong VAT',
    change: [set(wrongVat, 'status', 'in_review', 'closed'), fill(wrongVat, 'times.closed')],
  },
  {
    date: '2026-06-08T18:00:00+02:00',
    author: 'security-lead',
    message: 'Security incident: review, R-003 raised',
    change: [
      set(misused, 'status', 'draft', 'in_review'),
      fill(misused, 'causes', 'actions', 'nonconformity', 'similar', 'risks', 'reviews[stage: full]'),
      fill(wrongPeople, 'assessments[on: 2026-06-08]', 'plan'),
    ],
  },
  {
    date: '2026-06-10T09:00:00+02:00',
    author: 'cto',
    message: 'Approve the review of the security incident',
    change: [set(misused, 'status', 'in_review', 'approved'), fill(misused, 'approvals')],
  },
  {
    date: '2026-06-16T20:00:00+02:00',
    author: 'platform-eng',
    message: 'Begin the record of the search outage',
    change: [add(searchDown)],
  },
  {
    date: '2026-06-18T13:00:00+02:00',
    author: 'data-eng',
    committer: 'forge',
    message: 'Search outage: one region is one too few (#44)',
    change: [
      set(searchDown, 'status', 'draft', 'in_review'),
      fill(searchDown, 'causes', 'actions', 'similar', '## Lessons learned'),
    ],
  },
  {
    date: '2026-06-29T16:00:00+02:00',
    author: 'sre-lead',
    message: 'Goodbye @data-eng, and thank you',
    change: [
      edit(
        'people.yaml',
        '[data-eng@example.com], team: platform, roles: [responder] }',
        '[data-eng@example.com], team: platform, roles: [responder], until: 2026-06-30 }',
      ),
    ],
  },

  {
    date: '2026-07-01T12:10:00+02:00',
    author: 'support-lead',
    message: 'Customers report payments that time out',
    change: [add(timeOut)],
  },
  {
    date: '2026-07-01T15:00:00+02:00',
    author: 'payments-eng',
    message: 'Begin the record of the slow card payments',
    change: [add(cardsSlow)],
  },
  {
    date: '2026-07-02T09:00:00+02:00',
    author: 'support-lead',
    message: 'One incident, one record: withdraw mine',
    change: [set(timeOut, 'status', 'draft', 'withdrawn'), fill(timeOut, 'withdrawn')],
  },
  {
    date: '2026-07-03T16:30:00+02:00',
    author: 'payments-lead',
    branch: 'review-card-payments',
    message: 'Review the slow card payments',
    change: [
      set(cardsSlow, 'status', 'draft', 'in_review'),
      fill(cardsSlow, 'causes', 'actions', 'similar', 'risks', 'reviews', '## Lessons learned'),
      fill(onePart, 'assessments[on: 2026-07-03]'),
      set(onePart, 'plan', `[${lock}]`, `[${lock}, 2026-07-01-cards-slow/A2]`),
    ],
  },
  {
    date: '2026-07-06T08:50:00+02:00',
    author: 'payments-lead',
    merge: 'review-card-payments',
    message: "Merge branch 'review-card-payments'",
  },
  {
    date: '2026-07-07T10:30:00+02:00',
    author: 'platform-eng',
    message: 'Begin the record of the silent search',
    change: [add(silent)],
  },
  {
    date: '2026-07-08T14:00:00+02:00',
    author: 'sre-lead',
    message: 'Support tools ask for a key',
    change: [set(misused, 'A1.status', 'open', 'done'), fill(misused, 'A1.done')],
  },
  {
    date: '2026-07-09T16:40:00+02:00',
    author: 'sre-lead',
    branch: 'review-search-silent',
    message: 'Review the silent search: nobody was called',
    change: [
      set(silent, 'status', 'draft', 'in_review'),
      fill(silent, 'causes', 'actions', 'controls', 'nonconformity', 'similar', 'risks', 'reviews'),
      fill(silent, '## What went well', '## Lessons learned'),
    ],
  },
  {
    date: '2026-07-09T17:05:00+02:00',
    author: 'security-lead',
    branch: 'review-search-silent',
    message: 'R-004: likelier than we thought',
    change: [fill(nobodyReached, 'assessments[on: 2026-07-09]', 'plan')],
  },
  {
    date: '2026-07-10T09:15:00+02:00',
    author: 'sre-lead',
    merge: 'review-search-silent',
    message: "Merge branch 'review-search-silent'",
  },
  {
    date: '2026-07-10T12:10:00+02:00',
    author: 'security-lead',
    message: 'Security incident: its cause is gone',
    change: [fill(misused, 'times.cause_addressed')],
  },
  {
    date: '2026-07-15T17:00:00+02:00',
    author: 'cto',
    message: 'Management review of the half-year',
    change: [add(half)],
  },
  {
    date: '2026-07-21T10:00:00+02:00',
    author: 'payments-eng',
    message: 'Checkout waits eight seconds for the gateway',
    change: [set(cardsSlow, 'A1.status', 'open', 'done'), fill(cardsSlow, 'A1.done')],
  },
  {
    date: '2026-07-22T16:20:00+02:00',
    author: 'sre-lead',
    message: 'On call: who leaves is taken off, and Monday is for a test',
    change: [set(silent, 'A1.status', 'open', 'done'), fill(silent, 'A1.done')],
  },
  {
    date: '2026-07-27T09:00:00+02:00',
    author: 'cto',
    message: 'Two people for the settings work',
    change: [
      edit(
        half,
        `status: open, kind: prevent, ${decision} }`,
        `status: done, kind: prevent, ${decision}, done: { on: 2026-07-27, by: "@cto", evidence: ["https://tracker.example/MGT-12"] } }`,
      ),
    ],
  },
  {
    date: '2026-07-29T15:10:00+02:00',
    author: 'platform-eng',
    message: 'Search: no index that is too small',
    change: [set(silent, 'A3.status', 'open', 'done'), fill(silent, 'A3.done')],
  },
  {
    date: '2026-07-31T14:30:00+02:00',
    author: 'security-lead',
    branch: 'plan-2',
    message: 'The incident response plan says who is called',
    change: [
      set(plan, 'version', '"1"', '"2"'),
      set(plan, 'status', 'in_force', 'in_review'),
      set(plan, 'effective', '2025-11-10', '2026-08-10'),
      set(plan, 'review_by', '2026-11-30', '2027-08-10'),
      fill(plan, 'audience', 'changes[version: "2"]', '## Who is called'),
      fill(silent, 'policies'),
    ],
  },
  {
    date: '2026-08-03T11:00:00+02:00',
    author: 'payments-eng',
    message: 'Second gateway: begun',
    change: [set(cardsSlow, 'A2.status', 'open', 'in_progress')],
  },
  {
    date: '2026-08-04T10:10:00+02:00',
    author: 'cto',
    branch: 'plan-2',
    message: 'Approve the incident response plan 2',
    change: [fill(plan, 'approvals[version: "2"]'), set(plan, 'status', 'in_review', 'in_force')],
  },
  {
    date: '2026-08-04T10:30:00+02:00',
    author: 'security-lead',
    merge: 'plan-2',
    message: "Merge branch 'plan-2'",
  },
  {
    date: '2026-08-04T10:45:00+02:00',
    author: 'security-lead',
    message: 'Silent search: the plan is approved',
    change: [set(silent, 'A2.status', 'open', 'done'), fill(silent, 'A2.done')],
  },
  {
    date: '2026-08-10T08:55:00+02:00',
    author: 'security-lead',
    message: 'The plan holds from today, and I accept it',
    change: [add(acceptedBy('security-lead')), fill(silent, 'times.cause_addressed')],
  },
  {
    date: '2026-08-10T09:40:00+02:00',
    author: 'sre-lead',
    message: 'Accept the incident response plan 2',
    change: [add(acceptedBy('sre-lead'))],
  },
  {
    date: '2026-08-11T11:15:00+02:00',
    author: 'cto',
    message: 'Accept the incident response plan 2',
    change: [add(acceptedBy('cto'))],
  },
  {
    date: '2026-08-13T13:20:00+02:00',
    author: 'platform-eng',
    message: 'Accept the incident response plan 2',
    change: [add(acceptedBy('platform-eng'))],
  },
  {
    date: '2026-08-17T09:10:00+02:00',
    author: 'payments-lead',
    message: 'Accept the incident response plan 2',
    change: [add(acceptedBy('payments-lead'))],
  },
  {
    date: '2026-08-19T14:30:00+02:00',
    author: 'payments-eng',
    message: 'Begin the record of the invoices',
    change: [add(invoices)],
  },
  {
    date: '2026-08-20T15:20:00+02:00',
    author: 'security-lead',
    message: 'Invoices: the authority and the shops are told',
    change: [fill(invoices, 'notifications')],
  },
  {
    date: '2026-08-21T17:00:00+02:00',
    author: 'payments-lead',
    committer: 'forge',
    message: 'Review the invoices to the wrong shops (#58)',
    change: [
      set(invoices, 'status', 'draft', 'in_review'),
      fill(invoices, 'causes', 'actions', 'nonconformity', 'similar', 'risks', 'reviews'),
      fill(invoices, '## What went well', '## Lessons learned'),
      fill(wrongPeople, 'assessments[on: 2026-08-21]'),
      set(wrongPeople, 'plan', `[${keys}]`, `[${keys}, 2026-08-19-wrong-invoices/A3]`),
    ],
  },
  {
    date: '2026-08-24T10:30:00+02:00',
    author: 'platform-eng',
    message: 'The console waits for read-only roles: a new date, agreed with @payments-lead',
    change: [
      set(turnedAway, 'A1.due', '2026-08-31', '2026-11-30'),
      set(turnedAway, 'A1.status', 'open', 'in_progress'),
      fill(turnedAway, 'A1.deferrals'),
    ],
  },
  {
    date: '2026-08-26T18:00:00+02:00',
    author: 'payments-eng',
    message: 'Invoices find their address by the shop',
    change: [set(invoices, 'A2.status', 'open', 'done'), fill(invoices, 'A2.done')],
  },
  {
    date: '2026-08-27T12:00:00+02:00',
    author: 'support-lead',
    message: 'Invoices: the last shop has answered',
    change: [set(invoices, 'A1.status', 'open', 'done'), fill(invoices, 'A1.done')],
  },
  {
    date: '2026-08-27T16:30:00+02:00',
    author: 'support-lead',
    message: 'Practised: a call that nobody answers',
    change: [set(silent, 'A4.status', 'open', 'done'), fill(silent, 'A4.done')],
  },
  {
    // Support accepts what it has learnt in the training system.
    date: '2026-08-28T10:00:00+02:00',
    author: 'security-lead',
    message: 'Acceptances out of the training system',
    change: [add(acceptedBy('support-lead'))],
  },
  {
    date: '2026-08-31T14:30:00+02:00',
    author: 'sre-lead',
    message: 'VAT: ninety days without a setting changed by hand',
    change: [set(wrongVat, 'A1.status', 'done', 'verified'), fill(wrongVat, 'A1.verified')],
  },
  {
    date: '2026-09-02T10:00:00+02:00',
    author: 'sre-lead',
    message: 'R-001: lower, and not yet low',
    change: [fill(settings, 'assessments[on: 2026-09-02]'), set(settings, 'review_by', '2026-09-02', '2027-03-02')],
  },
  {
    date: '2026-09-09T17:30:00+02:00',
    author: 'platform-eng',
    message: 'Begin the record of the lost zone',
    change: [add(unreachable)],
  },
  {
    date: '2026-09-11T11:00:00+02:00',
    author: 'security-lead',
    message: 'Security incident: no sign-in without a key',
    change: [set(misused, 'A1.status', 'done', 'verified'), fill(misused, 'A1.verified')],
  },
  {
    date: '2026-09-11T16:00:00+02:00',
    author: 'sre-lead',
    branch: 'review-storefront-unreachable',
    message: 'Review the lost zone',
    change: [
      set(unreachable, 'status', 'draft', 'in_review'),
      fill(unreachable, 'causes', 'actions', 'similar', 'no_risk', 'reviews', '## Lessons learned'),
    ],
  },
  {
    date: '2026-09-14T09:00:00+02:00',
    author: 'security-lead',
    message: 'Close the security incident',
    change: [set(misused, 'status', 'approved', 'closed'), fill(misused, 'times.closed')],
  },
  {
    date: '2026-09-14T10:20:00+02:00',
    author: 'sre-lead',
    merge: 'review-storefront-unreachable',
    message: "Merge branch 'review-storefront-unreachable'",
  },
  {
    // What was an idea becomes work, and nobody has said that they will do it.
    date: '2026-09-15T09:30:00+02:00',
    author: 'payments-lead',
    message: 'Invoices: we will compare before we send',
    change: [set(invoices, 'A3.status', 'proposed', 'open')],
  },
  {
    date: '2026-09-17T15:00:00+02:00',
    author: 'platform-eng',
    message: 'The restore is played again: 55 minutes',
    change: [
      edit(
        runbook,
        'Last played: 2026-03-05, by @platform-eng, in 3 hours and 36 minutes.',
        'Last played: 2026-09-17, by @platform-eng, in 55 minutes.',
      ),
    ],
  },
  {
    date: '2026-09-18T14:00:00+02:00',
    author: 'support-lead',
    message: 'Eight test calls, eight answers',
    change: [set(silent, 'A1.status', 'done', 'verified'), fill(silent, 'A1.verified')],
  },
  {
    date: '2026-09-21T11:00:00+02:00',
    author: 'security-lead',
    message: 'R-004: back to where it was',
    change: [fill(nobodyReached, 'assessments[on: 2026-09-21]')],
  },
  {
    date: '2026-09-23T10:00:00+02:00',
    author: 'sre-lead',
    message: 'Close the silent search',
    change: [set(silent, 'status', 'in_review', 'closed'), fill(silent, 'times.closed')],
  },
  {
    date: '2026-10-06T19:30:00+02:00',
    author: 'payments-lead',
    message: 'Begin the record of the missing cents',
    change: [add(byCents)],
  },
  {
    date: '2026-10-08T17:50:00+02:00',
    author: 'platform-eng',
    message: 'Zones are checked before they are published',
    change: [set(unreachable, 'A1.status', 'open', 'done'), fill(unreachable, 'A1.done')],
  },
  {
    date: '2026-10-12T15:30:00+02:00',
    author: 'security-lead',
    message: 'Prepare the management review of the third quarter',
    change: [add(thirdQuarter)],
  },
  {
    date: '2026-10-29T11:00:00+01:00',
    author: 'security-lead',
    message: 'Begin the record of the late codes',
    change: [add(codesLate)],
  },
];
