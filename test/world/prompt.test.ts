import fs from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { promptOn } from '../../src/world/prompt.ts';
import { Interrupted, type Prompt, UserError } from '../../src/world/world.ts';
import { gitEnv, makeFolder } from '../repository.ts';

const enter = '\r';
const down = '\u001b[B';
const space = ' ';
const ctrlC = '\u0003';
const ctrlD = '\u0004';

/** A person at a keyboard: types the next of `keys` whenever the screen has stood still for a moment. */
async function type<T>(keys: readonly string[], put: (prompt: Prompt) => Promise<T>) {
  const input = new PassThrough();
  // Standard error is the one stream that a pipe never ends.
  const output = Object.assign(new PassThrough(), { end: () => output });
  let screen = '';
  output.on('data', (piece) => {
    screen += piece;
  });
  const left = [...keys];
  const timer = setInterval(() => {
    const next = left.shift();
    if (next === 'END') input.end();
    else if (next !== undefined) input.write(next);
  }, 40);
  try {
    const answer = await put(promptOn({ input, output }, gitEnv));
    return { answer, screen: stripVTControlCharacters(screen) };
  } finally {
    clearInterval(timer);
  }
}

const choices = [{ value: 'sev1', name: 'SEV1', about: 'all is down' }, { value: 'sev2' }, { value: 'sev3' }];

describe('questions', () => {
  it('take a line of text, and show how it was understood', async () => {
    const after = (value: string) => `understood as ${value.toUpperCase()}`;
    const { answer, screen } = await type(['now', enter], (prompt) => prompt.text({ message: 'Started?', after }));
    expect(answer).toBe('now');
    expect(screen).toMatch(/Started\?.*now/);
    expect(screen).toMatch(/ {2}understood as NOW\n$/);
  });

  it('offer what is likely', async () => {
    const { answer } = await type([enter], (prompt) => prompt.text({ message: 'Owner?', initial: '@ada' }));
    expect(answer).toBe('@ada');
  });

  it('say what is wrong with an answer and ask again', async () => {
    const validate = (value: string) => value === 'now' || 'Write a time';
    const { answer, screen } = await type(['no', enter, 'w', enter], (prompt) =>
      prompt.text({ message: 'When?', validate }),
    );
    expect(screen).toContain('Write a time');
    expect(answer).toBe('now');
  });

  it('let choose one', async () => {
    const put = (prompt: Prompt) => prompt.choose({ message: 'Severity?', choices });
    expect((await type([down, enter], put)).answer).toBe('sev2');
    const { answer, screen } = await type([enter], put);
    expect(answer).toBe('sev1');
    expect(screen).toContain('all is down');
    const initial = (prompt: Prompt) => prompt.choose({ message: 'Severity?', choices, initial: 'sev3' });
    expect((await type([enter], initial)).answer).toBe('sev3');
  });

  it('let choose many', async () => {
    const put = (prompt: Prompt) => prompt.chooseMany({ message: 'Services?', choices });
    expect((await type([space, down, down, space, enter], put)).answer).toEqual(['sev1', 'sev3']);
    expect((await type([enter], put)).answer).toEqual([]);
  });

  it('take yes and no', async () => {
    const put = (initial?: boolean) => (prompt: Prompt) =>
      prompt.confirm({ message: 'Sure?', ...(initial === undefined ? {} : { initial }) });
    expect((await type(['n', enter], put())).answer).toBe(false);
    expect((await type([enter], put())).answer).toBe(true);
    expect((await type([enter], put(false))).answer).toBe(false);
  });

  it('can follow each other', async () => {
    const { answer, screen } = await type(['a', enter, 'b', enter], async (prompt) => {
      const first = await prompt.text({ message: 'One?' });
      prompt.say('between');
      return [first, await prompt.text({ message: 'Two?' })];
    });
    expect(answer).toEqual(['a', 'b']);
    expect(screen).toMatch(/One\?[\s\S]*between\n[\s\S]*Two\?/);
  });
});

describe('leaving', () => {
  const questions: { [name: string]: (prompt: Prompt) => Promise<unknown> } = {
    text: (prompt) => prompt.text({ message: 'One?', validate: () => 'never right' }),
    choose: (prompt) => prompt.choose({ message: 'One?', choices }),
    chooseMany: (prompt) => prompt.chooseMany({ message: 'One?', choices }),
    confirm: (prompt) => prompt.confirm({ message: 'One?' }),
  };
  const ways = { 'Ctrl-C': ctrlC, 'Ctrl-D': ctrlD, 'the end of the input': 'END' };
  const cases = Object.keys(questions).flatMap((name) => Object.keys(ways).map((way) => [name, way] as const));

  it.each(cases)('%s by %s is an interruption', async (name, way) => {
    await expect(type([ways[way as keyof typeof ways]], questions[name] as never)).rejects.toBeInstanceOf(Interrupted);
  });

  it('by Ctrl-C works in a half-written line', async () => {
    await expect(type(['abc', ctrlC], questions.text as never)).rejects.toBeInstanceOf(Interrupted);
  });

  it('is not what Ctrl-D means in a half-written line', async () => {
    const { answer } = await type(['ab', ctrlD, 'c', enter], (prompt) => prompt.text({ message: 'One?' }));
    expect(answer).toBe('abc');
  });
});

describe('edit', () => {
  function makeEditor(script: string) {
    const folder = makeFolder();
    const editor = path.join(folder, 'my editor');
    const file = path.join(folder, "it's a $(touch canary) file.md");
    fs.writeFileSync(editor, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    fs.writeFileSync(file, 'old');
    const edit = (env: { [name: string]: string }) =>
      promptOn({ input: new PassThrough(), output: new PassThrough() }, { ...gitEnv, ...env }).edit(file);
    return { folder, editor, edit, read: () => fs.readFileSync(file, 'utf8') };
  }

  it.each(['VISUAL', 'EDITOR', 'GIT_EDITOR'])('runs the command line in %s on the file', async (name) => {
    const { editor, edit, read, folder } = makeEditor('printf "%s" "$1" > "$2"');
    await edit({ [name]: `'${editor}' --wait` });
    expect(read()).toBe('--wait');
    expect(fs.readdirSync(folder)).not.toContain('canary');
  });

  it('prefers VISUAL', async () => {
    const { editor, edit, read } = makeEditor('printf new > "$1"');
    await edit({ VISUAL: `'${editor}'`, EDITOR: 'false' });
    expect(read()).toBe('new');
  });

  it('tells when the editor fails', async () => {
    const { edit } = makeEditor('');
    await expect(edit({ EDITOR: 'exit 3;' })).rejects.toBeInstanceOf(UserError);
    await expect(edit({ EDITOR: 'false' })).rejects.toThrow('The editor (false) ended with code 1');
  });

  it('takes no editor from the config of the repository', async () => {
    const { editor, edit, folder, read } = makeEditor('printf evil > "$1"');
    fs.writeFileSync(path.join(folder, 'config'), `[core]\n\teditor = ${JSON.stringify(editor)}\n`);
    fs.mkdirSync(path.join(folder, '.git'));
    await edit({ GIT_EDITOR: 'true' });
    expect(read()).toBe('old');
  });
});
