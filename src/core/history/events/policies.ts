import { plainWords } from '../../words.ts';
import { type Change, changeOf, type EventGroup, unchanged } from '../change.ts';
import { differences, pairs } from '../compare-fields.ts';
import { fieldsOf, itemsIn } from '../facts.ts';

/** What a second release of one version says anew. */
const told = new Set(['fingerprint', 'on', 'by']);

/** Versions of policies, and who accepted them. */
export const group = {
  name: 'policy',
  kinds: ['policy-released', 'acknowledged'],
  compare({ before, last, after }) {
    const kind = after?.facts.kind;
    if (after === undefined || (kind !== 'acknowledgement' && kind !== 'policy')) return unchanged;
    const fields = fieldsOf(after.facts);
    const changes: Change[] = [];
    if (kind === 'acknowledgement' && before === undefined && last === undefined) {
      const { by, method } = fields;
      // What others wrote down for somebody is no claim of theirs.
      const how = method === undefined || method === 'own_commit' ? 'version' : method;
      changes.push({ ...changeOf('acknowledged', how, undefined, fields.version), ...(by !== undefined && { by }) });
    }
    if (kind !== 'policy') return changes;
    const earlier = last === undefined ? undefined : fieldsOf(last.facts);
    let previous = earlier?.version;
    for (const [version, old, now] of pairs(itemsIn(last?.facts, 'releases'), itemsIn(after.facts, 'releases'))) {
      if (now === undefined) changes.push(changeOf('field', 'changes', version, undefined));
      else if (old === undefined) {
        const by = now.by;
        const from = previous === version ? undefined : previous;
        changes.push({ ...changeOf('policy-released', 'version', from, version), ...(by !== undefined && { by }) });
        previous = version;
      } else {
        const by = now.by;
        const isOther =
          [old, now].every((each) => each.fingerprint !== undefined) && old.fingerprint !== now.fingerprint;
        if (isOther)
          changes.push({
            ...changeOf('policy-released', 'version', version, version),
            ...(by !== undefined && { by }),
          });
        for (const [field, from, to] of differences(old, now))
          if (!isOther || !told.has(field)) changes.push(changeOf('field', `version ${version}.${field}`, from, to));
      }
    }
    // A version that no entry of `changes` speaks of.
    if (earlier !== undefined && fields.version !== earlier.version && fields.version !== previous)
      changes.push(changeOf('policy-released', 'version', earlier.version, fields.version));
    return changes;
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
