import type { Block, Report, Row } from '../core/report.ts';
import { countOf } from '../core/words.ts';
import type { World } from '../world/world.ts';
import type { Command, Request } from './command.ts';
import type { Condition } from './doctor/condition.ts';
import { guardConditions } from './doctor/guards.ts';
import { machineConditions } from './doctor/machine.ts';
import { recordConditions } from './doctor/records.ts';
import { openRepository, startReport } from './repository.ts';

export const command: Command = {
  arguments: [],
  options: [],
  examples: [['pir doctor', 'before you rely on what pir says']],
  about:
    'It looks and advises; what it advises it does not do. Mistakes in pir.config.yaml, people.yaml and .pir/waivers.yaml are told by every command, this one too.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openRepository(request, world);
  const conditions = [
    ...machineConditions(repository, world),
    ...recordConditions(repository, world),
    ...guardConditions(repository, world),
  ];
  const count = (result: Condition['result']) => conditions.filter((each) => each.result === result).length;
  return {
    ...startReport('doctor', repository, request),
    tables: [
      {
        name: 'checks',
        title: `${countOf(count('problem'), 'problem')}, ${countOf(count('advice'), 'piece')} of advice`,
        columns: [
          { key: 'name', title: 'What', unit: 'text' },
          { key: 'result', title: 'Result', unit: 'text' },
          { key: 'detail', title: 'Found', unit: 'text' },
          { key: 'to_do', title: 'What to do', unit: 'text' },
        ],
        rows: conditions.map((condition): Row => ({ ...condition })),
      },
    ],
    page: [
      ...group('Problems', 'problem', conditions),
      ...group('Advice', 'advice', conditions),
      ...group('In order', 'ok', conditions),
    ],
    summary: { errors: 0, warnings: 0, records: 0, problems: count('problem'), advice: count('advice') },
  };
}

function group(title: string, result: Condition['result'], conditions: readonly Condition[]): Block[] {
  const some = conditions.filter((condition) => condition.result === result);
  if (some.length === 0) return [];
  const rows = some.map(({ name, detail, to_do }) => [name, to_do === null ? detail : `${detail}. ${to_do}`] as const);
  return [
    { block: 'heading', level: 2, text: title },
    { block: 'facts', rows },
  ];
}
