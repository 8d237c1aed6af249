import { type Env, fields, type RunGit } from './git-spawn.ts';
import type { Identity } from './world.ts';

/** As git picks them: the environment, then author.*, then user.*, of each the last one set; nothing guessed. */
export function identityOf(run: RunGit, top: string, env: Env): Identity | undefined {
  const args = ['config', '-z', '--get-regexp', '^(user|author)\\.(name|email)$'];
  const rows = fields(run({ cwd: top, args }).stdout);
  const settings = new Map(
    rows.map((row) => {
      const end = row.indexOf('\n');
      return [row.slice(0, end), row.slice(end + 1)];
    }),
  );
  const pick = (...values: (string | undefined)[]) =>
    values
      .find((value) => value !== undefined && value !== '')
      ?.replace(/[<>\n\r]/g, '')
      .trim() || undefined;
  const name = pick(env.GIT_AUTHOR_NAME, settings.get('author.name'), settings.get('user.name'));
  const email = pick(env.GIT_AUTHOR_EMAIL, settings.get('author.email'), settings.get('user.email'), env.EMAIL);
  return name === undefined || email === undefined ? undefined : { name, email };
}

/** See `Git.origin`. What the person's own settings would make of the address is not asked for. */
export function originOf(run: RunGit, top: string): string | undefined {
  const { stdout } = run({ cwd: top, args: ['config', '-z', '--local', '--get', 'remote.origin.url'] });
  return fields(stdout)[0] || undefined;
}
