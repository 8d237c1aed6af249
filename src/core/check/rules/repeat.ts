import { type Basis, type Earlier, earlierAmong, type Shared } from '../../measure/repeats/earlier.ts';
import { type Occurrence, occurrenceOf } from '../../measure/repeats/occurrence.ts';
import { DAY, parseSpan } from '../../time.ts';
import { countOf } from '../../words.ts';
import { incidentExample } from '../example.ts';
import type { Context, Entry, PlacedProblem, RepositoryRule } from '../rule.ts';

const earlier = incidentExample([
  ['id: 2026-03-10-checkout-500s\n', 'id: 2025-12-01-checkout-down\n'],
  ['  started: 2026-03-10T09:12:00+01:00\n', '  started: 2025-12-01T09:12:00+01:00\n'],
  ['  detected: 2026-03-10T09:20:00+01:00\n', '  detected: 2025-12-01T09:20:00+01:00\n'],
  ['  acknowledged: 2026-03-10T09:23:00+01:00\n', '  acknowledged: 2025-12-01T09:23:00+01:00\n'],
  ['  mitigated: 2026-03-10T09:41:00+01:00\n', '  mitigated: 2025-12-01T09:41:00+01:00\n'],
  ['  resolved: 2026-03-10T09:54:00+01:00\n', '  resolved: 2025-12-01T09:54:00+01:00\n'],
  ['    held: 2026-03-12\n', '    held: 2025-12-03\n'],
]);
const beside = {
  get 'incidents/2025-12-01-checkout-down.md'() {
    return earlier.text;
  },
};

/**
 * A review of a repeat names what it repeats: as `repeat_of`, or, where it is another thing after all, as `related` or
 * among the incidents of `similar`. One of them is enough.
 */
export const rule: RepositoryRule = {
  id: 'repeat',
  reason: 'What happens again asks another question: why what was decided the last time did not keep it away.',
  levels: ['warn', 'warn', 'error'],
  isRipe: true,
  kinds: ['incident'],
  scope: 'repository',
  good: incidentExample([['nonconformity: {', 'repeat_of: [2025-12-01-checkout-down]\nnonconformity: {']], { beside }),
  bad: incidentExample([], { beside }),
  needsAll(touched, context, before = []) {
    const isConcerned = touched.some((entry) => {
      if (asOccurrence(entry, context) === undefined) return false;
      // What says the same as it did changes nothing about who repeats whom, nor whether it has to be said.
      return !before.some((was) => was.kind === entry.kind && was.id === entry.id && tells(was) === tells(entry));
    });
    return isConcerned ? ['incident'] : [];
  },
  judge(entries, context) {
    const { config, clock } = context;
    const entryOf = new Map<Occurrence, Entry>();
    for (const entry of entries) {
      const occurrence = asOccurrence(entry, context);
      if (occurrence !== undefined) entryOf.set(occurrence, entry);
    }
    if (entryOf.size < 2 || ![...entryOf.values()].some(isRipe)) return [];
    const { window, basis } = config.repeat;
    const among = earlierAmong([...entryOf.keys()], {
      basis: basis as Basis,
      window: parseSpan(window) ?? { months: 6, seconds: 0 },
      zone: clock.zone,
      timezone: config.timezone,
    });
    return among.inOrder.flatMap((occurrence, rank): PlacedProblem[] => {
      const entry = entryOf.get(occurrence) as Entry;
      const found = isRipe(entry) ? unnamed(rank, entry, among) : undefined;
      return found === undefined ? [] : [problem(entry, occurrence, found)];
    });
  },
};

/** The latest that the incident repeats, where it names none of those that it does. */
function unnamed(
  rank: number,
  { facts }: Entry,
  { inOrder, visit }: Earlier,
): { occurrence: Occurrence; shared: Shared } | undefined {
  const { repeatOf = [], related = [] } = facts?.repeat ?? {};
  let [latest, isNamed] = [-1, false];
  let by: Shared = {};
  visit(rank, (other, isOverlapping, shared) => {
    if (isOverlapping) return undefined;
    const { id } = inOrder[other] as Occurrence;
    isNamed ||= repeatOf.includes(id) || related.includes(id);
    if (other > latest) [latest, by] = [other, shared];
    return isNamed;
  });
  return isNamed || latest < 0 ? undefined : { occurrence: inOrder[latest] as Occurrence, shared: by };
}

function asOccurrence({ kind, id, facts }: Entry, { config, clock }: Context): Occurrence | undefined {
  return kind === 'incident' && id !== null ? occurrenceOf(id, facts?.repeat, config, clock) : undefined;
}

function isRipe({ status }: Entry): boolean {
  return status === 'in_review' || isSigned(status);
}

function isSigned(status: string | null): boolean {
  return status === 'approved' || status === 'closed';
}

/** All of it that this rule goes by. */
function tells(entry: Entry): string {
  return JSON.stringify([isRipe(entry), isSigned(entry.status), entry.facts?.repeat]);
}

function problem(
  { id, path, idAt, status, facts }: Entry,
  { at }: Occurrence,
  { occurrence: other, shared: { category, service } }: { occurrence: Occurrence; shared: Shared },
): PlacedProblem {
  const { line, column, endColumn } = idAt;
  const alike = [category, service].filter(Boolean).join(' at ');
  // Setting a list replaces it: what stands there stays.
  const again = [...(facts?.repeat?.repeatOf ?? []), other.id].join(', ');
  const days = countOf(Math.round((at - other.at) / DAY), 'day');
  return {
    message: `Unexpected repeat of ${other.id} (${alike}, ${days} later) that the record does not name, expected it in repeat_of, related or similar`,
    hint: `If it is the same thing again: \`pir set ${id} repeat_of "[${again}]"\`, and say why what was decided then did not keep it away; if it is not: the same with \`related\`. \`pir repeats\` shows both causes.`,
    path,
    line,
    column,
    endLine: line,
    endColumn,
    record: id,
    pointer: '/repeat_of',
    anchor: '/repeat_of',
    ...(!isSigned(status) && { isAtMostWarning: true as const }),
  };
}
