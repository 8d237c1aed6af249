import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCorpus } from './corpus.mjs';
import { run } from './measure.mjs';
import { makeRecord } from './record.mjs';
import { renderRecord } from './render.mjs';

const RECORDS = 300;

/**
 * Whether speed costs truth: on a corpus with faults a first run, a second one that remembers, and one that was made to
 * forget print the same bytes; and again after records were changed, added and deleted. Gives what differs, best nothing.
 */
export function compareRuns(pir, folder) {
  writeCorpus(folder, { records: RECORDS, seed: 2, broken: 0.2, isGit: true });
  const cache = join(folder, '.git', 'pir');
  const answer = (name, command, exits) => {
    const job = { name, command: process.execPath, args: [pir, command, '--format', 'json'], cwd: folder, exits };
    // Not with --as-of, which reads the tree of that moment: then the moment of the run is all that may differ.
    return run(job, 'pipe').stdout.replace(/"as_of": *"[^"]*"/, '');
  };
  const check = (name) => answer(name, 'check', 1);
  const forget = () => rmSync(cache, { recursive: true, force: true });
  const differences = [];
  const compare = (what, a, b) => {
    if (a !== b) differences.push(what);
  };

  forget();
  const cold = check('a cold check');
  if (!existsSync(cache) || readdirSync(cache).length === 0)
    differences.push('nothing is remembered, so nothing is compared');
  compare('cold and warm', cold, check('a warm check'));
  forget();
  compare('cold and cacheless', cold, check('a cacheless check'));

  const figures = (name) => ['metrics', 'actions'].map((command) => answer(`${name} ${command}`, command, 0)).join('');
  const firstFigures = figures('a cold');
  compare('cold and warm figures', firstFigures, figures('a warm'));

  const [changed, gone, far] = [3, 50, 120].map((index) => makeRecord(2, index, RECORDS));
  writeFileSync(join(folder, changed.path), renderRecord(changed).replace(/^severity: .*$/m, 'severity: none'));
  rmSync(join(folder, gone.path));
  const added = makeRecord(5, 7, RECORDS);
  writeFileSync(join(folder, added.path), renderRecord(added).replace(/^owner: .*$/m, 'owner: nobody'));
  writeFileSync(join(folder, far.path), 'no record any more\n');
  const warm = check('a warm check of changes');
  const warmFigures = figures('a warm, after changes,');
  compare('figures before and after changes are the same', String(warmFigures === firstFigures), 'false');
  compare('before and after changes are the same, though they must not be', String(warm === cold), 'false');
  forget();
  compare('warm and cacheless after changes', warm, check('a cacheless check of changes'));
  compare('warm and cacheless figures after changes', warmFigures, figures('a cacheless, after changes,'));
  compare('warm runs after changes', warm, check('a second warm check of changes'));
  return differences;
}
