import { createHash } from 'node:crypto';
import { incidentExample, signedText } from '../../src/core/check/example.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

type Change = readonly [from: string | RegExp, to: string];

const signed = signedText(incidentExample(), sha256);
const soundId = '2026-03-10-checkout-500s';

/** Where attacks that are a record stand. */
export const victimPath = 'incidents/2026-03-11-victim.md';
export const witnessPath = 'incidents/2026-03-12-witness.md';

const unsigned = (id: string): string => signed.replaceAll(soundId, id).replace(/approvals:\n.*\n/, '');

/** What stands beside each attack: a record without a finding, and one with one warning that has to be found in any company. */
export const beside: Readonly<{ [path: string]: string }> = {
  [`incidents/${soundId}.md`]: signed,
  [witnessPath]: changed(unsigned('2026-03-12-witness'), [
    ['A lowered connection limit exhausted', 'The on-call engineer forgot the connection limit, which exhausted'],
  ]),
};

/** The sound record in the victim's place, after some changes; each must change something. */
export const victim = (...changes: readonly Change[]): string => changed(unsigned('2026-03-11-victim'), changes);

/** The victim's frontmatter with both fences. */
const facts = victim().slice(0, victim().indexOf('\n---\n', 4) + 5);

/** The victim with that body instead of its own. */
export const withBody = (body: string): string => facts + body;

/** The victim with these lines among its facts. */
export const withFacts = (lines: string): string => victim(['nonconformity:', `${lines}\nnonconformity:`]);

function changed(text: string, changes: readonly Change[]): string {
  return changes.reduce((before, [from, to]) => {
    const after = before.replace(from, () => to);
    if (after === before) throw new Error(`does not stand in the record: ${from}`);
    return after;
  }, text);
}
