import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeRepository } from './repository.ts';
import { type Outcome, runPir } from './run-pir.ts';

// A scenario is a page of the manual that can be played: fences of four kinds, everything between them is prose.
//
//   ```world          now: RFC 3339 · columns: 80 · binary: yes (through bin/pir.js instead of in process)
//                     with: a folder of this project that is copied into the repository
//   ```file PATH      the file is written as it stands
//   ```console        lines after `$ ` are run, what follows is what they print; `[exit 1]` where the code is not 0
//   ```append PATH    the text is added at the end of the file
//
// Before the kind a language may stand, for those who look at the page: ```yaml file PATH.
// `pir …` is the program; `commit WHEN WHO MESSAGE` commits everything; anything else goes to a POSIX shell.

interface Fence {
  info: string;
  lines: string[];
  start: number;
}

const project = resolve(import.meta.dirname, '..');
const binary = join(project, 'bin/pir.js');

/** Plays a scenario on a new repository and returns the page with what was really printed. */
export async function playScenario(page: string): Promise<string> {
  const repository = makeRepository();
  const world = { now: '2026-11-21T12:00:00Z', columns: '80', binary: 'no' };
  const lines = page.split('\n');
  const played: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    const opening = /^```(?:\w+ (?=file|append))?(world|file|console|append)\b ?(.*)$/.exec(line);
    played.push(line);
    if (opening === null) continue;
    const fence: Fence = { info: opening[2] ?? '', lines: [], start: i };
    for (i++; lines[i] !== '```' && i < lines.length; i++) fence.lines.push(lines[i] as string);
    if (opening[1] === 'world') {
      const said = Object.fromEntries(fence.lines.map((each) => each.split(/: (.*)/).slice(0, 2)));
      Object.assign(world, said);
      if (said.with) cpSync(resolve(project, said.with), join(repository.path, said.with), { recursive: true });
    }
    if (opening[1] === 'file') put(join(repository.path, fence.info), `${fence.lines.join('\n')}\n`);
    if (opening[1] === 'append') put(join(repository.path, fence.info), `${fence.lines.join('\n')}\n`, 'a');
    played.push(
      ...(opening[1] === 'console' ? await playConsole(fence.lines, repository.path, world) : fence.lines),
      '```',
    );
  }
  return played.join('\n');
}

function put(path: string, text: string, flag = 'w'): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { flag });
}

async function playConsole(
  lines: readonly string[],
  cwd: string,
  world: { now: string; columns: string; binary: string },
): Promise<string[]> {
  const played: string[] = [];
  const commands = lines.filter((line) => line.startsWith('$ '));
  for (const command of commands) {
    const { code, out, err } = await runLine(command.slice(2), cwd, world);
    const text = `${out}${err}`.replaceAll(cwd, '/repository').replace(/\n$/, '');
    played.push(
      command,
      ...(text === '' ? [] : text.split('\n').map((line) => line.trimEnd())),
      ...(code === 0 ? [] : [`[exit ${code}]`]),
    );
  }
  return played;
}

async function runLine(
  line: string,
  cwd: string,
  { now, columns, binary: isBinary }: { now: string; columns: string; binary: string },
): Promise<Outcome> {
  const env = { PIR_AS_OF: now };
  if (/^pir\b/.test(line) && !/[|<>&;]/.test(line.replace(/"[^"]*"/g, '')) && isBinary !== 'yes') {
    return runPir(words(line).slice(1), { cwd, now, columns: Number(columns), env });
  }
  if (line.startsWith('commit ')) return commit(words(line).slice(1) as [string, string, string], cwd);
  const shell = `pir() { "${process.execPath}" "${binary}" "$@"; }\n${line}`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', shell], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...quietGit, ...env, GITHUB_ACTIONS: '' },
  });
  return { code: status ?? -1, out: stdout, err: stderr };
}

const quietGit = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

function commit([when, who, message]: [string, string, string], cwd: string): Outcome {
  const env = {
    ...process.env,
    ...quietGit,
    GIT_AUTHOR_NAME: who,
    GIT_AUTHOR_EMAIL: `${who.replace('@', '')}@example.com`,
    GIT_COMMITTER_NAME: who,
    GIT_COMMITTER_EMAIL: `${who.replace('@', '')}@example.com`,
    GIT_AUTHOR_DATE: when,
    GIT_COMMITTER_DATE: when,
  };
  execFileSync('git', ['add', '--all'], { cwd, env });
  execFileSync('git', ['commit', '--quiet', '--message', message], { cwd, env });
  return { code: 0, out: '', err: '' };
}

/** Splits a command line as a shell would: blanks, single and double quotes. */
function words(line: string): string[] {
  return [...line.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  );
}
