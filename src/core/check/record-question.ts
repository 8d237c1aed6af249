import type { Question } from './rule.ts';

/** A question that the records answer among themselves. */
export type RecordQuestion = Extract<Question, { ask: 'record' | 'action' | 'cause' | 'assessment' | 'unfinished' }>;

/** Whether the records answer it among themselves. */
export function isOfRecords(question: Question): question is RecordQuestion {
  const { ask } = question;
  return ask === 'record' || ask === 'action' || ask === 'cause' || ask === 'assessment' || ask === 'unfinished';
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

const recordIn = (ref: string): string => ref.slice(0, Math.max(0, ref.lastIndexOf('/')));
