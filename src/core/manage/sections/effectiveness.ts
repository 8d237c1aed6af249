import { actionColumns } from '../../measure/action-rows.ts';
import { isWithin } from '../../measure/period.ts';
import type { Row } from '../../report.ts';
import { countOf } from '../../words.ts';
import { actionsIn } from '../actions-in.ts';
import { listed, tableOf } from '../figures.ts';
import type { LookedAt } from '../looked-at.ts';
import type { Said, Section } from '../section.ts';

/** Whether what was done worked. */
export const effectiveness: Section = {
  id: 'effectiveness',
  title: 'Did it work?',
  items: ['9.3.2d'],
  say,
};

const checkedShown = ['ref', 'title', 'owner', 'effectiveness', 'verified_on', 'verified_by', 'criterion'];
const dueShown = ['ref', 'title', 'owner', 'check_on', 'criterion'];

function say(at: LookedAt): Said {
  const all = actionsIn(at);
  const checked = all.filter(({ verified_on }) => typeof verified_on === 'string' && isWithin(verified_on, at.period));
  const due = all.filter((row) => row.effectiveness === 'due');
  const failed = all.filter((row) => row.needs_follow_up === true);
  const checks = tableOf('effectiveness', 'Checked in the period', actionColumns, checked, checkedShown);
  const awaited = tableOf('checks_due', `Done, and to be checked by now (${at.today})`, actionColumns, due, dueShown);
  return {
    blocks: [
      { block: 'text', text: sentenceOf(checked, due, failed) },
      ...listed(checks, 'pir actions --status verified'),
      ...(due.length === 0 ? [] : listed(awaited, 'pir actions --checks-due')),
    ],
    tables: [checks, awaited],
    inShort: checked.length + due.length + failed.length === 0 ? [] : [sentenceOf(checked, due, failed)],
    questions: [
      ...(failed.length === 0
        ? []
        : [
            {
              urgency: 1 as const,
              question: 'What is tried instead of the actions that did not work?',
              because: `${countOf(failed.length, 'action')} ${failed.length === 1 ? 'was' : 'were'} found ineffective, and no other action follows`,
              records: refsOf(failed),
            },
          ]),
      ...(due.length === 0
        ? []
        : [
            {
              urgency: 3 as const,
              question: 'Who says whether these actions worked?',
              because: `the day to check ${countOf(due.length, 'action')} has come, and nobody has looked`,
              records: refsOf(due),
            },
          ]),
    ],
  };
}

const refsOf = (rows: readonly Row[]): string[] => rows.map(({ ref }) => String(ref));

function sentenceOf(checked: readonly Row[], due: readonly Row[], failed: readonly Row[]): string {
  const count = (result: string) => checked.filter((row) => row.effectiveness === result).length;
  const results = [
    [count('effective'), 'effective'],
    [count('partly'), 'partly effective'],
    [count('ineffective'), 'ineffective'],
  ] as const;
  const told = results.flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`])).join(', ');
  const first =
    checked.length === 0
      ? 'No action was checked for its effect in the period'
      : `${countOf(checked.length, 'action')} ${checked.length === 1 ? 'was' : 'were'} checked for ${checked.length === 1 ? 'its' : 'their'} effect: ${told}`;
  const waiting = due.length === 0 ? '' : `; ${countOf(due.length, 'check')} ${due.length === 1 ? 'is' : 'are'} due`;
  const open = failed.length === 0 ? '' : `; ${failed.length} did not work and nothing follows yet`;
  return `${first}${waiting}${open}.`;
}
