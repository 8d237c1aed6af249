import { expect, it } from 'vitest';
import { openAction } from '../../../../src/core/check/example.ts';
import { rule } from '../../../../src/core/check/rules/action-due.ts';
import { play, playOne, riskExample } from '../play.ts';

const due = (line: string) => [...openAction, ['    due: 2026-06-10\n', line]] as const;
const missing = '/actions/0/due Unexpected action A1 with no due day, expected the day by which it is done';

it.each([[''], ['    due:\n'], ['    due: ~\n']])('asks for a day where there is %j', (line) => {
  expect(play(rule, due(line))).toEqual([missing]);
});

it('does not take a day before the incident, in the zone of the config', () => {
  expect(play(rule, due('    due: 2026-03-09\n'))).toEqual([
    '/actions/0/due Unexpected due day 2026-03-09 of action A1 before the incident, expected a day from 2026-03-10 on',
  ]);
  expect(play(rule, due('    due: 2026-03-10\n'))).toEqual([]);
  expect(play(rule, due('    due: 2026-03-09\n'), { config: 'timezone: Pacific/Honolulu\n' })).toEqual([]);
});

it('does not ask of what is done', () => {
  expect(play(rule, [['    due: 2026-04-10\n', '']])).toEqual([]);
});

it('leaves a day that is none to the schema', () => {
  for (const day of ['soon', '2026-02-30', '""']) expect(play(rule, due(`    due: ${day}\n`))).toEqual([]);
});

it('lets a proposal ripen with its review', () => {
  const changes = [
    ...openAction.slice(1),
    ['    due: 2026-06-10\n', ''],
    ['    status: open\n', '    status: proposed\n'],
  ] as const;
  expect(play(rule, [['status: closed\n', 'status: draft\n'], ...changes])).toEqual([]);
  expect(play(rule, [['status: closed\n', 'status: approved\n'], ...changes])).toEqual([missing]);
});

it('asks the actions of risks for a day, whichever', () => {
  expect(playOne(rule, riskExample([['    due: 2026-09-01\n', '    due: 1999-09-01\n']]))).toEqual([]);
  expect(playOne(rule, riskExample([['    due: 2026-09-01\n', '']]))).toHaveLength(1);
});
