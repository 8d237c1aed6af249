/** What a test looks at of a generated record. Moments are UTC epoch seconds. */
export interface GeneratedRecord {
  index: number;
  id: string;
  path: string;
  untidy: string[];
  events: { at: number; who: string; message: string }[];
}

export const DAY: number;
export const END: number;
export const untidiness: string[];
export function makeRecord(seed: number, index: number, total: number): GeneratedRecord;
