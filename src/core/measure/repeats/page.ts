import { each } from '../../record/record.ts';
import type { Block } from '../../report.ts';
import { countOf, decimalWords, partOf, someOf, spanWords } from '../../words.ts';
import { type Cluster, repeatRate, type Unevaluable } from '../repeats.ts';
import { whyLeftOut } from '../unevaluable.ts';
import { type ActionState, actionStates, isPreventable } from './action-state.ts';
import type { Basis } from './earlier.ts';
import type { RepeatsFound } from './found.ts';
import type { Occurrence } from './occurrence.ts';
import type { Preventable } from './preventable.ts';
import { keysOf, RECURRING_TITLE, spanOf } from './tables.ts';

const heading = (text: string, level: 1 | 2 | 3 = 2): Block => ({ block: 'heading', level, text });
const text = (words: string): Block => ({ block: 'text', text: words });

/** More clusters than these nobody reads on a page; the tables have all. */
const MOST_CLUSTERS = 20;
/** Of a cluster the first and the last few. */
const MOST_MEMBERS = 8;

/** What people read: what repeats, with both causes side by side, what was decided before, and what is left out. */
export function repeatsPage(found: RepeatsFound, range: string): Block[] {
  const { clusters, basis, window } = found;
  const shown = clusters.slice(0, MOST_CLUSTERS);
  return [
    heading(`Repeats, ${range}`, 1),
    text(`A repeat ${basisWords[basis]}, detected at most ${spanWords(window)} before it and over when it began.`),
    text(headline(found)),
    ...shown.flatMap((cluster) => clusterBlocks(cluster, found)),
    ...(clusters.length > shown.length
      ? [
          text(
            `${countOf(clusters.length - shown.length, 'smaller cluster')} not shown: --from, --to or --format json.`,
          ),
        ]
      : []),
    ...recurringBlocks(found),
    ...leftOutBlocks(found),
  ];
}

const basisWords: { readonly [basis in Basis]: string } = {
  cause: 'shares the category of a root cause and a service with an earlier incident',
  service: 'shares a service with an earlier incident',
  declared: 'names an earlier incident in its repeat_of',
};

/** How many of so many incidents repeat an earlier one, without a full stop. */
export function againWords(repeats: number, all: number): string {
  if (repeats > 0) return `${partOf(repeats, all, 'incident', ['repeats', 'repeat'])} an earlier one`;
  return all === 1
    ? 'The only incident repeats no earlier one'
    : `None of ${countOf(all, 'incident')} repeats an earlier one`;
}

/** How many repeats, which share of what, and how many of them could have been prevented. */
function headline({ standings, preventable }: RepeatsFound): string {
  if (standings.length === 0) return 'No incidents in the period.';
  const repeats = standings.filter(({ earlier }) => earlier !== undefined).length;
  const { repeats: counted, of } = repeatRate(standings);
  const uncounted = repeats - counted;
  const why = whyLeftOut(standings.flatMap(({ reason }) => reason ?? []));
  const rate =
    of === 0
      ? 'There is no repeat rate, since none of them can be judged'
      : `Repeat rate ${counted} of ${of} (${decimalWords((100 * counted) / of, 1)} %)`;
  const prevented = new Set(preventable.filter(({ state }) => isPreventable(state)).map(({ record }) => record)).size;
  return [
    `${againWords(repeats, standings.length)}.`,
    `${rate}.${why === '' ? '' : ` Left out of it: ${why}${uncounted === 0 ? '' : `; ${uncounted} of them ${uncounted === 1 ? 'a repeat' : 'repeats'}`}.`}`,
    ...(repeats === 0
      ? []
      : [
          prevented === 0
            ? 'No action of an earlier one was overdue or cancelled when they began.'
            : `${prevented} ${prevented === 1 ? 'was' : 'were'} preventable: an action of an earlier one was overdue or cancelled.`,
        ]),
  ].join(' ');
}

function clusterBlocks(cluster: Cluster, found: RepeatsFound): Block[] {
  const { members, repeats, shared } = cluster;
  const { span_days: days } = spanOf(members, found.dayOf);
  const services = [...new Set(shared.flatMap(({ service }) => service ?? []))];
  const keys = found.basis === 'service' ? [] : services;
  const skipped = members.length - MOST_MEMBERS;
  const [first, last] = skipped > 0 ? [members.slice(0, 2), members.slice(2 + skipped)] : [members, []];
  const rowOf = (member: Occurrence) => [found.dayOf(member), memberWords(member, found)] as const;
  return [
    heading([someOf(keysOf(cluster), 3), ...(keys.length > 0 ? [someOf(keys, 3)] : [])].join(' at ')),
    text(`${countOf(members.length, 'incident')} in ${countOf(days ?? 0, 'day')}`),
    {
      block: 'facts',
      rows: [...first.map(rowOf), ...(skipped > 0 ? [['…', `${skipped} more`] as const] : []), ...last.map(rowOf)],
    },
    ...repeats.slice(-MOST_MEMBERS).flatMap(({ incident }) =>
      beforeBlocks(
        incident,
        found.preventable.filter(({ record }) => record === incident.id),
      ),
    ),
  ];
}

