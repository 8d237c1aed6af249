import { isUnfinished } from '../../core/record/action.ts';
import type { Edit } from '../../core/record/edit.ts';
import { actionsByRef, planOf } from '../../core/risk/plan.ts';
import { scoresOf } from '../../core/risk/scores.ts';
import { countOf, someOf } from '../../core/words.ts';
import { UserError } from '../../world/world.ts';
import { reasonOf } from '../change-incident.ts';
import type { Command } from '../command.ts';
import { changeRecord, writeOptions } from '../edit-record.ts';
import { idArgument, openRisk, type RiskAtHand } from './open-risk.ts';
import { readRegister } from './read-register.ts';

export const command: Command = {
  arguments: [idArgument],
  options: [{ name: 'reason', value: 'R', about: 'why it does not stand any more', isRequired: true }, ...writeOptions],
  examples: [
    ['pir risk close R-014 --reason "the old console is gone"', 'it stays in the register, and asks nothing any more'],
  ],
  about:
    'A closed risk keeps its assessments, and no rule, picture or report counts it as one that stands. Actions of its plan that somebody still has to work on stand in the way. One that is still borne is no closed one: pir risk treat --accept-until.',
  run: async (request, world) => {
    const at = openRisk(request, world, 'close');
    const { record, id, repository, by, on } = at;
    const reason = reasonOf(request);
    await mustHaveNothingToDo(at);
    const last = scoresOf(record.data, repository.config).at(-1)?.on;
    if (last && on < last)
      throw new UserError(
        `Unexpected close of ${id} on ${on}, before it was assessed on ${last}`,
        'Name that day or a later one after --on.',
      );
    const edits: readonly Edit[] = [
      { edit: 'set', pointer: '/status', value: 'closed' },
      { edit: 'set', pointer: '/closed', value: { on, by, reason } },
    ];
    return changeRecord(request, repository, world, {
      command: 'risk close',
      record,
      edits,
      gate: 'edit',
      did: `${id}: close`,
    });
  },
};

/** UserError that names the actions of the plan which nobody has finished, wherever they stand. */
async function mustHaveNothingToDo({ record, id, repository }: RiskAtHand): Promise<void> {
  const { around } = await readRegister(repository);
  const actions = actionsByRef(around.records);
  const left = planOf(record).filter((ref) => {
    const action = actions.get(ref);
    return action !== undefined && isUnfinished(action);
  });
  const [first] = left;
  if (first === undefined) return;
  throw new UserError(
    `Unexpected close of ${id}, whose plan has ${countOf(left.length, 'action')} to do: ${someOf(left, 5)}`,
    `Finish or give up each: pir action done ${first} --evidence E, pir action cancel ${first} --reason "…". One that is done for another reason comes out of its plan first, in ${record.path}.`,
  );
}
