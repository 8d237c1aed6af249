import type { Event } from '../core/history/event.ts';
import { eventFacts } from '../core/history/event-page.ts';
import { eventColumns, eventRow, type SeenEvent, shownEvents } from '../core/history/event-rows.ts';
import { isOfKind, kindNames } from '../core/history/events/index.ts';
import { fieldOf } from '../core/history/facts.ts';
import { eventsOf, eventsOfRecord, historyKey, type Ledger } from '../core/history/ledger.ts';
import { recordOfKey } from '../core/history/record-history.ts';
import { kinds } from '../core/record/kinds.ts';
import type { Block, Report } from '../core/report.ts';
import { countOf } from '../core/words.ts';
import { UserError, type World } from '../world/world.ts';
import { openAsOf } from './as-of.ts';
import type { Command, Request } from './command.ts';
import { readDays } from './days.ts';
import { seeEvents } from './history/see-events.ts';
import { readHistory } from './history.ts';
import { type Repository, startReport } from './repository.ts';

export const command: Command = {
  arguments: [
    {
      name: 'ID',
      about: 'a record, or an action as RECORD/A1; a unique beginning of the record is enough',
      isOptional: true,
    },
  ],
  options: [
    {
      name: 'kind',
      value: 'K',
      about: 'events of that kind, or of all kinds of an action, cause, …',
      choices: kindNames,
    },
    { name: 'from', value: 'D', about: 'on the main line on that day or later' },
    { name: 'to', value: 'D', about: 'on the main line on that day or earlier' },
    { name: 'signatures', about: 'verify the commits: slow, a program is run for each signed one' },
  ],
  examples: [
    ['pir log 2026-11-20-checkout-500s', 'who changed which fact of it, when, and who merged that'],
    ['pir log 2026-11-20-checkout-500s/A2 --signatures', 'one action’s story, with what its commits’ signatures prove'],
    ['pir log --kind action-due --from 2026-07-01', 'every due day that was moved since July'],
  ],
  about:
    'What the main line of the repository says of the records: each fact that changed, with the commit that brought it. Dates in git are claims of who wrote them; odd ones are marked. On a terminal the whole repository’s is shown in your pager (PIR_PAGER, PAGER, else less).',
  run,
};

/** Of a record, or of a policy with all who accepted it, in the order of the main line. */
function eventsOfSubject(ledger: Ledger, { record }: Subject): Event[] {
  if (ledger.histories.get(historyKey('policy', record)) === undefined) return eventsOfRecord(ledger, record);
  return eventsOf(ledger).filter(
    (event) =>
      event.record === record || (event.recordKind === 'acknowledgement' && event.record.startsWith(`${record}/`)),
  );
}

/** What `pir log` was asked about. */
interface Subject {
  record: string;
  action: string | undefined;
  title: string | undefined;
}

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  const { from, to } = readDays(request, repository.zone.dayOf(repository.asOf));
  const { ledger, ref, notes } = await readHistory(request, repository, world);
  const asked = request.argument('ID');
  const subject = asked === undefined ? undefined : subjectOf(asked, ledger);
  const all = subject === undefined ? eventsOf(ledger) : eventsOfSubject(ledger, subject);
  const kind = request.text('kind');
  const events = all.filter((event) => {
    const day = repository.zone.dayOf(event.mark.holdsFrom);
    return (
      (subject?.action === undefined || event.action === subject.action) &&
      (kind === undefined || isOfKind(event.kind, kind)) &&
      (from === undefined || day >= from) &&
      (to === undefined || day <= to)
    );
  });
  // What one commit changed stays in its order.
  if (subject === undefined) events.sort((a, b) => b.mark.order - a.mark.order);
  const seen = await seeEvents(events, request.isOn('signatures'), repository, world);
  const records = new Set(events.map(({ record }) => record)).size;
  const title = `${countOf(events.length, 'event')} of ${countOf(records, 'record')}`;
  return {
    ...startReport('log', repository, request),
    tables: [{ name: 'events', title, columns: eventColumns, rows: seen.map(eventRow), shown: shownEvents }],
    page: pageOf(subject, title, seen, repository),
    ...(subject === undefined && { isPaged: true as const }),
    notes: [
      ...notes,
      ...signatureNote(seen),
      ...(all.length === 0 && ref !== undefined ? [`${ref} has no record yet`] : []),
    ],
    summary: { errors: 0, warnings: 0, records, events: events.length },
  };
}

