import { editFile } from './edit.ts';
import type { Env } from './git-spawn.ts';
import { Interrupted, type Prompt } from './world.ts';

export interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

type Inquirer = typeof import('inquirer')['default'];
type Ask = ReturnType<Inquirer['createPromptModule']>;

/** Questions by inquirer, on the terminal's error side, so that a report can be piped away. */
export function promptOn(streams: Streams, env: Env): Prompt {
  const say = (line: string) => void streams.output.write(`${line}\n`);

  /** inquirer never answers when the input ends (Ctrl-D): whoever leaves so is gone as with Ctrl-C. */
  async function ask<T>(put: (ask: Ask) => Promise<{ answer: T }>): Promise<T> {
    const { default: inquirer } = await import('inquirer');
    const { input, output } = streams;
    const left = new AbortController();
    const leave = () => left.abort();
    const leaveByKey = (_: unknown, key: { ctrl?: boolean; name?: string } | undefined) => {
      // In a half-written line Ctrl-D deletes; only on an empty one does readline let go of the input.
      if (key?.ctrl && key.name === 'd') setImmediate(() => input.isPaused() && leave());
    };
    input.on('end', leave);
    input.on('keypress', leaveByKey);
    try {
      return (await put(inquirer.createPromptModule({ input, output, signal: left.signal }))).answer;
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      throw name === 'ExitPromptError' || name === 'AbortPromptError' ? new Interrupted() : error;
    } finally {
      input.off('end', leave);
      input.off('keypress', leaveByKey);
    }
  }

  return {
    async text({ message, initial, validate, after }) {
      const answer = await ask((ask) =>
        ask<{ answer: string }>([
          {
            type: 'input',
            name: 'answer',
            message,
            ...(initial === undefined ? {} : { default: initial }),
            ...(validate === undefined ? {} : { validate: (value: string) => validate(value) }),
          },
        ]),
      );
      const understood = after?.(answer) ?? '';
      if (understood !== '') say(`  ${understood}`);
      return answer;
    },

    choose: ({ message, choices, initial }) =>
      ask((ask) =>
        ask<{ answer: string }>([
          {
            type: 'select',
            name: 'answer',
            message,
            loop: false,
            choices: choices.map(({ value, name, about }) => ({
              value,
              name: name ?? value,
              ...(about === undefined ? {} : { description: about }),
            })),
            ...(initial === undefined ? {} : { default: initial }),
          },
        ]),
      ),

    chooseMany: ({ message, choices }) =>
      ask((ask) =>
        ask<{ answer: string[] }>([
          {
            type: 'checkbox',
            name: 'answer',
            message,
            loop: false,
            choices: choices.map(({ value, name }) => ({ value, name: name ?? value })),
          },
        ]),
      ),

    confirm: ({ message, initial }) =>
      ask((ask) => ask<{ answer: boolean }>([{ type: 'confirm', name: 'answer', message, default: initial ?? true }])),

    edit: (file) => editFile(file, env),

    say,
  };
}
