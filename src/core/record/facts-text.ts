import type { Config } from '../config.ts';
import { parseInstant } from '../time.ts';
import { markdownTable, markdownText } from './markdown-text.ts';
import { each } from './record.ts';
import type { Action, Cause, Incident } from './shapes.ts';

const milestones = [
  ['started', 'Started'],
  ['detected', 'Detected'],
  ['acknowledged', 'Acknowledged'],
  ['mitigated', 'Mitigated'],
  ['resolved', 'Resolved'],
  ['cause_addressed', 'Cause addressed'],
  ['closed', 'Review closed'],
] as const;

/** The moments of an incident as written, each with the time since start and detection; empty without any. */
export function timesText({ times = {}, within, not_applicable }: Incident): string {
  const since = (key: 'started' | 'detected', at: number | undefined) => {
    const from = times[key] === undefined ? undefined : parseInstant(times[key]);
    return from === undefined || at === undefined ? '' : elapsed(at - from);
  };
  const rows = milestones.flatMap(([key, title]) => {
    const written = times[key];
    if (written === undefined) {
      const reason = not_applicable?.[key];
      return reason === undefined ? [] : [[title, `not applicable: ${markdownText(reason)}`, '', '']];
    }
    const at = parseInstant(written);
    const time = within?.[key] === undefined ? written : `${written} ± ${within[key]}`;
    return [
      [
        title,
        markdownText(time),
        key === 'started' ? '' : since('started', at),
        key === 'detected' ? '' : since('detected', at),
      ],
    ];
  });
  return rows.length === 0 ? '' : markdownTable(['Moment', 'Time', 'After start', 'After detection'], rows);
}

const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
] as const;

/** Seconds in full, nothing rounded away above a second: `1d 2h`, `42m`, `0s`. */
function elapsed(seconds: number): string {
  let rest = Math.round(Math.abs(seconds));
  const parts = units.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count}${unit}`];
  });
  return parts.length === 0 ? '0s' : `${seconds < 0 ? '-' : ''}${parts.join(' ')}`;
}

/** What the incident did, and who was told, as a list; empty without any such fact. */
export function impactText({ impact, notifications, services }: Incident, config: Config): string {
  const lines: string[] = [];
  const classes = [...each(impact?.data_classes)].map(([, name]) => markdownText(name));
  if (impact?.summary?.trim()) lines.push(`- ${markdownText(impact.summary)}`);
  if (impact?.customers !== undefined) lines.push(`- Customers: ${impact.customers}`);
  if (classes.length > 0) lines.push(`- Data classes: ${classes.join(', ')}`);
  if (impact?.cost?.amount !== undefined)
    lines.push(`- Cost: ${impact.cost.amount} ${impact.cost.currency ?? ''}`.trim());
  for (const [, { to, on, ref }] of each(notifications)) {
    lines.push(
      `- Told: ${markdownText(to ?? '?')}${on ? `, ${on}` : ''}${ref?.trim() ? ` (${markdownText(ref)})` : ''}`,
    );
  }
  if (lines.length === 0) return '';
  const names = [...each(services)].map(([, id]) => markdownText(serviceName(id, config)));
  return [...lines, ...(names.length > 0 ? [`- Services: ${names.join(', ')}`] : [])].join('\n');
}

function serviceName(id: string, { services }: Config): string {
  return (Object.hasOwn(services, id) && services[id]?.name) || id;
}

/** Causes with their whys, and the controls that did not hold; empty without any. */
export function causesText({ causes, controls, confidentiality }: Incident): string {
  const untold = confidentiality === 'restricted' ? 'told in the full record' : '?';
  const parts = [...each(causes)].map(([, cause]) => causeText(cause, untold));
  const gaps = [...each(controls)].map(([, { id, gap }]) => `- ${markdownText(id ?? '?')}${gap ? `: ${gap}` : ''}`);
  if (gaps.length > 0) parts.push(`Controls that did not hold:\n\n${gaps.join('\n')}`);
  return parts.join('\n\n');
}

function causeText({ id, role, category, gap, statement, whys, stopped, accepted }: Cause, untold: string): string {
  const facts = [role, category, gap && `${gap} gap`].flatMap((fact) => (fact ? [markdownText(fact)] : []));
  const parts = [`**${markdownText(id ?? '?')}** (${facts.join(', ')}): ${markdownText(statement ?? untold)}`];
  const chain = [...each(whys)].map(([, why], i) => `${i + 1}. ${markdownText(why)}`);
  if (chain.length > 0) parts.push(chain.join('\n'));
  if (stopped?.trim()) parts.push(`Stopped there: ${markdownText(stopped)}`);
  if (accepted) parts.push(`Accepted by ${signed(accepted)}`);
  return parts.join('\n\n');
}

/** The actions as a table; empty without any. */
export function actionsText({ actions }: Incident): string {
  const hasPriorities = [...each(actions)].some(([, action]) => action.priority);
  const rows = [...each(actions)].map(([, action]) => {
    const { id, title, kind, priority, owner, due, causes } = action;
    const first = action.deferrals?.[0]?.from;
    const ticket = action.ticket?.trim() ? ` (${markdownText(action.ticket)})` : '';
    return [
      markdownText(id ?? '?'),
      `${markdownText(title ?? '?')}${ticket}`,
      kind ?? '',
      ...(hasPriorities ? [markdownText(priority ?? '')] : []),
      markdownText(owner ?? '') || 'nobody',
      `${due ?? 'none'}${first && first !== due ? ` (first ${first})` : ''}`,
      state(action),
      [...each(causes)].map(([, cause]) => markdownText(cause)).join(', '),
    ];
  });
  const head = ['Id', 'Action', 'Kind', ...(hasPriorities ? ['Priority'] : []), 'Owner', 'Due', 'Status', 'Causes'];
  return rows.length === 0 ? '' : markdownTable(head, rows);
}

function state({ status, done, verified, cancelled, accepted }: Action): string {
  if (status === 'done' && done?.on) return `done on ${done.on}`;
  if (status === 'verified' && verified?.on) return `verified on ${verified.on}: ${verified.result ?? '?'}`;
  if (status === 'cancelled' && cancelled) return `cancelled by ${signed(cancelled)}`;
  if (status === 'accepted' && accepted) return `accepted by ${signed(accepted)}`;
  return (status ?? '?').replace('_', ' ');
}

function signed({ by, on, until, reason }: { by?: string; on?: string; until?: string; reason?: string }): string {
  const when = `${on ? ` on ${on}` : ''}${until ? ` until ${until}` : ''}`;
  return `${markdownText(by ?? '?')}${when}${reason?.trim() ? `: ${markdownText(reason)}` : ''}`;
}
