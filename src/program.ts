// Over 200 lines: the one door of commander, which turns the list of commands into flags, help and usage errors.
import {
  type Command as Commander,
  type CommanderError,
  Option as CommanderOption,
  program as shared,
} from 'commander';
import type { Argument, Command, CommandEntry, Option } from './commands/command.ts';
import { commands, groups } from './commands/index.ts';
import { reporters } from './reporters/index.ts';
import { UserError } from './world/world.ts';

/** One `--format`, and where it goes (undefined: standard output). */
export interface Output {
  format: string;
  file: string | undefined;
}

export interface Globals {
  cwd: string | undefined;
  config: string | undefined;
  asOf: string | undefined;
  outputs: readonly Output[];
  /** Undefined when not said. */
  color: boolean | undefined;
  mayAsk: boolean;
  isQuiet: boolean;
  isDebug: boolean;
}

export type Chosen =
  | { chosen: 'text'; text: string }
  | {
      chosen: 'command';
      name: string;
      command: Command;
      globals: Globals;
      arguments: Readonly<{ [name: string]: string | readonly string[] | undefined }>;
      options: Readonly<{ [name: string]: string | readonly string[] | boolean | undefined }>;
    };

const valued = new Set(['-C', '--cwd', '--config', '--as-of', '--format', '--output']);

/** Words of the command line that are no option and no option's value, up to the command's name. */
function leadingWords(argv: readonly string[]): string[] {
  const words: string[] = [];
  for (let i = 0; i < argv.length && words.length < 2; i++) {
    const word = argv[i] as string;
    if (word === '--') break;
    if (valued.has(word)) i++;
    else if (!word.startsWith('-')) words.push(word);
    else if (words.length > 0) break;
  }
  return words;
}

function entryFor(words: readonly string[]): CommandEntry | undefined {
  return (
    commands.find((entry) => entry.name === words.slice(0, 2).join(' ')) ??
    commands.find((entry) => entry.name === words[0])
  );
}

/** Every argument is optional to commander: what is missing is named here, together with missing options. */
function addArgument(command: Commander, { name, about, isMany }: Argument): void {
  command.argument(isMany ? `[${name}...]` : `[${name}]`, about);
}

function usageOf(command: Command): string {
  const words = command.arguments.map(({ name, isOptional, isMany }) => {
    const word = isMany ? `${name}...` : name;
    return isOptional ? `[${word}]` : `<${word}>`;
  });
  return ['[options]', ...words].join(' ');
}

function addOption(command: Commander, { name, value, about, isMany, choices }: Option): void {
  const option = new CommanderOption(value === undefined ? `--${name}` : `--${name} <${value}>`, about);
  if (choices) option.choices(choices);
  if (isMany) {
    const check = option.parseArg as ((text: string, before: unknown) => unknown) | undefined;
    option.argParser((text: string, before: string[] | undefined) => {
      check?.(text, undefined);
      return [...(before ?? []), text];
    });
  }
  command.addOption(option);
}

/** Pairs each --format with the --output that follows it. */
function outputOptions(root: Commander, outputs: Output[]): void {
  root.addOption(
    new CommanderOption(
      '--format <F>',
      `how to word the report: ${reporters.map(({ name }) => name).join(', ')}; may be repeated`,
    ).argParser((format: string) => {
      outputs.push({ format, file: undefined });
    }),
  );
  root.addOption(
    new CommanderOption('--output <FILE>', 'where the --format before it goes').argParser((file: string) => {
      const last = outputs.at(-1);
      if (last === undefined) outputs.push({ format: 'human', file });
      else if (last.file !== undefined)
        throw new UserError(
          `Unexpected second --output ${file} for one --format`,
          'Put a --format before each --output.',
        );
      else last.file = file;
    }),
  );
}

