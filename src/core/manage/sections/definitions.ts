import type { LookedAt } from '../looked-at.ts';
import type { Said, Section } from '../section.ts';

/** What each figure of the page is, for whoever wants to know exactly. */
export const definitions: Section = {
  id: 'definitions',
  title: 'What each figure is',
  items: [],
  say,
};

function say({ asked }: LookedAt): Said {
  return {
    blocks: [
      { block: 'text', text: 'As pir metrics and pir explain have them.' },
      {
        block: 'facts',
        rows: [
          ...asked.durations.map(({ title, definition }) => [title, definition] as const),
          ...asked.counts.map(({ title, definition }) => [title, definition] as const),
        ],
      },
    ],
  };
}
