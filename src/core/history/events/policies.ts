import { plainWords } from '../../words.ts';
import { type Change, changeOf, type EventGroup } from '../change.ts';
import { differences, pairs } from '../compare-fields.ts';
import { itemsIn } from '../facts.ts';

/** What a second release of one version says anew. */
const told = new Set(['fingerprint', 'on', 'by']);

/** Versions of policies, and who accepted them. */
export const group = {
  name: 'policy',
  kinds: ['policy-released', 'acknowledged'],
  *compare({ before, last, after }): Generator<Change> {
    if (after === undefined) return;
    const { kind, fields } = after.facts;
    if (kind === 'acknowledgement' && before === undefined && last === undefined) {
      const { by, method } = fields;
      // What others wrote down for somebody is no claim of theirs.
      const how = method === undefined || method === 'own_commit' ? 'version' : method;
      yield { ...changeOf('acknowledged', how, undefined, fields.version), ...(by !== undefined && { by }) };
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
      } else {
        const by = now.by;
        const isOther =
          [old, now].every((each) => each.fingerprint !== undefined) && old.fingerprint !== now.fingerprint;
        if (isOther)
          yield { ...changeOf('policy-released', 'version', version, version), ...(by !== undefined && { by }) };
        for (const [field, from, to] of differences(old, now))
          if (!isOther || !told.has(field)) yield changeOf('field', `version ${version}.${field}`, from, to);
      }
    }
    // A version that no entry of `changes` speaks of.
    if (last !== undefined && fields.version !== last.facts.fields.version && fields.version !== previous)
      yield changeOf('policy-released', 'version', last.facts.fields.version, fields.version);
  },
  say({ kind, field, from, to, by }) {
    const who = by === undefined ? '' : `, says ${by}`;
    if (kind === 'acknowledged') {
      if (field === 'version') return `version ${to} acknowledged${who}`;
      return `version ${to} acknowledged by ${by ?? 'somebody'}, ${plainWords(field ?? '')}`;
    }
    if (from === to) return `version ${to} released again, with another text${who}`;
    return `version ${to ?? 'none'} released${from === null ? '' : `, after ${from}`}${who}`;
  },
} as const satisfies EventGroup;
