import { each } from '../../core/record/record.ts';
import type { Incident } from '../../core/record/shapes.ts';
import type { Table } from '../../core/report.ts';

/** The entries of the register that an incident concerns, and what it says about each. */
export function risksTable({ risks }: Incident): Table {
  return {
    name: 'risks',
    title: 'Risks that it concerns',
    columns: [
      { key: 'id', title: 'Risk', unit: 'text' },
      { key: 'effect', title: 'Effect', unit: 'text' },
      { key: 'note', title: 'Note', unit: 'text' },
    ],
    rows: [...each(risks)].map(([, { id, effect, note }]) => ({
      id: id ?? null,
      effect: effect ?? null,
      note: note || null,
    })),
  };
}
