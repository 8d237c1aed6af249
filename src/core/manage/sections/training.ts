import { compareText } from '../../finding.ts';
import { isWithin } from '../../measure/period.ts';
import { refOf } from '../../record/action.ts';
import { actionsOf } from '../../record/record.ts';
import { column } from '../../report.ts';
import { countOf } from '../../words.ts';
import { actionsIn } from '../actions-in.ts';
import { listed, tableOf } from '../figures.ts';
import { type LookedAt, withActions } from '../looked-at.ts';
import type { Said, Section } from '../section.ts';

/** What incidents changed in training and awareness. */
export const training: Section = {
  id: 'training',
  title: 'Training and awareness',
  items: ['9.3.2g'],
  say,
};

function say(at: LookedAt): Said {
  const own = new Set(
    withActions(at).flatMap((record) =>
      actionsOf(record).flatMap(([, action]) => (action.class === 'training' ? [refOf(record, action)] : [])),
    ),
  );
  const rows = actionsIn(at)
    .filter(({ ref }) => own.has(String(ref)))
    .filter(
      ({ status, closed }) =>
        status === 'open' ||
        status === 'in_progress' ||
        status === 'proposed' ||
        (typeof closed === 'string' && isWithin(closed, at.period)),
    )
    .sort((a, b) => compareText(String(a.due ?? '9999'), String(b.due ?? '9999')));
  const table = tableOf(
    'training',
    'Actions of class training: open, or closed in the period',
    [
      column('ref', 'Action'),
      column('title', 'Title'),
      column('owner', 'Owner'),
      column('status', 'Status'),
      column('due', 'Due', 'date'),
      column('closed', 'Closed', 'date'),
      column('effectiveness', 'Effect'),
    ],
    rows.map(({ ref, title, owner, status, due, closed, effectiveness }) => ({
      ref: ref ?? null,
      title: title ?? null,
      owner: owner ?? null,
      status: status ?? null,
      due: due ?? null,
      closed: closed ?? null,
      effectiveness: effectiveness ?? null,
    })),
  );
  const closed = rows.filter((row) => row.closed !== null).length;
  return {
    blocks: [
      {
        block: 'text',
        text:
          rows.length === 0
            ? 'No training came of incidents in this period, and none is open.'
            : `${countOf(rows.length, 'training action')}, ${closed} closed in the period.`,
      },
      ...(rows.length === 0 ? [] : listed(table, 'pir report --format json')),
    ],
    tables: [table],
  };
}
