import type { Question } from '../question.ts';

/** A question that the records answer among themselves. */
export type RecordQuestion = Extract<
  Question,
  { ask: 'record' | 'action' | 'cause' | 'assessment' | 'unfinished' | 'followed' }
>;

/** Whether the records answer it among themselves. */
export function isOfRecords(question: Question): question is RecordQuestion {
  return idsOf(question).length > 0 || needsAll(question);
}

/** The ids of the records that have the answer; [] where it is not the records that have it. */
export function idsOf(question: Question): readonly string[] {
  switch (question.ask) {
    case 'record':
      return [question.id];
    case 'action':
    case 'cause':
      return [recordIn(question.ref)];
    case 'assessment':
      return [question.risk];
    case 'unfinished':
      return question.refs.map(recordIn);
    default:
      return [];
  }
}

/** Whether any record may have the answer, so that all have to be known. */
export function needsAll(question: Question): boolean {
  return question.ask === 'followed';
}

const recordIn = (ref: string): string => ref.slice(0, Math.max(0, ref.lastIndexOf('/')));
