import { parseDay, parseInstant } from '../time.ts';

const timeShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const dayShape = /^\d{4}-\d\d-\d\d$/;

// A value of another shape passes here: the schema's `pattern` speaks of it, and one wrong value is one error.
const isTime = (text: string): boolean => parseInstant(text) !== undefined || !timeShape.test(text);
const isDay = (text: string): boolean => parseDay(text) !== undefined || !dayShape.test(text);

/** The formats that the schemas name, as ajv wants them: whether a well-shaped time or day exists (no 02-30, no 24:00). */
export const formats = {
  'pir-time': isTime,
  'pir-day': isDay,
  'pir-held': (text: string): boolean => isTime(text) && isDay(text),
};
