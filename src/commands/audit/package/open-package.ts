import type { PackageFile } from '../../../core/audit/package/files.ts';
import { bytesOf } from '../../../core/audit/package/files.ts';
import { type PlacedAction, placedActions } from '../../../core/audit/package/population.ts';
import type { Redactor } from '../../../core/audit/redact/redactor.ts';
import type { SeenEvent } from '../../../core/history/event-rows.ts';
import { eventsOf, type Ledger } from '../../../core/history/ledger.ts';
import type { World } from '../../../world/world.ts';
import { openAsOf } from '../../as-of.ts';
import type { Request } from '../../command.ts';
import type { Gathered } from '../../export/format.ts';
import { gather } from '../../export/gather.ts';
import { seeEvents } from '../../history/see-events.ts';
import { readHistory } from '../../history.ts';
import type { Repository } from '../../repository.ts';
import type { PackageAsked } from './asked.ts';
import { type Asked, innerRequest } from './inner-report.ts';
import { openRedactor } from './open-redactor.ts';
import { signersIn } from './pack-excerpt.ts';
import { stillWorld } from './still-world.ts';

/** Everything that a package is made of, as the commit holds it. */
export interface Opened {
  asked: PackageAsked;
  /** The world in which that commit is the newest, and what is redacted never stood. */
  still: World;
  /** The same with everything, for who judges. */
  plain: World;
  redactor: Redactor | undefined;
  /** The request for another command in it. */
  requestFor(options?: Asked): Request;
  repository: Repository;
  gathered: Gathered;
  /** Every action of the records that count. */
  actions: readonly PlacedAction[];
  ledger: Ledger;
  /** All events, oldest first, with signatures by the repository's own list. */
  seen: readonly SeenEvent[];
  /** The repository's list of SSH keys. */
  signers: PackageFile | undefined;
  /** How many commits the history has, and the first ones. */
  commits: number;
  roots: readonly string[];
}

/** Reads the commit. CannotJudge where the clone lacks a part of its history. */
export async function openPackage(asked: PackageAsked, outer: Request, world: World): Promise<Opened> {
  const { top, commit } = asked;
  // First of all: in a clone that lacks some, nothing of what follows would be whole.
  const commits = world.git.commitsUpTo(top, commit).size;
  const roots = world.git.rootsOf(top, commit);
  const signers = signersIn(top, commit, world);
  const list = signers && new TextDecoder().decode(bytesOf(signers.data));
  const plain = stillWorld(world, { top, commit, signers: list });
  const requestFor = (options: Asked = {}) => innerRequest(outer, commit, options);
  const request = requestFor({ repository: asked.name ?? `repository-${(roots[0] ?? commit).slice(0, 12)}` });
  const { redactor, world: still } =
    asked.redaction === undefined
      ? { redactor: undefined, world: plain }
      : await openRedactor(asked.redaction, commit, request, openAsOf(request, plain), plain);
  const repository = openAsOf(request, still);
  const gathered = await gather(request, repository, still);
  const { ledger } = await readHistory(request, repository, still);
  const { records, told } = gathered;
  return {
    asked,
    still,
    plain,
    redactor,
    requestFor,
    repository,
    gathered,
    actions: placedActions({
      records,
      told: (record, { id }) => (id === undefined ? undefined : told?.of(record).actions.get(id)),
    }),
    ledger,
    seen: await seeEvents(eventsOf(ledger), true, repository, still),
    // A key leads to a person as well as a name does.
    signers: asked.redaction?.people ? undefined : signersIn(top, commit, still),
    commits,
    roots,
  };
}
