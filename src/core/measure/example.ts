import type { ActionHistory, IncidentHistory } from '../history/incident-history.ts';
import type { Incident } from '../record/shapes.ts';
import { parseInstant } from '../time.ts';

/** The as-of moment of the metrics' examples. */
export const EXAMPLE_AS_OF = '2026-12-31T12:00:00Z';

/** The incident on which every metric shows itself. */
export const exampleIncident: Incident = {
  id: '2026-11-20-checkout-500s',
  title: 'Checkout API returned 500s for 42 minutes',
  type: 'availability',
  severity: 'sev2',
  status: 'in_review',
  services: ['checkout-api'],
  times: {
    started: '2026-11-20T09:12:00+01:00',
    detected: '2026-11-20T09:20:00+01:00',
    acknowledged: '2026-11-20T09:23:00+01:00',
    mitigated: '2026-11-20T09:41:00+01:00',
    resolved: '2026-11-20T09:54:00+01:00',
    cause_addressed: '2026-12-10T00:00:00Z',
  },
  causes: [{ id: 'C1', role: 'root', category: 'process/change-management', statement: 'Limits were changed by hand' }],
  actions: [
    {
      id: 'A1',
      title: 'Manage pool limits in code',
      owner: '@bob',
      due: '2026-12-15',
      status: 'done',
      kind: 'prevent',
    },
    { id: 'A2', title: 'Alert on pool use', owner: '@bob', due: '2026-12-20', status: 'open', kind: 'detect' },
    { id: 'A3', title: 'Write a runbook', owner: '@dan', due: '2027-01-31', status: 'in_progress', kind: 'mitigate' },
  ],
  reviews: [
    { stage: 'hotwash', held: '2026-11-21' },
    { stage: 'full', held: '2026-11-25T15:00:00+01:00' },
  ],
};

/** The same thing, exactly as long before it as the window of repeats reaches. */
export const exampleEarlier: Incident = {
  ...exampleIncident,
  id: '2026-05-20-checkout-down',
  title: 'Checkout down for an hour',
  times: {
    started: '2026-05-20T09:20:00+01:00',
    detected: '2026-05-20T09:20:00+01:00',
    resolved: '2026-05-20T10:20:00+01:00',
  },
};

const at = (instant: string): number => parseInstant(instant) ?? Number.NaN;

const recorded = (due: string, firstDue = due, slips = 0): ActionHistory => ({
  recordedAt: at('2026-11-24T10:00:00Z'),
  isBeforeEpoch: false,
  doneAt: null,
  closing: null,
  reopened: 0,
  slip: { firstDue, lastDue: due, days: 0, times: slips },
});

/** What the main line of git has of that incident. */
export const exampleHistory: IncidentHistory = {
  recordedAt: at('2026-11-20T10:00:00Z'),
  isBeforeEpoch: false,
  actions: new Map([
    ['A1', { ...recorded('2026-12-15'), doneAt: at('2026-12-08T10:00:00Z') }],
    ['A2', recorded('2026-12-20', '2026-12-10', 2)],
    ['A3', recorded('2027-01-31')],
  ]),
  closingsBackDated: 1,
  closingsWithoutEvidence: 1,
  slips: 2,
  actionsReopened: 1,
  reviewsReopened: 1,
};
