import type { Request } from './commands/command.ts';
import type { Report } from './core/report.ts';
import { showText } from './core/show-text.ts';
import { chooseOutputs, styleFor, summaryOf } from './output.ts';
import type { Chosen, Globals, Output } from './program.ts';
import { reporterOf, reporters } from './reporters/index.ts';
import type { Reporter, Style } from './reporters/reporter.ts';
import { version } from './version.ts';
import { CannotJudge, CannotPrint, Interrupted, UserError, type World } from './world/world.ts';
import { writeFiles } from './write-files.ts';

type ChosenCommand = Extract<Chosen, { chosen: 'command' }>;

/**
 * The whole program: what was asked for → a Report → its files written → its text printed → the exit code
 * (0 fine, 1 findings, 2 use or environment, 3 a bug or a report that could not be printed, 4 cannot judge, 130 interrupted).
 */
export async function main(argv: readonly string[], world: World): Promise<number> {
  let isDebug = argv.includes('--debug');
  let end: (() => void) | undefined;
  try {
    if (argv.length === 1 && argv[0] === '--version') {
      await world.terminal.out(`${version}\n`);
      return 0;
    }
    // Only now, since a version needs no command line to be understood.
    const { chooseCommand } = await import('./program.ts');
    const chosen = await chooseCommand(argv, version, world.terminal.columns ?? 80, (entry) => {
      end = entry.begin?.(argv, world);
    });
    if (chosen.chosen === 'text') {
      await world.terminal.out(chosen.text);
      return 0;
    }
    isDebug = chosen.globals.isDebug;
    return await runCommand(chosen, world);
  } catch (error) {
    return await sayError(error, isDebug, world);
  } finally {
    end?.();
    world.cache.close();
  }
}

async function runCommand(chosen: ChosenCommand, world: World): Promise<number> {
  const outputs = chooseOutputs(chosen, world);
  const request = requestOf(chosen, outputs, world);
  const before = world.now();
  const planned = await chosen.command.run(request, world);
  const report = request.isDryRun ? planned : await writeFiles(planned, world);
  await printReport(report, outputs, request.cwd, chosen.globals, world);
  if (!chosen.globals.isQuiet) for (const line of nextSteps(report)) await tell(line, world);
  if (chosen.globals.isDebug)
    world.terminal.err(`debug: ${chosen.name} took ${Math.round((world.now() - before) * 1000)} ms\n`);
  return report.complete ? (report.failed ? 1 : 0) : 4;
}

function requestOf(chosen: ChosenCommand, outputs: readonly Output[], world: World): Request {
  const { globals, options } = chosen;
  const list = (value: string | readonly string[] | boolean | undefined): readonly string[] =>
    Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  const text = (value: string | readonly string[] | boolean | undefined) =>
    typeof value === 'string' ? value : undefined;
  return {
    argument: (name) => text(chosen.arguments[name]),
    manyArguments: (name) => list(chosen.arguments[name]),
    text: (option) => text(options[option]),
    many: (option) => list(options[option]),
    isOn: (option) => options[option] === true,
    cwd: globals.cwd === undefined ? world.cwd : world.files.real(world.files.resolve(world.cwd, globals.cwd)),
    config: globals.config,
    asOf: globals.asOf ?? (world.env.PIR_AS_OF || undefined) ?? sourceDate(world.env.SOURCE_DATE_EPOCH),
    hasAsOfFlag: globals.asOf !== undefined,
    mayAsk: globals.mayAsk && world.terminal.inIsTty && world.terminal.errIsTty,
    isDryRun: options['dry-run'] === true,
    isQuiet: globals.isQuiet,
    isDebug: globals.isDebug,
    formats: outputs.map((output) => output.format),
    knownFormats: reporters,
    version,
    // What a file holds does not depend on how quiet the run is.
    render: (report, format) => renderAs(report, format, { ...styleFor('', globals, world), isQuiet: false }),
  };
}

function sourceDate(epoch: string | undefined): string | undefined {
  if (epoch === undefined || epoch === '') return undefined;
  if (/^\d{1,11}$/.test(epoch)) return `@${epoch}`;
  throw new UserError(
    `Unexpected SOURCE_DATE_EPOCH "${epoch}", expected whole seconds since 1970`,
    'Set it to what date +%s prints, or unset it.',
  );
}

function nextSteps({ next = [], files }: Report): readonly string[] {
  return typeof next === 'function' ? next(files) : next;
}

async function printReport(
  report: Report,
  outputs: readonly Output[],
  cwd: string,
  globals: Globals,
  world: World,
): Promise<void> {
  for (const { format, file } of outputs) {
    const text = await renderAs(report, format, styleFor(file, globals, world));
    if (file === undefined && report.isPaged && format === 'human') await showPaged(text, globals, world);
    else if (file === undefined) await world.terminal.out(text);
    else if (file === world.env.GITHUB_STEP_SUMMARY)
      world.files.append(world.files.resolve(world.cwd, file), summaryOf(text));
    else world.files.put(world.files.resolve(cwd, file), text);
  }
}

async function showPaged(text: string, { mayAsk }: Globals, { terminal }: World): Promise<void> {
  const { pager } = terminal;
  await (mayAsk && pager !== undefined && text.split('\n').length > pager.rows ? pager.show(text) : terminal.out(text));
}

async function renderAs(report: Report, format: string, style: Style): Promise<string> {
  const { render } = await (reporterOf(format) as Reporter).load();
  return render(report, style);
}

/** Words for a person, who may have to copy a command; a log gets its lines whole. They may quote a config, a path or an argument. */
async function tell(text: string, { terminal }: World): Promise<void> {
  const shown = showText(`${text}\n`, 'lines');
  const columns = terminal.columns ?? 80;
  if (!terminal.errIsTty || shown.length <= columns) return terminal.err(shown);
  const { guidance } = await import('./reporters/guidance.ts');
  terminal.err(guidance(shown, columns));
}

async function sayError(error: unknown, isDebug: boolean, world: World): Promise<number> {
  const { terminal } = world;
  if (error instanceof Interrupted) {
    terminal.err('Interrupted; nothing was written.\n');
    return 130;
  }
  if (error instanceof UserError) {
    await tell(`pir: ${error.message}\n     ${error.hint}`, world);
    if (isDebug) terminal.err(`${error.stack ?? ''}\n`);
    return error instanceof CannotJudge ? 4 : error instanceof CannotPrint ? 3 : 2;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.err(`pir: this is a bug in pir ${version}. Please report it with the lines below.\n${stack}\n`);
  return 3;
}
