import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { replay } from '../examples/replay.mjs';
import { makeFolder } from './repository.ts';
import { runPir } from './run-pir.ts';

/** The year of the demo, with one sign-off of another text. */
export const demoArguments = [
  ...['audit', 'package', '--control', 'A.5.27', '--from', '2025-11-01', '--to', '2026-10-31'],
  ...['--allow', 'approval-stale'],
];

/** The demo's repository in a folder of its own. */
export function demoRepository(): string {
  const folder = path.join(makeFolder(), 'demo');
  mkdirSync(folder);
  replay(folder);
  return folder;
}

export interface MadeDemo {
  repository: string;
  /** The package's folder: only to be read. */
  folder: string;
  read(file: string): string;
}

/** A package of the demo; in a test file's own lines or a hook it stays for all tests. */
export async function demoPackage(...more: readonly string[]): Promise<MadeDemo> {
  const repository = demoRepository();
  const folder = path.join(path.dirname(repository), 'package');
  const { code, err } = await runPir([...demoArguments, '--out', folder, ...more], { cwd: repository });
  if (code !== 0) throw new Error(err);
  return { repository, folder, read: (file) => readFileSync(path.join(folder, file), 'utf8') };
}
