import { describe, expect, it } from 'vitest';
import { incidentsOf, linksByRisk, riskColumns, riskRows } from '../../../src/core/risk/register.ts';
import { around, assessed, incident, risk } from './records.ts';

const promised = 'id title owner likelihood impact level treatment last_assessed review_by incidents overdue'.split(
  ' ',
);
const action = (id: string, due: string, status = 'open') =>
  `  - { id: ${id}, title: T, owner: "@a", due: ${due}, status: ${status}, kind: prevent }\n`;

const whole = risk(
  'R-014',
  `treatment: mitigate\ncontrols: [iso27001:A.8.32]\nplan: [down/A1, down/A2, nowhere/A9]\nassessments:\n${assessed('2026-01-10', 2, 4)}${assessed('2026-03-12', 3, 4, ', incident: down')}target: { likelihood: 1, impact: 4 }\nacceptance: { by: "@cto", on: 2026-03-12, until: 2026-09-12 }\nreview_by: 2026-05-31\n`,
);
const down = incident('down', `actions:\n${action('A1', '2026-05-31')}${action('A2', '2026-05-31', 'done')}`);
const other = incident('other', 'risks: [{ id: R-014 }]\n');

describe('riskRows', () => {
  it('begins with the keys that are promised, and has a column for each', () => {
    const [row = {}] = riskRows([whole], around([whole, down, other]));
    expect(Object.keys(row).slice(0, promised.length)).toEqual(promised);
    expect(riskColumns.map(({ key }) => key)).toEqual(Object.keys(row));
  });

  it('tells one risk', () => {
    expect(riskRows([whole], around([whole, down, other]))).toEqual([
      {
        id: 'R-014',
        title: 'R-014 may happen',
        owner: '@carol',
        likelihood: 3,
        impact: 4,
        level: 'high',
        treatment: 'mitigate',
        last_assessed: '2026-03-12',
        review_by: '2026-05-31',
        incidents: ['down', 'other'],
        overdue: true,
        status: 'open',
        category: 'process/supplier',
        at: '3×4',
        score: 12,
        target_likelihood: 1,
        target_impact: 4,
        target_level: 'low',
        controls: ['iso27001:A.8.32'],
        plan: ['down/A1', 'down/A2', 'nowhere/A9'],
        plan_open: 1,
        plan_overdue: 1,
        accepted_until: '2026-09-12',
        accepted_by: '@cto',
        review_overdue: true,
      },
    ]);
  });

  it('knows no more than what had happened by the day: the due day itself is not late', () => {
    const [row] = riskRows([whole], around([whole, down, other], '2026-03-11'));
    expect(row).toMatchObject({ likelihood: 2, level: 'medium', overdue: false, plan_open: 1, review_overdue: false });
    const [onTheDay] = riskRows([whole], around([whole, down, other], '2026-05-31'));
    expect(onTheDay).toMatchObject({ overdue: false, review_overdue: false });
  });

  it('says null of what nobody knows', () => {
    const bare = risk('R-1');
    expect(riskRows([bare], around([bare]))[0]).toMatchObject({
      likelihood: null,
      level: null,
      at: null,
      last_assessed: null,
      treatment: null,
      target_level: null,
      incidents: [],
      overdue: false,
      plan: [],
    });
  });

  it('puts the open and the highest first', () => {
    const at = (id: string, likelihood: number, status?: string) =>
      risk(id, `assessments:\n${assessed('2026-01-10', likelihood, 5)}`, status);
    const risks = [at('R-1', 1), at('R-2', 5, 'closed'), at('R-4', 3), at('R-3', 3), risk('R-5')];
    expect(riskRows(risks, around(risks)).map(({ id }) => id)).toEqual(['R-3', 'R-4', 'R-1', 'R-5', 'R-2']);
  });

  it('does not call the plan of a closed risk late', () => {
    const closed = risk('R-1', 'plan: [down/A1]\nreview_by: 2026-01-01\n', 'closed');
    expect(riskRows([closed], around([closed, down]))[0]).toMatchObject({ overdue: false, review_overdue: false });
  });
});

it('links both ways, but not from what was withdrawn', () => {
  const links = linksByRisk([
    other,
    incident('third', 'risks: [{ id: R-014 }]\n'),
    incident('gone', 'risks: [{ id: R-014 }]\n', 'withdrawn'),
  ]);
  expect([...links]).toEqual([['R-014', ['other', 'third']]]);
  expect(incidentsOf(whole, ['other', 'down'])).toEqual(['down', 'other']);
});
