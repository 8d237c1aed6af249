import { endOfDay } from '../core/clock.ts';
import { formatInstant } from '../core/time.ts';
import { UserError } from '../world/world.ts';
import { changeIncident, type IncidentAtHand, idArgument, openIncident } from './change-incident.ts';
import type { Command, Request } from './command.ts';
import { momentOf, writeOptions } from './edit-record.ts';
import { missingApprovals } from './next-steps.ts';

export const command: Command = {
  arguments: [idArgument],
  options: [...writeOptions],
  examples: [['pir close 2026-11-20-checkout-500s', 'the review is over: every rule has its say']],
  about: 'Closes what is approved, and what is in review where its severity needs no approval.',
  run: async (request, world) => {
    const at = openIncident(request, world, {
      noun: 'close',
      from: ['in_review', 'approved'],
      otherwise: (id) => ({ closed: `It is closed; to change it, pir reopen ${id} --reason "…".` }),
    });
    if (at.status === 'in_review') mustNeedNoApproval(at);
    const closed = closedAt(request, at);
    return changeIncident(request, world, at, {
      command: 'close',
      edits: [
        { edit: 'set', pointer: '/status', value: 'closed' },
        { edit: 'set', pointer: '/times/closed', value: closed },
      ],
      gate: 'whole',
      what: 'close',
    });
  },
};

function mustNeedNoApproval({ id, record, repository }: IncidentAtHand): void {
  const needed = repository.config.approvals[record.data.severity ?? ''] ?? [];
  if (needed.length === 0) return;
  const [role = needed[0]] = missingApprovals(record.data, repository);
  throw new UserError(
    `Unexpected close of ${id}, which is in review, expected approval by ${needed.join(', ')} first`,
    `Ask for it: pir approve ${id} --role ${role} --by @handle.`,
  );
}

/** Now, or the end of the day that --on names, if that is another one. */
function closedAt(request: Request, { on, repository }: IncidentAtHand): string {
  const isToday = request.text('on') === undefined || on === repository.zone.dayOf(repository.asOf);
  return isToday ? momentOf(repository) : formatInstant(endOfDay(on, repository.zone));
}
