import type { Clock } from '../core/clock.ts';
import type { Config } from '../core/config.ts';
import { compareText } from '../core/finding.ts';
import { isDone, isOpen, refOf } from '../core/record/action.ts';
import { neededReviews } from '../core/record/needed-reviews.ts';
import {
  actionsOf,
  type IncidentRecord,
  type ManagementReviewRecord,
  type ParsedRecord,
  type PolicyRecord,
  type RiskRecord,
} from '../core/record/record.ts';
import type { Action } from '../core/record/shapes.ts';
import { addSpanToDay, parseDay, parseSpan } from '../core/time.ts';
import type { Todo } from './calendar.ts';
import { stableUuid } from './stable-uuid.ts';

export interface AroundTodos {
  repository: string;
  config: Config;
  clock: Clock;
}

/** What is known of a to-do before it is one. */
interface Duty {
  /** What tells it from all others of the repository. */
  of: readonly [kind: string, ref: string];
  due: string | null | undefined;
  summary: string;
  description: string;
  isBegun?: boolean;
  priority?: string | undefined;
}

/** What is still to be done by a day that the records name: actions, checks, reviews, ends of acceptances; by day. */
export function todosOf(records: readonly ParsedRecord[], around: AroundTodos): Todo[] {
  const reviews = records.filter((record) => record.kind === 'management-review');
  return [...records.flatMap((record) => dutiesOf(record, around)), ...nextManagementReview(reviews, around)]
    .flatMap((duty) => todoOf(duty, around))
    .sort((a, b) => compareText(a.due, b.due) || compareText(a.uid, b.uid));
}

function dutiesOf(record: ParsedRecord, around: AroundTodos): Duty[] {
  if ('status' in record.data && record.data.status === 'withdrawn') return [];
  const actions = actionsOf(record).flatMap(([, action]) => ofAction(record, action));
  if (record.kind === 'incident') return [...actions, ...ofIncident(record, around)];
  if (record.kind === 'risk') return [...actions, ...ofRisk(record)];
  return record.kind === 'policy' ? ofPolicy(record) : actions;
}

function ofAction(record: ParsedRecord, action: Action): Duty[] {
  const ref = refOf(record, action);
  const title = action.title ?? ref;
  const about = `${ref}, of: ${titleOf(record)}\nOwner: ${action.owner || 'nobody'}`;
  if (isOpen(action) || action.status === 'proposed')
    return [
      {
        of: ['action', ref],
        due: action.due,
        summary: title,
        description: `${about}\nWhen it is done: pir action done ${ref} --evidence …`,
        isBegun: action.status === 'in_progress',
        priority: action.priority,
      },
    ];
  if (action.status === 'accepted')
    return [
      {
        of: ['acceptance', ref],
        due: action.accepted?.until,
        summary: `Acceptance ends: ${title}`,
        description: `${about}\nThe risk of not doing it was accepted until this day.`,
      },
    ];
  if (!isDone(action) || action.status === 'verified') return [];
  return [
    {
      of: ['check', ref],
      due: action.effectiveness?.check_on,
      summary: `Did it work? ${title}`,
      description: `${about}\nIt works when: ${action.effectiveness?.criterion ?? 'nobody said'}\nThen: pir action verify ${ref} --result …`,
    },
  ];
}

function ofIncident(record: IncidentRecord, { config, clock }: AroundTodos): Duty[] {
  const { data } = record;
  const isHeld = (heldAt: number | undefined) => heldAt !== undefined && clock.hasReached(heldAt);
  const needed = neededReviews(data, config, clock.zone);
  // A full review in time is its own hot-wash, and after one that was late nobody holds a hot-wash any more.
  if (needed.some(({ stage, heldAt }) => stage === 'full' && isHeld(heldAt))) return [];
  return needed.flatMap(({ stage, deadline, heldAt }) => {
    if (deadline === undefined || isHeld(heldAt)) return [];
    const name = stage === 'full' ? 'review' : 'hot-wash';
    return [
      {
        of: [`review-${stage}`, data.id ?? record.path] as const,
        due: clock.zone.dayOf(deadline),
        summary: `Hold the ${name}: ${titleOf(record)}`,
        description: `${data.id}\nOwner: ${data.owner || 'nobody'}\nThen: pir review ${data.id} --stage ${stage} …`,
      },
    ];
  });
}

function ofRisk({ data, path }: RiskRecord): Duty[] {
  if (data.status !== 'open') return [];
  const about = `${data.id}\nOwner: ${data.owner || 'nobody'}`;
  const title = data.title ?? path;
  const id = data.id ?? path;
  return [
    { of: ['risk-review', id], due: data.review_by, summary: `Look at the risk again: ${title}`, description: about },
    {
      of: ['acceptance', id],
      due: data.acceptance?.until,
      summary: `Acceptance ends: ${title}`,
      description: `${about}\nAccepted by ${data.acceptance?.by ?? 'nobody'} until this day.`,
    },
  ];
}

function ofPolicy({ data, path }: PolicyRecord): Duty[] {
  if (data.status === 'retired') return [];
  return [
    {
      of: ['policy-review', data.id ?? path],
      due: data.review_by,
      summary: `Look at the policy again: ${data.title ?? path}`,
      description: `${data.id}\nOwner: ${data.owner || 'nobody'}`,
    },
  ];
}

/** The day by which the next management review is due, once there was one. */
function nextManagementReview(reviews: readonly ManagementReviewRecord[], { config }: AroundTodos): Duty[] {
  const days = reviews
    .flatMap(({ data }) => data.held?.slice(0, 10) ?? [])
    .filter((day) => parseDay(day) !== undefined);
  const last = days.sort().at(-1);
  const span = parseSpan(config.management_review);
  if (last === undefined || span === undefined) return [];
  return [
    {
      of: ['management-review', last],
      due: addSpanToDay(last, span),
      summary: 'Hold the management review',
      description: `The last one was held on ${last}.\nThen: pir report --record`,
    },
  ];
}

function todoOf({ of, due, summary, description, isBegun, priority }: Duty, around: AroundTodos): Todo[] {
  if (!due || parseDay(due) === undefined) return [];
  const { repository, config } = around;
  const rank = priority === undefined ? -1 : config.priorities.indexOf(priority);
  return [
    {
      uid: `${stableUuid(repository, 'todo', ...of)}@pir`,
      summary,
      description: `${description}\nRepository: ${repository}`,
      due,
      status: isBegun ? 'IN-PROCESS' : 'NEEDS-ACTION',
      priority: rank < 0 ? undefined : 1 + Math.round((rank * 8) / Math.max(1, config.priorities.length - 1)),
      categories: ['pir', of[0]],
    },
  ];
}

function titleOf(record: ParsedRecord): string {
  return ('title' in record.data ? record.data.title : undefined) ?? record.path;
}
