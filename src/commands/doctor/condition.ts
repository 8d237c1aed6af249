/** One thing that doctor looked at. */
export interface Condition {
  name: string;
  result: 'ok' | 'advice' | 'problem';
  detail: string;
  /** One sentence; null where nothing is to be done. */
  to_do: string | null;
}

/** All is well. */
export const ok = (name: string, detail: string): Condition => ({ name, result: 'ok', detail, to_do: null });

/** It could be better. */
export const advice = (name: string, detail: string, to_do: string): Condition => ({
  name,
  result: 'advice',
  detail,
  to_do,
});

/** Something that pir promises does not work like this. */
export const problem = (name: string, detail: string, to_do: string): Condition => ({
  name,
  result: 'problem',
  detail,
  to_do,
});