/** Without a version where a command has a `--version V` of its own: the program's would be taken for it. */
function defineRoot(outputs: Output[], version: string | undefined): Commander {
  const root = shared.createCommand('pir');
  root
    .description('Post-incident reviews as markdown in git: scaffold them, check them, measure them, prove them.')
    .option('-C, --cwd <DIR>', 'work as if started in DIR')
    .option('--config <FILE>', 'read this config instead of the nearest pir.config.yaml')
    .option('--as-of <MOMENT>', 'judge as of a day (its end), an instant or a git revision')
    .option('--color', 'colour even where there is no terminal')
    .option('--no-color', 'no colour')
    .option('--no-input', 'never ask; missing input is an error')
    .option('--quiet', 'print findings and errors only')
    .option('--debug', 'say on stderr what was done and how long it took');
  if (version !== undefined) root.version(version, '--version', 'print the version');
  root.helpOption('-h, --help', 'print help').helpCommand(false).showSuggestionAfterError(true).exitOverride();
  outputOptions(root, outputs);
  return root;
}

/**
 * The registry as a commander tree; only the chosen command is loaded, after `begin` was told of it. Runs nothing and prints
 * nothing.
 */
export async function chooseCommand(
  given: readonly string[],
  version: string,
  columns: number,
  begin: (entry: CommandEntry) => void = () => {},
): Promise<Chosen> {
  const argv = given[0] === 'help' ? [...given.slice(1), '--help'] : given;
  const outputs: Output[] = [];
  let printed = '';
  const words = leadingWords(argv);
  const entry = entryFor(words);
  if (entry !== undefined) begin(entry);
  const loaded = await entry?.load();
  const hasOwn = loaded?.command.options.some(({ name }) => name === 'version') === true;
  const root = defineRoot(outputs, hasOwn ? undefined : version);
  const look = {
    writeOut: (text: string) => {
      printed += text;
    },
    writeErr: () => {},
    getOutHelpWidth: () => columns,
    getErrHelpWidth: () => columns,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  };
  root.configureOutput(look).configureHelp({ showGlobalOptions: true }).addHelpText('after', firstSteps);
  let chosen: Chosen | undefined;
  const parents = new Map<string, Commander>();
  for (const each of commands) {
    const [first, second] = each.name.split(' ') as [string, string | undefined];
    let parent = root;
    if (second !== undefined) {
      const group =
        parents.get(first) ??
        root
          .command(first)
          .description(groups[first] ?? '')
          .addHelpText('after', `\nExamples: pir ${each.name} --help`);
      parents.set(first, group);
      parent = group;
    }
    const spot = parent.command(second ?? first).description(each.summary);
    if (each !== entry || loaded === undefined) continue;
    const { command } = loaded;
    for (const argument of command.arguments) addArgument(spot, argument);
    for (const option of command.options) addOption(spot, option);
    spot.usage(usageOf(command));
    spot.addHelpText(
      'after',
      helpAfter(command, (text) => spot.createHelp().boxWrap(text, columns)),
    );
    spot.action(() => {
      chosen = {
        chosen: 'command',
        name: each.name,
        command,
        globals: globalsOf(root, outputs),
        ...valuesOf(spot, command),
      };
    });
  }
  try {
    await root.parseAsync(argv.length === 0 ? ['--help'] : [...argv], { from: 'user' });
  } catch (error) {
    return { chosen: 'text', text: textOrUsageError(error, printed, words) };
  }
  return chosen ?? { chosen: 'text', text: printed };
}

const firstSteps = `
Examples:
  pir init
      sets pir up in a git repository, once
  pir new
      begins the record of an incident: it asks, on a terminal
  pir check
      says what is missing in the records, and when it matters
  pir action done --help
      what a command takes, with examples
  pir explain
      every rule, figure, field and word, each of which it explains

Exit codes: 0 fine, 1 findings, 2 something you can mend, 3 a bug in pir, 4
something could not be looked at, 130 interrupted.`;

function helpAfter(command: Command, wrapped: (text: string) => string): string {
  const about = command.about === undefined ? '' : `\n${wrapped(command.about)}\n`;
  const examples = command.examples.map(([line, does]) => `  ${line}\n      ${does}`).join('\n');
  return `${about}\nExamples:\n${examples}`;
}

/** The word among the first that is the name of nothing. */
function strayWord([first, second]: readonly string[]): string | undefined {
  if (first === undefined || commands.some(({ name }) => name === first)) return undefined;
  if (!isGroup(first)) return first;
  return second === undefined || commands.some(({ name }) => name === `${first} ${second}`) ? undefined : second;
}

