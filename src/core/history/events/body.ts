import { changeOf, type EventGroup, unchanged } from '../change.ts';

/** The prose as a whole: that it changed, not how. Blanks and generated blocks are none of it. */
export const group = {
  name: 'record',
  kinds: ['body'],
  compare({ last, after }) {
    if (last === undefined || after === undefined || last.facts.body === after.facts.body) return unchanged;
    return [changeOf('body', 'body', last.facts.body || undefined, after.facts.body || undefined)];
  },
  say({ from, to }) {
    return from === null ? 'text written' : to === null ? 'text taken out' : 'text changed';
  },
} as const satisfies EventGroup;
