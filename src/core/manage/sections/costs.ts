import { compareText } from '../../finding.ts';
import { column, type Row } from '../../report.ts';
import { partOf } from '../../words.ts';
import { tableOf } from '../figures.ts';
import { countedIn } from '../incidents.ts';
import type { LookedAt } from '../looked-at.ts';
import type { Said, Section } from '../section.ts';

/** What incidents cost, as far as anybody wrote it down. */
export const costs: Section = {
  id: 'costs',
  title: 'Costs and customers',
  items: ['9.3.2d'],
  say,
};

function say(at: LookedAt): Said {
  const all = countedIn(at, at.period);
  const sums = new Map<string, { amount: number; incidents: number; most: number }>();
  for (const { data } of all) {
    const { amount, currency } = data.impact?.cost ?? {};
    if (typeof amount !== 'number' || currency === undefined) continue;
    const sum = sums.get(currency) ?? { amount: 0, incidents: 0, most: 0 };
    sums.set(currency, { amount: sum.amount + amount, incidents: sum.incidents + 1, most: Math.max(sum.most, amount) });
  }
  const rows = [...sums]
    .sort(([a], [b]) => compareText(a, b))
    .map(
      ([currency, { amount, incidents, most }]): Row => ({
        currency,
        amount: cents(amount),
        most,
        incidents,
        of: all.length,
      }),
    );
  const table = tableOf(
    'costs',
    'Costs by currency',
    [
      column('currency', 'Currency'),
      column('amount', 'Sum', 'money'),
      column('most', 'Costliest', 'money'),
      column('incidents', 'Incidents', 'count'),
      column('of', 'Of', 'count'),
    ],
    rows,
  );
  const told = all.filter(({ data }) => typeof data.impact?.customers === 'number');
  const customers = told.reduce((sum, { data }) => sum + (data.impact?.customers ?? 0), 0);
  const stated = rows.reduce((sum, row) => sum + Number(row.incidents), 0);
  return {
    blocks: [
      {
        block: 'text',
        text: `${partOf(stated, all.length, 'incident', verbs)} a cost${rows.length > 1 ? '; currencies are not added up' : ''}. ${partOf(told.length, all.length, 'incident', verbs)} how many customers were affected${told.length === 0 ? '' : `: ${customers}${told.length === 1 ? '' : ' together, who may be the same ones'}`}.`,
      },
      ...(rows.length === 0 ? [] : [{ block: 'table' as const, table }]),
    ],
    tables: [table],
  };
}

const verbs = ['states', 'state'] as const;

// Sums of amounts in binary fractions.
const cents = (amount: number): number => Math.round(amount * 100) / 100;
