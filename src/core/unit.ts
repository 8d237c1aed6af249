/** What a column's raw values are; `reporters/units.ts` alone turns them into words. */
export type Unit =
  | 'text'
  | 'boolean'
  | 'count'
  | 'seconds'
  | 'days'
  | 'date'
  | 'instant'
  | 'percent'
  | 'ratio'
  | 'money'
  | 'list';
