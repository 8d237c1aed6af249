import type { Config } from '../../config.ts';
import { compareText } from '../../finding.ts';
import type { Event } from '../../history/event.ts';
import type { Ledger } from '../../history/ledger.ts';
import { recordOfKey } from '../../history/record-history.ts';
import { countsType } from '../../measure/counts-type.ts';
import { idOf } from '../../record/id-of.ts';
import type { ParsedRecord } from '../../record/record.ts';
import { formatInstant } from '../../time.ts';

/** An id that was ever on the main line and is not there now. */
export interface Absent {
  record: string;
  kind: string;
  /** The id that its file holds since; null where the file is gone. */
  became: string | null;
  removed_at: string | null;
  commit: string | null;
  author: string | null;
}

/** An incident that counts in no figure, or a time that one was made so. */
export interface Uncountable {
  record: string;
  /** `withdrawn`, or the type. */
  as: string;
  counts_now: boolean;
  at: string | null;
  commit: string | null;
  by: string | null;
}

/** Ids that are gone, by kind and id. */
export function absentOf({ ledger }: { ledger: Ledger }): Absent[] {
  const gone: Absent[] = [];
  for (const { kind, id, present, events } of ledger.histories.values()) {
    if (present !== undefined) continue;
    const removal = events.findLast(({ kind: what }) => what === 'removed');
    gone.push({
      record: id,
      kind,
      became: removal?.field === 'id' ? removal.to : null,
      removed_at: removal === undefined ? null : formatInstant(removal.mark.mergedAt),
      commit: removal?.mark.commit ?? null,
      author: removal?.mark.author ?? null,
    });
  }
  return gone.sort((a, b) => compareText(a.kind, b.kind) || compareText(a.record, b.record));
}

/** What counts in no figure, by id and time: made so, or so from the beginning. */
export function uncountableOf({
  records,
  ledger,
  config,
}: {
  records: readonly ParsedRecord[];
  ledger: Ledger;
  config: Config;
}): Uncountable[] {
  const all: Uncountable[] = [];
  const told = new Set<string>();
  const now = new Map(records.flatMap((record) => (record.kind === 'incident' ? [[idOf(record), record.data]] : [])));
  const counts = (id: string): boolean => {
    const data = now.get(id);
    return data !== undefined && data.status !== 'withdrawn' && countsType(data.type, config);
  };
  for (const key of ledger.histories.keys()) {
    if (!key.startsWith('incident:')) continue;
    const id = recordOfKey(key);
    for (const event of ledger.histories.get(key)?.events ?? []) {
      const as = madeUncountable(event, config);
      if (as === undefined) continue;
      told.add(`${id} ${as}`);
      all.push({
        record: id,
        as,
        counts_now: counts(id),
        at: formatInstant(event.mark.mergedAt),
        commit: event.mark.commit,
        by: event.by ?? event.mark.author,
      });
    }
  }
  // What never counted since it was first written down.
  for (const [id, { status, type }] of now) {
    const as = status === 'withdrawn' ? 'withdrawn' : type;
    if (!counts(id) && as !== undefined && !told.has(`${id} ${as}`))
      all.push({ record: id, as, counts_now: false, at: null, commit: null, by: null });
  }
  return all.sort((a, b) => compareText(a.record, b.record) || compareText(a.at ?? '', b.at ?? ''));
}

function madeUncountable({ kind, field, to }: Event, config: Config): string | undefined {
  if (kind === 'withdrawn') return 'withdrawn';
  const isOtherType = kind === 'field' && field === 'type' && to !== null && !countsType(to, config);
  return isOtherType || (kind === 'field' && field === 'type' && to === 'near_miss') ? (to ?? undefined) : undefined;
}
