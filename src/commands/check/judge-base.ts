import type { BaselineEntry } from '../../core/check/baseline.ts';
import { rules } from '../../core/check/index.ts';
import { judgeWholeChange } from '../../core/check/judge-change.ts';
import { planRules } from '../../core/check/plan-rules.ts';
import type { Finding } from '../../core/finding.ts';
import type { Table } from '../../core/report.ts';
import { countOf } from '../../core/words.ts';
import { CannotJudge, type ReadAhead, UserError, type World } from '../../world/world.ts';
import type { Request } from '../command.ts';
import { contextOf } from '../judge-all.ts';
import { recordPlaces } from '../record-rows.ts';
import { findRoot, type Repository } from '../repository.ts';
import { changedTable } from './changed-table.ts';
import { judgeChanged } from './judge-changed.ts';
import { inSight, outOfSight } from './out-of-sight.ts';
import { commitOf, revisionsOf } from './revisions.ts';
import { readSettingsAhead, rootAt, type SettingsAt, settingsOf } from './settings-at.ts';

export interface JudgedChange {
  /** As the base says that records are judged. */
  repository: Repository;
  baseline: readonly BaselineEntry[];
  /** Before waivers and baseline, unsorted. */
  findings: readonly Finding[];
  /** What the change touches, with the findings that count. */
  tableOf: (findings: readonly Finding[]) => Table;
  /** Those that stand in HEAD. */
  records: number;
  notes: readonly string[];
}

/** On both sides together. */
const MOST_FILES = 200_000;

/**
 * Judges what lies between a base and HEAD, from git's objects alone: the records that it touches, and of everything that
 * time or other records have a part in, only what it brought about. Nothing of the work tree is read but large evidence.
 */
export async function judgeBase(
  ref: string,
  only: readonly string[],
  request: Request,
  world: World,
  ahead?: ReadAhead,
): Promise<JudgedChange> {
  const { top, isGit } = findRoot(request.cwd, world);
  if (!isGit) throw new UserError('Unexpected --base outside a git repository', 'Run pir check without it.');
  const { head, base } = revisionsOf(ref, top, world);
  const from = request.text('policy-from');
  const policy = from === undefined ? base : commitOf(from, top, world);
  const compared = { head, base, policy, changed: world.git.changedFiles(top, base, head) };
  const root = rootAt(compared, request, top, world);
  await readSettingsAhead(compared, root, request, world, ahead);
  const settings = settingsOf(compared, root, request, world);
  const placesOf = (...all: SettingsAt[]) => {
    const places = all.flatMap(({ repository }) => repository.places);
    return recordPlaces(places, root, world);
  };
  const unseen = outOfSight(compared, settings, request, world);
  const places = {
    base: placesOf(settings.policy, settings.base),
    head: inSight(placesOf(settings.policy, settings.base, settings.head), unseen),
  };
  // Begun only: they are here by the time that records which are named are looked for.
  void ahead?.trees(head, places.head.folders);
  // Where nothing was kept yet there is nothing to protect: a team's first settings and records come in one change.
  const isFirst =
    from === undefined &&
    settings.base.isEmpty &&
    world.git.treeAt(top, base, places.base.folders).every((file) => places.base.rowOf(file) === undefined);
  const { repository, baseline } = isFirst ? settings.head : settings.policy;
  const plan = planRules(rules, repository.config, only);
  const changedPaths = new Set(unseen.size === 0 ? [] : compared.changed.map(({ path }) => path));
  const touched = {
    before: [
      ...compared.changed.flatMap(({ before }) => (before && places.base.rowOf(before)) ?? []),
      ...[...unseen.values()].filter(({ path }) => !changedPaths.has(path)),
    ],
    after: compared.changed.flatMap(({ after }) => (after && places.head.rowOf(after)) ?? []),
  };
  if (touched.before.length + touched.after.length > MOST_FILES)
    throw new CannotJudge(`Cannot judge a change of over ${MOST_FILES} records`, 'Bring them in by parts.');
  const judged = await judgeChanged({ ...compared, touched, places, settings, repository, plan, ahead }, world);
  const whole = judgeWholeChange(
    {
      records: new Set([...touched.before, ...touched.after].map(({ path }) => path)).size,
      policyFiles: isFirst ? [] : differing(settings.base.files, settings.head.files),
      baseline: {
        path: settings.head.baseline.path,
        before: settings.base.baseline.entries,
        after: isFirst ? [] : settings.head.baseline.entries,
        text: settings.head.baseline.text ?? '',
      },
    },
    plan,
    contextOf(repository, world),
  );
  const held = baseline.entries.reduce((sum, { count }) => sum + count, 0);
  const records = touched.after.length;
  return {
    repository,
    baseline: baseline.entries,
    findings: [...judged.findings, ...whole],
    tableOf: (findings) => changedTable(touched, judged.changes, findings),
    records,
    notes: [
      `HEAD ${head.slice(0, 12)} against ${base.slice(0, 12)}: ${records === 0 ? 'no record is' : records === 1 ? '1 record is' : `${records} records are`} new or not as before`,
      ...(isFirst ? ['nothing was kept before this change: it is judged by its own settings'] : []),
      ...(from === undefined ? [] : [`judged by the settings of ${policy.slice(0, 12)}`]),
      ...(held === 0 ? [] : [`the baseline holds ${countOf(held, 'finding')}`]),
      ...judged.notes,
    ],
  };
}

function differing(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path)).sort();
}
