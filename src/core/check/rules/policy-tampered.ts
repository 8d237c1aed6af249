import { countOf } from '../../words.ts';
import { changeExample, incidentExample, inReview } from '../example.ts';
import type { WholeChangeRule } from '../rule.ts';

const waiver = '- { rule: cause-depth, record: 2026-03-10-checkout-500s, at: C1, by: "@cto", on: 2026-03-18, ';
const waivers = `${waiver}until: 2026-12-31, reason: the supplier is still looking }\n`;
/** The files by which records are judged change by themselves, before the records that need it. */
export const rule: WholeChangeRule = {
  id: 'policy-tampered',
  reason: 'Whoever changes a record and the rules it is judged by at once is judge in their own case.',
  levels: ['warn', 'warn', 'error'],
  kinds: ['incident', 'risk', 'policy', 'acknowledgement', 'management-review'],
  scope: 'whole-change',
  good: incidentExample([], { waivers, before: { waivers: '' } }),
  bad: changeExample([...inReview, ['title: Checkout', 'title: The checkout']], inReview, {
    waivers,
    before: { waivers: '' },
  }),
  *judge({ policyFiles, records }) {
    if (records === 0) return;
    for (const path of policyFiles) {
      yield {
        message: `Unexpected change of ${path} together with ${countOf(records, 'record')}, expected a change of its own`,
        hint: 'Merge the file by itself first, past the eyes of those who own it; until then the one at the base counts.',
        path,
        line: 1,
        column: 1,
        endLine: 1,
        endColumn: 2,
        record: null,
        pointer: null,
        anchor: '',
      };
    }
  },
};
