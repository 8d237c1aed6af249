import type { Asked } from '../../core/measure/asked.ts';
import { isCount, isDuration, metricsOf } from '../../core/measure/index.ts';
import type { Metric } from '../../core/measure/metric.ts';
import type { Entered } from '../../core/measure/restate/entered.ts';
import { restatedPage, restatedTable } from '../../core/measure/restate/page.ts';
import { type Edition, restate } from '../../core/measure/restate.ts';
import { parseRecord } from '../../core/record/parse.ts';
import type { Block, Table } from '../../core/report.ts';
import { formatInstant } from '../../core/time.ts';
import { countOf } from '../../core/words.ts';
import { CannotJudge, UserError, type World } from '../../world/world.ts';
import { openAsOf } from '../as-of.ts';
import type { Request } from '../command.ts';
import { epochMoment } from '../epoch-moment.ts';
import type { Repository } from '../repository.ts';
import { readToldIfAny, type ToldRecords } from '../told-records.ts';

/** The repository as of --restate; undefined without it. CannotJudge where there is no history to look back into. */
export function openSince(request: Request, world: World): Repository | undefined {
  const since = request.text('restate');
  if (since === undefined) return undefined;
  if (request.text('compare') !== undefined)
    throw new UserError(
      'Unexpected --compare together with --restate',
      'One compares periods, the other one period with itself.',
    );
  const then = openAsOf({ ...request, asOf: since, hasAsOfFlag: true }, world);
  if (then.origin.tree !== undefined) return then;
  throw new CannotJudge(
    `Cannot tell what the figures were at ${since}: there is no history`,
    'Run it in a clone, or commit the records first.',
  );
}

/** What moved in the period's figures since then: as a table, as sentences, and what has to be said beside them. */
export async function restateSince(
  then: Repository,
  asked: Asked,
  repository: Repository,
  told: ToldRecords | undefined,
  request: Request,
  world: World,
): Promise<{ table: Table; page: readonly Block[]; notes: readonly string[] }> {
  const known: readonly Metric[] = metricsOf(then.config);
  const names = new Set([...asked.durations, ...asked.counts].map(({ name }) => name));
  const chosen = request.many('metric').length === 0 ? known : known.filter(({ name }) => names.has(name));
  // What had no history then is told like records that came later.
  const before =
    told && (await readToldIfAny({ ...request, asOf: request.text('restate'), hasAsOfFlag: true }, then, world));
  const toldThen = before === undefined || 'why' in before ? undefined : before;
  const kept = told === undefined ? withoutHistory : (all: Asked): Asked => ({ ...all, hasHistory: true });
  const now = kept(asked);
  const was = kept({
    ...asked,
    config: then.config,
    clock: then.clock,
    asOf: then.asOf,
    since: epochMoment(then, world).at,
    durations: chosen.filter(isDuration),
    counts: chosen.filter(isCount),
  });
  const dropped = asked.durations.length + asked.counts.length - now.durations.length - now.counts.length;
  if (dropped === names.size)
    throw new UserError(
      `Unexpected --restate of ${[...names].join(', ')}, which git's history tells, where there is none`,
      'Name a metric that records tell, or run it in a full clone.',
    );
  const restated = restate(editionOf(then, was, toldThen), editionOf(repository, now, told));
  const commit = then.origin.tree?.commit?.slice(0, 12) ?? 'no commit';
  const since = `${formatInstant(then.asOf)} (${commit})`;
  return {
    table: restatedTable(restated),
    page: restatedPage(restated, since),
    notes: [
      ...then.notes,
      ...(dropped === 0
        ? []
        : [`${countOf(dropped, 'metric')} not restated: git's history tells them, and there is none`]),
    ],
  };
}

function withoutHistory(asked: Asked): Asked {
  const isOfRecords = ({ needs }: Metric) => needs !== 'history';
  return { ...asked, durations: asked.durations.filter(isOfRecords), counts: asked.counts.filter(isOfRecords) };
}

function editionOf({ origin, places }: Repository, asked: Asked, told: ToldRecords | undefined): Edition {
  const incidents: Entered[] = [];
  for (const file of origin.records(places.filter(({ kind }) => kind === 'incident'))) {
    if ('problem' in file) continue;
    const { record, refused } = parseRecord(file);
    if (record?.kind === 'incident') incidents.push({ record, refused, told: told?.of(record) });
  }
  return { incidents, asked };
}
