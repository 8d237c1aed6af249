import type { Chosen, Globals, Output } from './program.ts';
import { reporterOf, reporters } from './reporters/index.ts';
import type { Style } from './reporters/reporter.ts';
import { version } from './version.ts';
import { UserError, type World } from './world/world.ts';

/** The formats asked for; in a GitHub workflow a `check` annotates by itself and fills the step summary, where all is shown. */
export function chooseOutputs(chosen: Extract<Chosen, { chosen: 'command' }>, world: World): readonly Output[] {
  const asked = pagesFor(chosen);
  for (const { format } of asked) {
    if (reporters.some((reporter) => reporter.name === format)) continue;
    throw new UserError(
      `Unexpected format "${format}", expected one of ${reporters.map((r) => r.name).join(', ')}`,
      'Name one of these after --format.',
    );
  }
  for (const { format } of asked) {
    if (chosen.name !== 'check' && reporterOf(format)?.onlyFindings) {
      throw new UserError(
        `Unexpected format "${format}" for pir ${chosen.name}, which has no findings`,
        'Use human, json, jsonl, markdown, csv or html.',
      );
    }
  }
  if (asked.length > 0) return asked;
  const human = { format: 'human', file: undefined };
  if (chosen.name !== 'check' || world.env.GITHUB_ACTIONS !== 'true') return [human];
  const summary = world.env.GITHUB_STEP_SUMMARY;
  return [human, { format: 'github', file: undefined }, ...(summary ? [{ format: 'markdown', file: summary }] : [])];
}

/** Where a command has the switch --html, a file that --output names alone gets that page. */
function pagesFor({ options, globals }: Extract<Chosen, { chosen: 'command' }>): readonly Output[] {
  const outputs = globals.outputs.map((output) => (output.file === '-' ? { ...output, file: undefined } : output));
  if (options.html !== true) return outputs;
  return outputs.map((output) =>
    output.file !== undefined && output.format === 'human' ? { ...output, format: 'html' } : output,
  );
}

/** GitHub drops a step summary of over 1 MiB whole: a shorter one says that it is shorter. */
export function summaryOf(text: string): string {
  const most = 250_000;
  if (text.length <= most) return text;
  return `${text.slice(0, text.lastIndexOf('\n', most))}\n\nMore than a step summary holds: the log has the rest.\n`;
}

/** What a printout to that file, or to the terminal, has to go by. */
export function styleFor(file: string | undefined, globals: Globals, world: World): Style {
  const { terminal } = world;
  return {
    columns: file === undefined ? (terminal.columns ?? 80) : Number.POSITIVE_INFINITY,
    color: file === undefined ? colorLevel(globals, world) : 0,
    isQuiet: globals.isQuiet,
    version,
  };
}

/** Flag, FORCE_COLOR, NO_COLOR, CLICOLOR_FORCE, terminal: the first that says something wins. */
function colorLevel(globals: Globals, { env, terminal }: World): 0 | 1 | 2 | 3 {
  if (globals.color !== undefined) return globals.color ? 1 : 0;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '')
    return env.FORCE_COLOR === '0' || env.FORCE_COLOR === 'false' ? 0 : 1;
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return 0;
  if (env.CLICOLOR_FORCE !== undefined && env.CLICOLOR_FORCE !== '0' && env.CLICOLOR_FORCE !== '') return 1;
  return terminal.outIsTty && env.TERM !== 'dumb' ? 1 : 0;
}
