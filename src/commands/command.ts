import type { Report } from '../core/report.ts';
import type { World } from '../world/world.ts';

export interface Argument {
  /** As shown in usage: `ID`, `TITLE`. */
  name: string;
  about: string;
  isOptional?: true;
  isMany?: true;
  /** What it may be; the command judges it, completion offers it. */
  choices?: readonly string[];
}

export interface Option {
  /** Long name without dashes: `due-before`. */
  name: string;
  /** Placeholder of its value; none for a switch. */
  value?: string;
  about: string;
  isMany?: true;
  /** Missing ones are all named at once, exit 2. */
  isRequired?: true;
  choices?: readonly string[];
}

/** What was asked for, as text; every command reads it through these. */
export interface Request {
  argument(name: string): string | undefined;
  manyArguments(name: string): readonly string[];
  text(option: string): string | undefined;
  many(option: string): readonly string[];
  isOn(option: string): boolean;
  /** Global flags. */
  cwd: string;
  config: string | undefined;
  asOf: string | undefined;
  /** Whether --as-of said it: it leads to the records of that moment, the environment only sets the clock. */
  hasAsOfFlag: boolean;
  /** Whether prompts are allowed: a terminal on both ends, and no --no-input. */
  mayAsk: boolean;
  isDryRun: boolean;
  isQuiet: boolean;
  isDebug: boolean;
  /** Names of the formats that will word the report: some need what costs time to know. */
  formats: readonly string[];
  /** All formats there are; some can only say findings. */
  knownFormats: readonly { name: string; onlyFindings?: true }[];
  /** Of pir. */
  version: string;
  /** A report as one of the formats words it into a file: for commands whose files hold reports. */
  render(report: Report, format: string): Promise<string>;
}

export interface Command {
  arguments: readonly Argument[];
  options: readonly Option[];
  /** Whole command lines that a person would type, each with what it does. */
  examples: readonly (readonly [line: string, does: string])[];
  /** More about it, for `--help` and the reference. */
  about?: string;
  run(request: Request, world: World): Promise<Report>;
}

/** A line of the list: known without loading the command. */
export interface CommandEntry {
  name: string;
  summary: string;
  load: () => Promise<{ command: Command }>;
  /**
   * What git can begin to do while the command is loaded, by the words of the command line; gives what ends it. Whatever
   * comes of it, the command does the same.
   */
  begin?: (argv: readonly string[], world: World) => (() => void) | undefined;
}