/** The record that was meant, among all that ever were; else its action. */
function subjectOf(asked: string, ledger: Ledger): Subject {
  let all: readonly string[] | undefined;
  const idNamed = (id: string): string | undefined => {
    // An acknowledgement goes by its policy.
    const isKnown = kinds.some(({ kind }) => kind !== 'acknowledgement' && ledger.histories.has(historyKey(kind, id)));
    if (isKnown) return id;
    all ??= [...new Set(Array.from(ledger.histories.keys(), recordOfKey))];
    return idLike(id, all);
  };
  const whole = idNamed(asked);
  const slash = asked.lastIndexOf('/');
  const record = whole ?? (slash > 0 ? idNamed(asked.slice(0, slash)) : undefined);
  if (record === undefined)
    throw new UserError(
      `Unexpected id "${asked}", which no record on the main line has`,
      'Run pir log to see them; what is not committed, or not merged yet, has no history.',
    );
  const action = whole === undefined ? asked.slice(slash + 1) : undefined;
  if (action !== undefined && !eventsOfRecord(ledger, record).some((event) => event.action === action))
    throw new UserError(
      `Unexpected action "${action}", which ${record} never had`,
      `Run pir log ${record} --kind action to see them.`,
    );
  return { record, action, title: titleOf(record, ledger) };
}

/** That of the first history that is told of it. */
function titleOf(record: string, { histories }: Ledger): string | undefined {
  const key = Array.from(histories.keys()).find((each) => each.includes(record) && recordOfKey(each) === record);
  const last = key === undefined ? undefined : histories.get(key)?.last;
  return last === undefined ? undefined : fieldOf(last.facts, 'title');
}

function idLike(asked: string, ids: readonly string[]): string | undefined {
  if (ids.includes(asked)) return asked;
  // An acknowledgement begins with the id of its policy, and is told with it.
  const like = asked === '' ? [] : ids.filter((id) => id.startsWith(asked) && !id.includes('/'));
  if (like.length < 2) return like[0];
  throw new UserError(
    `Unexpected id "${asked}", with which ${like.length} records begin`,
    `Name one whole: ${like.slice(0, 5).join(', ')}`,
  );
}

function signatureNote(seen: readonly SeenEvent[]): string[] {
  const commits = new Map(
    seen.flatMap(({ event, signature }) => (signature === null ? [] : [[event.mark.commit, signature]])),
  );
  if (commits.size === 0) return [];
  const good = [...commits.values()].filter(({ state }) => state === 'good').length;
  return [
    `${good} of ${countOf(commits.size, 'commit')} signed with a known key: a signature says who, its date stays a claim`,
  ];
}

function pageOf(
  subject: Subject | undefined,
  title: string,
  seen: readonly SeenEvent[],
  repository: Repository,
): Block[] {
  const { zone, people } = repository;
  const heading =
    subject === undefined ? title : `${subject.record}${subject.action === undefined ? '' : `/${subject.action}`}`;
  return [
    { block: 'heading', level: 1, text: heading },
    ...(subject?.title === undefined ? [] : [{ block: 'text' as const, text: subject.title }]),
    ...(seen.length === 0
      ? [{ block: 'text' as const, text: 'Nothing happened.' }]
      : [eventFacts(seen, { zone, people, namesRecords: subject === undefined })]),
  ];
}