function isGroup(word: string | undefined): word is string {
  return word !== undefined && Object.hasOwn(groups, word);
}

function textOrUsageError(error: unknown, printed: string, words: readonly string[]): string {
  if (error instanceof UserError) throw error;
  const { code, exitCode, message } = error as CommanderError;
  if (typeof code !== 'string' || !code.startsWith('commander.')) throw error;
  const stray = strayWord(words);
  if (exitCode === 0 && stray === undefined) return printed;
  // Asked for help on what is no command, commander prints that of what comes before.
  const said = exitCode === 0 ? `unknown command '${stray}'` : message;
  const [problem = '', ...more] = said.replace(/^error: /, '').split('\n');
  const help = `pir ${entryFor(words)?.name ?? (isGroup(words[0]) ? words[0] : '')}`.trim();
  if (code === 'commander.help')
    throw new UserError(
      'Unexpected end of the command line, expected a command',
      `Run ${`pir ${words[0] ?? ''}`.trim()} --help.`,
    );
  if (words[0] === 'incident')
    throw new UserError(`Unexpected command line: ${problem}`, 'Leave the word out: pir new, pir list, pir show ID.');
  const [, option, value, choices] =
    /^option '(--[\w-]+)[^']*' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/s.exec(problem) ?? [];
  if (choices !== undefined)
    throw new UserError(
      `Unexpected ${option} "${value}", expected one of ${choices}`,
      `Run ${help} --help for examples.`,
    );
  const nearest = more.join(' ').replace(/^\((.*)\)$/, '$1');
  throw new UserError(`Unexpected command line: ${problem}`, nearest === '' ? `Run ${help} --help.` : nearest);
}

function globalsOf(root: Commander, outputs: readonly Output[]): Globals {
  const options = root.opts<{
    cwd?: string;
    config?: string;
    asOf?: string;
    color?: boolean;
    input?: boolean;
    quiet?: boolean;
    debug?: boolean;
  }>();
  return {
    cwd: options.cwd,
    config: options.config,
    asOf: options.asOf,
    outputs,
    color: root.getOptionValueSource('color') === 'default' ? undefined : options.color,
    mayAsk: options.input !== false,
    isQuiet: options.quiet === true,
    isDebug: options.debug === true,
  };
}

function aboutWith(about: string, choices: readonly string[] | undefined): string {
  return choices === undefined || choices.every((choice) => about.includes(choice))
    ? about
    : `${about} (${choices.join(', ')})`;
}

/** Arguments and options by the names their command gave them; every missing required option is named at once. */
function valuesOf(
  spot: Commander,
  command: Command,
): Pick<Extract<Chosen, { chosen: 'command' }>, 'arguments' | 'options'> {
  const values: { [name: string]: string | readonly string[] | undefined } = {};
  for (const [i, { name }] of command.arguments.entries())
    values[name] = spot.processedArgs[i] as string | string[] | undefined;
  const options: { [name: string]: string | readonly string[] | boolean | undefined } = {};
  for (const { name } of command.options) {
    options[name] = spot.getOptionValue(name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())) as
      | string
      | undefined;
  }
  const missing = [
    ...command.arguments
      .filter(({ name, isOptional }) => !isOptional && (values[name] ?? []).length === 0)
      .map(({ name, about }) => [name, about] as const),
    ...command.options
      .filter(({ name, isRequired }) => isRequired && options[name] === undefined)
      .map(({ name, value, about, choices }) => [`--${name} ${value}`, aboutWith(about, choices)] as const),
  ];
  if (missing.length > 0) {
    const name = `${spot.parent?.parent ? `${spot.parent.name()} ` : ''}${spot.name()}`;
    throw new UserError(
      `Unexpected end of the command line, expected ${missing.map(([what]) => what).join(', ')}`,
      [...missing.map(([what, about]) => `${what}: ${about}`), `Run pir ${name} --help for examples.`].join('\n     '),
    );
  }
  return { arguments: values, options };
}
