import { type BaselineEntry, readBaseline } from '../core/check/baseline.ts';
import { UserError, type World } from '../world/world.ts';
import type { Request } from './command.ts';
import type { Repository } from './repository.ts';

/** The baseline's place, and what it holds: undefined where there is none. */
export function openBaseline(
  { root, origin }: Repository,
  world: World,
  request?: Request,
): { path: string; entries: readonly BaselineEntry[] | undefined } {
  const asked = request?.text('baseline');
  const path =
    request === undefined || asked === undefined
      ? world.files.join(root.folder, '.pir/baseline.json')
      : world.files.resolve(request.cwd, asked);
  const name = world.files.relative(root.top, path);
  const isThen = origin.tree !== undefined && !/^\.\.(?:\/|$)/.test(name);
  const text = isThen ? origin.texts([name]).get(name) : world.files.readText(path);
  if (text === undefined) {
    if (asked === undefined || request?.isOn('update-baseline')) return { path, entries: undefined };
    throw new UserError(
      `Unexpected --baseline ${name}, which does not exist`,
      'Make it with pir check --update-baseline.',
    );
  }
  return { path, entries: baselineIn(text, name) };
}

/** What a baseline's text holds; UserError where it is none. */
export function baselineIn(text: string, name: string): readonly BaselineEntry[] {
  const read = readBaseline(text);
  if (!('problem' in read)) return read;
  throw new UserError(
    `Unexpected content of ${name}: ${read.problem}`,
    'Restore it from git, or delete it and make it anew with pir check --update-baseline.',
  );
}
