import type { GeneratedRecord } from './record.mjs';

/** The text of its file at a moment in UTC epoch seconds; without one, at the end of all histories. */
export function renderRecord(record: GeneratedRecord, at?: number): string;
