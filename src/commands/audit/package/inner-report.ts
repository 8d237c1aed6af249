import type { Report } from '../../../core/report.ts';
import type { World } from '../../../world/world.ts';
import type { Request } from '../../command.ts';
import { commands } from '../../index.ts';

/** What a command is asked inside another one: its options by name. */
export type Asked = Readonly<{ [option: string]: string | readonly string[] | true }>;

/** The request for another command, read from that commit; nothing is asked of anybody, and nothing is written. */
export function innerRequest(outer: Request, commit: string, asked: Asked = {}): Request {
  return {
    ...outer,
    argument: () => undefined,
    manyArguments: () => [],
    text: (option) => (typeof asked[option] === 'string' ? asked[option] : undefined),
    many: (option) => (Array.isArray(asked[option]) ? asked[option] : []),
    isOn: (option) => asked[option] === true,
    asOf: commit,
    hasAsOfFlag: true,
    mayAsk: false,
    isDryRun: true,
    isQuiet: false,
    isDebug: false,
    formats: ['json'],
  };
}

/** The report of another command. Each is asked as a person would ask it, so that a package says what pir says. */
export async function innerReport(name: string, request: Request, world: World): Promise<Report> {
  const entry = commands.find((each) => each.name === name);
  if (entry === undefined) throw new Error(`no command ${name}`);
  const { command } = await entry.load();
  return command.run(request, world);
}
