import { type Change, changeOf, type EventGroup } from '../change.ts';
import { pairs } from '../compare-fields.ts';
import { itemsIn } from '../facts.ts';

/** Versions of policies, and who accepted them. */
export const group = {
  name: 'policy',
  kinds: ['policy-released', 'acknowledged'],
  *compare({ before, last, after }): Generator<Change> {
    if (after === undefined) return;
    const { kind, fields } = after.facts;
    if (kind === 'acknowledgement' && before === undefined && last === undefined) {
      const by = fields.by;
      yield { ...changeOf('acknowledged', 'version', undefined, fields.version), ...(by !== undefined && { by }) };
    }
    if (kind !== 'policy') return;
    let previous = last?.facts.fields.version;
    for (const [version, old, now] of pairs(itemsIn(last?.facts, 'releases'), itemsIn(after.facts, 'releases'))) {
      if (now === undefined) yield changeOf('field', 'changes', version, undefined);
      else if (old === undefined) {
        const by = now.by;
        const from = previous === version ? undefined : previous;
        yield { ...changeOf('policy-released', 'version', from, version), ...(by !== undefined && { by }) };
        previous = version;
      }
    }
    // A version that no entry of `changes` speaks of.
    if (last !== undefined && fields.version !== last.facts.fields.version && fields.version !== previous)
      yield changeOf('policy-released', 'version', last.facts.fields.version, fields.version);
  },
  say({ kind, from, to, by }) {
    const who = by === undefined ? '' : `, says ${by}`;
    if (kind === 'acknowledged') return `version ${to} acknowledged${who}`;
    return `version ${to ?? 'none'} released${from === null ? '' : `, after ${from}`}${who}`;
  },
} as const satisfies EventGroup;