/** The incident, and what it says of its causes. */
function memberWords(member: Occurrence, { recordOf, basis }: RepeatsFound): string {
  const data = recordOf(member)?.data ?? {};
  const statements = [...each(data.causes)].flatMap(([, { role, statement }]) =>
    role === 'root' && statement !== undefined ? [statement] : [],
  );
  const said = statements.length > 0 ? statements.map((words) => `“${words}”`).join(' ') : (data.title ?? '');
  const declared = basis === 'declared' && member.repeatOf.length > 0 ? `, repeats ${someOf(member.repeatOf, 2)}` : '';
  return `${member.id}${member.isNearMiss ? ' (near miss)' : ''}${declared}: ${said}`;
}

const stateWords: { readonly [state in ActionState]: string } = {
  overdue: 'overdue',
  cancelled: 'cancelled',
  accepted: 'accepted',
  unfinished: 'not due yet',
  ineffective: 'done before',
  not_recorded: 'not recorded',
};

/** What had been decided by the time a repeat began, the worst first. */
function beforeBlocks(repeat: Occurrence, own: readonly Preventable[]): Block[] {
  if (own.length === 0) return [];
  const sorted = own.toSorted((a, b) => actionStates.indexOf(a.state) - actionStates.indexOf(b.state));
  return [
    text(`When ${repeat.id} began, of what earlier ones had decided:`),
    {
      block: 'facts',
      rows: sorted.slice(0, MOST_MEMBERS).map((each) => [stateWords[each.state], actionWords(each)] as const),
    },
    ...(sorted.length > MOST_MEMBERS ? [text(`… and ${countOf(sorted.length - MOST_MEMBERS, 'more')}`)] : []),
  ];
}

function actionWords({ earlier, action, cause, daysOverdue, state }: Preventable): string {
  if (action === undefined) {
    const words = state === 'accepted' ? 'nothing is to be done' : 'no action to prevent, detect or mitigate';
    return `${earlier}/${cause.id ?? 'CAUSE'}: ${words}`;
  }
  const late = daysOverdue > 0 ? ` (${countOf(daysOverdue, 'day')} late, ${action.owner || 'nobody’s'})` : '';
  return `${earlier}/${action.id ?? 'ACTION'}: ${action.title ?? ''}${late}`;
}

function recurringBlocks(found: RepeatsFound): Block[] {
  const { recurring } = found;
  if (recurring.length === 0) return [];
  const items = recurring.slice(0, MOST_CLUSTERS).map(({ category, members, most }) => {
    const { records, first, last } = spanOf(members, found.dayOf);
    const busiest = most < members.length ? `, ${most} of them within six months` : '';
    return `${category}: ${countOf(members.length, 'incident')}, ${first} to ${last}${busiest}: ${someOf(records, 4)}`;
  });
  const rest = recurring.length - items.length;
  return [
    heading('Recurring within six months'),
    text(`${RECURRING_TITLE}.`),
    {
      block: 'list',
      items: [...items, ...(rest > 0 ? [`and ${countOf(rest, 'more category', 'more categories')}`] : [])],
    },
  ];
}

const labels: { readonly [reason in Unevaluable]: string } = {
  no_cause: 'no root cause',
  no_service: 'no service',
  window_incomplete: 'too soon',
};

function leftOutBlocks({ standings }: RepeatsFound): Block[] {
  const reasons = Object.keys(labels) as Unevaluable[];
  const rows = reasons.flatMap((reason) => {
    const own = standings.filter((standing) => standing.reason === reason).map(({ incident }) => incident.id);
    return own.length === 0 ? [] : [[labels[reason], someOf(own, 3)] as const];
  });
  const overlaps = standings
    .filter(({ earlier, overlapping }) => earlier === undefined && overlapping !== undefined)
    .map(({ incident, overlapping }) => `${incident.id} (during ${overlapping?.id})`);
  return [
    ...(rows.length === 0 ? [] : [heading('Left out of the repeat rate'), { block: 'facts' as const, rows }]),
    ...(overlaps.length === 0
      ? []
      : [text(`No repeats, since what they are like was not over when they began: ${someOf(overlaps, 3)}.`)]),
  ];
}
