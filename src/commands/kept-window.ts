/** The end of a window as it is kept; null for none. */
export const finite = (instant: number): number | null => (Number.isFinite(instant) ? instant : null);

/** Whether a moment is in a window that was kept. */
export const holds = (from: number | null, until: number | null, asOf: number): boolean =>
  (from === null || asOf >= from) && (until === null || asOf < until);
