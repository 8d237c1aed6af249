import { placeOf } from '../../record/place.ts';
import { each, type ManagementReviewRecord } from '../../record/record.ts';
import { unshared } from '../../unshared.ts';

/** What a review that was held needs. */
export const reviewParts = ['held', 'attendees', 'inputs', 'decisions'] as const;
export type ReviewPart = (typeof reviewParts)[number];

/** What rules about several records know of a management review. */
export interface ReviewFacts {
  /** As written, of one that is held or closed. */
  held?: string;
  /** What one that is held or closed does not have. */
  lacks?: readonly ReviewPart[];
  /** Of one that is held or closed: inputs that nobody brought, each with the place of its source (1-based). */
  awaited?: readonly AwaitedInput[];
}

interface AwaitedInput {
  item: string;
  /** Place in `inputs`. */
  index: number;
  line: number;
  column: number;
  endColumn: number;
}

/** As `pir report --record` writes the source of an input that it cannot know. */
const awaitedSource = /\bto be supplied\b/i;

/** Takes them out of the record; undefined where nobody can tell whether it was held. */
export function reviewFacts({ data, root }: ManagementReviewRecord, text: string): ReviewFacts | undefined {
  const { held, status } = data;
  if (status === undefined) return undefined;
  if (status !== 'held' && status !== 'closed') return {};
  const lacks = missingParts(data);
  const awaited = [...each(data.inputs)].flatMap(([index, { item = '', source = '' }]): AwaitedInput[] => {
    if (!isAwaited(source)) return [];
    const pointer = `/inputs/${index}/source`;
    const { line, column, endColumn } = placeOf(text, root, { message: '', hint: '', pointer });
    return [{ item: unshared(item), index, line, column, endColumn }];
  });
  return {
    ...(held !== undefined && { held: unshared(held) }),
    ...(lacks.length > 0 && { lacks }),
    ...(awaited.length > 0 && { awaited }),
  };
}

/** Whether nobody brought an input yet, by what stands for its source. */
export function isAwaited(source: string | undefined): boolean {
  return awaitedSource.test(source ?? '');
}

/** What of `reviewParts` a review does not have. */
export function missingParts({ held, attendees, inputs, decisions }: ManagementReviewRecord['data']): ReviewPart[] {
  const has = {
    held: held !== undefined,
    attendees: [...each(attendees)].some(([, { who }]) => Boolean(who)),
    inputs: [...each(inputs)].length > 0,
    decisions: [...each(decisions)].length > 0,
  };
  return reviewParts.filter((part) => !has[part]);
}
