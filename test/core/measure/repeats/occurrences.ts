import type { Occurrence } from '../../../../src/core/measure/repeats/occurrence.ts';
import { parseInstant } from '../../../../src/core/time.ts';

/** What an incident is made of in tests: a moment of detection, an hour's length, one cause, one service. */
export type Told = Partial<Omit<Occurrence, 'at' | 'began' | 'ended'>> & {
  at: string;
  began?: string;
  /** Null while it is not over. */
  ended?: string | null;
};

export function occurrence(id: string, { at, began, ended, ...more }: Told): Occurrence {
  const moment = instant(at);
  const start = began === undefined ? moment : instant(began);
  return {
    id,
    at: moment,
    began: start,
    ended: ended === null ? Number.POSITIVE_INFINITY : ended === undefined ? start + 3600 : instant(ended),
    isNearMiss: false,
    services: ['checkout'],
    causes: ['process/change-management'],
    repeatOf: [],
    ...more,
  };
}

export function instant(text: string): number {
  const at = parseInstant(text.length === 10 ? `${text}T10:00:00Z` : text);
  if (at === undefined) throw new Error(`no instant: ${text}`);
  return at;
}
