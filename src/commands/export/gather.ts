import type { Period } from '../../core/measure/period.ts';
import { kinds } from '../../core/record/kinds.ts';
import type { ParsedRecord } from '../../core/record/record.ts';
import { isRepositoryName, nameOfFolder, nameOfRemote } from '../../core/repository-name.ts';
import { parseDay } from '../../core/time.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Request } from '../command.ts';
import { epochMoment } from '../epoch-moment.ts';
import { readRecords } from '../read-records.ts';
import type { Repository } from '../repository.ts';
import { historyNotes, readToldIfAny } from '../told-records.ts';
import type { Gathered } from './format.ts';

/** Reads everything that an export may be made of. */
export async function gather(
  request: Request,
  repository: Repository,
  world: World,
): Promise<Gathered & { notes: readonly string[]; whyNoHistory: string | undefined }> {
  const name = repositoryName(request, repository, world);
  const period = periodOf(request);
  const { records, refusedOf, notes } = await readRecords(
    kinds.map(({ kind }) => kind),
    repository,
  );
  const found = await readToldIfAny(request, repository, world);
  const told = 'why' in found ? undefined : found;
  const { config, people, clock, asOf } = repository;
  return {
    name,
    repository,
    period,
    records,
    policies: ofKind(records, 'policy'),
    acknowledgements: ofKind(records, 'acknowledgement'),
    told,
    facts: {
      incidents: ofKind(records, 'incident').map((record) => ({
        record,
        refused: refusedOf(record),
        told: told?.of(record),
      })),
      risks: ofKind(records, 'risk'),
      managementReviews: ofKind(records, 'management-review'),
      events: told?.all() ?? [],
      toldOf: told?.of,
      config,
      people,
      clock,
      asOf,
      since: epochMoment(repository, world).at,
    },
    notes: [...repository.notes, ...notes, ...historyNotes(found, repository, world)],
    whyNoHistory: 'why' in found ? found.why : undefined,
  };
}

function ofKind<K extends ParsedRecord['kind']>(records: readonly ParsedRecord[], kind: K) {
  return records.filter((record): record is Extract<ParsedRecord, { kind: K }> => record.kind === kind);
}

/** As --repository says; else what the remote called origin calls it, else the folder: never an absolute path. */
function repositoryName(request: Request, { root }: Repository, world: World): string {
  const asked = request.text('repository');
  if (asked === undefined) {
    const remote = root.isGit ? world.git.origin(root.top) : undefined;
    const named = remote === undefined ? undefined : nameOfRemote(remote);
    return named ?? nameOfFolder(root.top.replace(/[/\\]+$/, '').replace(/^.*[/\\]/, ''));
  }
  if (isRepositoryName(asked)) return asked;
  throw new UserError(
    `Unexpected --repository "${asked}", expected a name such as payments or village/shops`,
    'Letters, digits, dots, hyphens and underscores, with slashes between.',
  );
}

function periodOf(request: Request): Period | undefined {
  const [from, to] = (['from', 'to'] as const).map((flag) => {
    const day = request.text(flag);
    if (day === undefined || parseDay(day) !== undefined) return day;
    throw new UserError(`Unexpected --${flag} "${day}", expected a day`, 'Write it like 2026-11-20.');
  });
  if (from === undefined && to === undefined) return undefined;
  if (from !== undefined && to !== undefined && from > to)
    throw new UserError(`Unexpected --from ${from} after --to ${to}`, 'Name the earlier day with --from.');
  return { from: from ?? '0001-01-01', to: to ?? '9999-12-31' };
}
