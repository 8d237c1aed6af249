import { nearest } from '../../nearest.ts';
import { isPerson, whyUnowned } from '../../people.ts';
import { pointerStep } from '../../record/node.ts';
import { incidentExample } from '../example.ts';
import type { PlacedProblem, PlacedWaiver, RepositoryContext, RepositoryRule } from '../rule.ts';

const lasting = '- { rule: cause-depth, record: 2026-03-10-checkout-500s, at: C1, by: "@cto", on: 2026-03-18, ';

/** A waiver says who accepts what until when and why; it covers a rule and a record that are here, and it ends. */
export const rule: RepositoryRule = {
  id: 'waiver',
  reason: 'An exception without a name, a reason and an end is a rule switched off.',
  levels: ['error', 'error', 'error'],
  usesClock: true,
  kinds: ['incident', 'risk', 'policy', 'acknowledgement', 'management-review'],
  scope: 'repository',
  good: incidentExample([], { waivers: `${lasting}until: 2026-12-31, reason: the supplier is still looking }\n` }),
  bad: incidentExample([], { waivers: `${lasting}until: 2026-04-30, reason: the supplier is still looking }\n` }),
  *judge(entries, context) {
    if (context.waivers.length === 0) return;
    const records = new Set<string>();
    for (const { id } of entries) if (id !== null) records.add(id);
    for (const waiver of context.waivers) {
      for (const [message, hint] of faults(waiver, records, context)) yield problem(waiver, message, hint);
    }
  },
};

type Fault = readonly [message: string, hint: string];

function* faults(waiver: PlacedWaiver, records: ReadonlySet<string>, context: RepositoryContext): Generator<Fault> {
  const { by, reason, until } = waiver;
  const { clock, people, ruleIds, mayWaiveAhead } = context;
  if (waiver.rule && !ruleIds.includes(waiver.rule)) {
    const guess = nearest(waiver.rule, ruleIds);
    yield [
      `Unexpected waiver of the rule "${waiver.rule}", expected a rule that exists`,
      guess ? `Did you mean ${guess}?` : 'Run `pir explain` for the list of rules.',
    ];
  }
  if (waiver.record && !mayWaiveAhead && !records.has(waiver.record)) {
    const guess = nearest(waiver.record, [...records]);
    yield [
      `Unexpected waiver for the record "${waiver.record}", expected a record that is here`,
      guess ? `Did you mean ${guess}?` : 'Write its whole id, or take the waiver out if the record is gone.',
    ];
  }
  // Who granted it may have left since: it holds until its end.
  const why = whyUnowned(by, { people, clock: { ...clock, isOver: () => false }, allowsTeams: false });
  if (why !== undefined) {
    const found =
      by && isPerson(by) ? `by "${by}", who is not in people.yaml` : by ? `by "${by}", no person` : 'by nobody';
    yield [`Unexpected waiver ${found}, expected the person who accepts the finding`, 'Write it as `by: "@handle"`.'];
  }
  if (!reason?.trim()) {
    yield ['Unexpected waiver without a reason, expected why the finding is accepted', 'Write it as `reason: …`.'];
  }
  if (!until) {
    yield ['Unexpected waiver without an end, expected the day on which it ends', 'Write it as `until: YYYY-MM-DD`.'];
  } else if (clock.isOver(until)) {
    yield [
      `Unexpected waiver that ended on ${until}, expected one that still holds`,
      'Mend what it waived and take it out, or let somebody accept the finding anew.',
    ];
  }
}

function problem(waiver: PlacedWaiver, message: string, hint: string): PlacedProblem {
  const { path, line, column, endColumn, index } = waiver;
  const steps = [waiver.rule, waiver.record, waiver.at].filter((step) => step !== undefined);
  return {
    message,
    hint,
    path,
    line,
    column,
    endLine: line,
    endColumn,
    record: null,
    pointer: pointerStep(index),
    anchor: steps.map(pointerStep).join(''),
  };
}
