import type { Problem } from '../../problem.ts';
import { credentialCandidates, type Region } from '../credential-candidates.ts';
import { incidentExample } from '../example.ts';
import type { RecordRule } from '../rule.ts';

/** Over this many candidates the rest is asked about in groups, so that decoys cannot crowd out a real one. */
const MOST = 100;
/** The detector takes the square of what it finds. */
const GROUP = 500;

/** What looks like a credential is shown to the detector; what it finds is reported, and never printed. */
export const rule: RecordRule = {
  id: 'secret',
  reason: 'Records are read by many and history keeps them: a credential written down is a credential lost.',
  levels: ['error', 'error', 'error'],
  kinds: ['incident', 'risk', 'policy', 'acknowledgement', 'management-review'],
  scope: 'record',
  readsText: true,
  good: incidentExample(),
  // Put together here, so that no scanner takes this file itself for a leak.
  bad: incidentExample([
    ['The old limit is back', `curl https://ops:${'correct-horse'}@limits.example.net, the old limit is back`],
  ]),
  judge({ text }) {
    const regions = credentialCandidates(text);
    if (regions.length === 0) return [];
    const problems: Problem[] = [];
    for (const region of regions.slice(0, MOST)) problems.push(problem(region, shown(text, region)));
    for (let at = MOST; at < regions.length; at += GROUP) {
      const group = regions.slice(at, at + GROUP);
      if (group[0]) problems.push(problem(group[0], group.map((region) => shown(text, region)).join('\n')));
    }
    return problems;
  },
};

/** With the characters around it, by which the detector tells a whole token from a part of one. */
function shown(text: string, { start, end }: Region): string {
  return text.slice(Math.max(0, start - 1), end + 1);
}

function problem({ start, end }: Region, text: string): Problem {
  return {
    message: 'Unexpected credential, expected none in a record',
    hint: 'Revoke it where it was issued, then take it out: what was once committed stays in the history.',
    start,
    end,
    unless: { ask: 'no-secret', text },
  };
}
