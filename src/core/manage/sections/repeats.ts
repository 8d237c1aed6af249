import { rangeWords } from '../../measure/measure.ts';
import { isPreventable } from '../../measure/repeats/action-state.ts';
import { againWords, repeatsPage } from '../../measure/repeats/page.ts';
import { repeatsTables } from '../../measure/repeats/tables.ts';
import { repeatRate } from '../../measure/repeats.ts';
import type { Block } from '../../report.ts';
import { countOf } from '../../words.ts';
import type { LookedAt } from '../looked-at.ts';
import { testWords } from '../recurring-words.ts';
import type { Question, Said, Section } from '../section.ts';

/** What happened again, and what had been decided before it did. */
export const repeats: Section = {
  id: 'repeats',
  title: 'What happened again',
  items: ['9.3.2d'],
  say,
};

function say(at: LookedAt): Said {
  const { repeats: found } = at;
  const again = found.standings.filter(({ earlier }) => earlier !== undefined);
  const { repeats: counted, of } = repeatRate(found.standings);
  const late = found.preventable.filter(({ state }) => isPreventable(state));
  const prevented = new Set(late.map(({ record }) => record)).size;
  // The page of `pir repeats` without its title, one level down.
  const [, ...page] = repeatsPage(found, rangeWords(at.period));
  const before =
    again.length === 0
      ? ''
      : `; ${prevented === 0 ? 'none was' : prevented === 1 ? '1 was' : `${prevented} were`} preventable`;
  return {
    blocks: [...page.map(lowered), { block: 'text', text: `${testWords(found, at)}.` }],
    tables: repeatsTables(found),
    highlights:
      found.standings.length === 0
        ? []
        : [
            {
              label: 'Repeats',
              value: `${again.length} of ${found.standings.length}`,
              note: `${rateWords(counted, of, found.standings.length)}${before}`,
              ...(prevented > 0 && { tone: 'bad' as const }),
            },
          ],
    inShort: found.standings.length === 0 ? [] : [`${againWords(again.length, found.standings.length)}${before}.`],
    questions: questionsOf(at),
  };
}

/** Of those of which it can be told: they have a cause, and the time before them is on record. */
function rateWords(counted: number, of: number, all: number): string {
  if (of === 0) return 'no repeat rate: too little is on record';
  return of === all ? `repeat rate ${counted} of ${of}` : `repeat rate ${counted} of the ${of} of which it can be told`;
}

const lowered = (block: Block): Block => (block.block === 'heading' ? { ...block, level: 3 } : block);

function questionsOf({ repeats: { preventable, recurring } }: LookedAt): Question[] {
  const late = preventable.filter(({ state }) => isPreventable(state));
  const tried = preventable.filter(({ state }) => state === 'ineffective');
  const refs = (some: typeof preventable) => [
    ...new Set(
      some.flatMap(({ record, earlier, action }) => [
        record,
        action === undefined ? earlier : `${earlier}/${action.id}`,
      ]),
    ),
  ];
  const happened = (some: typeof preventable) => countOf(new Set(some.map(({ record }) => record)).size, 'incident');
  return [
    ...(late.length === 0
      ? []
      : [
          {
            urgency: 1 as const,
            question: 'Why was what would have prevented a repeat late, or given up?',
            because: `${happened(late)} happened while an action against the same cause was overdue or cancelled`,
            records: refs(late),
          },
        ]),
    ...(tried.length === 0
      ? []
      : [
          {
            urgency: 1 as const,
            question: 'Did these fixes reach the cause, or its last occurrence?',
            because: `${happened(tried)} happened although an action against the same cause was done before`,
            records: refs(tried),
          },
        ]),
    ...(recurring.length === 0
      ? []
      : [
          {
            urgency: 2 as const,
            question:
              'Do incidents of one cause jointly meet the criteria of a major incident (Delegated Regulation (EU) 2024/1772, Article 8(2))?',
            because: `${countOf(recurring.length, 'category', 'categories')} with two or more incidents within six months: ${recurring.map(({ category }) => category).join(', ')}`,
            records: [...new Set(recurring.flatMap(({ members }) => members.map(({ id }) => id)))],
          },
        ]),
  ];
}
