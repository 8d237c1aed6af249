import { changeOf, type EventGroup, unchanged } from '../change.ts';

/** Whether a record is there, and where. An id that left its file for another id's is told by `field` `id`. */
export const group = {
  name: 'record',
  kinds: ['created', 'removed', 'restored', 'renamed'],
  compare({ before, after, last, swapped }) {
    if (before === undefined && after !== undefined) {
      const kind = last === undefined ? 'created' : 'restored';
      if (after.facts.kind === 'acknowledgement' && kind === 'created') return unchanged;
      if (swapped === undefined) return [changeOf(kind, 'path', undefined, after.path)];
      return [changeOf(kind, 'id', swapped, after.facts.id)];
    }
    if (before !== undefined && after === undefined) {
      if (swapped === undefined) return [changeOf('removed', 'path', before.path, undefined)];
      return [changeOf('removed', 'id', before.facts.id, swapped)];
    }
    if (before === undefined || after === undefined || before.path === after.path) return unchanged;
    return [changeOf('renamed', 'path', before.path, after.path)];
  },
  say({ kind, field, from, to }) {
    if (field === 'id')
      return kind === 'removed' ? `removed: its file is now ${to}` : `${kind} from the file of ${from}`;
    if (kind === 'renamed') return `moved from ${from} to ${to}`;
    return kind === 'removed' ? `removed from ${from}` : `${kind} as ${to}`;
  },
} as const satisfies EventGroup;
