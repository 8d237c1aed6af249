import type { Edit } from '../../core/record/edit.ts';
import { each } from '../../core/record/record.ts';
import { planOf } from '../../core/risk/plan.ts';
import { someOf } from '../../core/words.ts';
import { UserError } from '../../world/world.ts';
import { reasonOf } from '../change-incident.ts';
import { changeRecords } from '../change-records.ts';
import type { Command, Request } from '../command.ts';
import { findAction, writeOptions } from '../edit-record.ts';
import { dayIn, targetOf } from './figures.ts';
import { idArgument, openRisk, type RiskAtHand } from './open-risk.ts';
import { treatments } from './treatments.ts';

export const command: Command = {
  arguments: [idArgument],
  options: [
    { name: 'action', value: 'REF', about: 'an action of the plan, as RECORD/A1; may be repeated', isMany: true },
    { name: 'control', value: 'C', about: 'a control against it, as iso27001:A.8.32; may be repeated', isMany: true },
    { name: 'treatment', value: 'T', about: 'what is done about it', choices: Object.keys(treatments) },
    { name: 'target', value: 'LxI', about: 'the likelihood and impact to reach, as 1x4' },
    { name: 'review-by', value: 'D', about: 'the day by which to look at it again' },
    { name: 'accept-until', value: 'D', about: 'bear it as it is until the end of that day; needs --reason' },
    { name: 'reason', value: 'R', about: 'with --accept-until: why it can be borne' },
    { name: 'end-acceptance', about: 'it is not borne any more: take the acceptance out' },
    ...writeOptions,
  ],
  examples: [
    [
      'pir risk treat R-014 --action 2026-11-20-checkout-500s/A1 --control iso27001:A.8.32',
      'what an incident found missing goes into the treatment',
    ],
    ['pir risk treat R-014 --accept-until 2027-05-26 --reason "replaced by then" --by @cto', 'an acceptance that ends'],
  ],
  about:
    'Adds to the treatment plan and the controls; what stands there already is not doubled. An acceptance says who bears the risk until when and why. It does not end the treatment: a plan goes on under it, unless --treatment accept is said too. After its day the rule risk-review asks for a new decision.',
  run: (request, world) => {
    const at = openRisk(request, world, 'treatment');
    const steps = [...planned(request, at), ...decided(request, at)];
    if (steps.length === 0 && !isAnythingSaid(request))
      throw new UserError(
        'Unexpected end of the command line, expected what is to change: --action, --control, --treatment, --target, --review-by, --accept-until or --end-acceptance',
        'Run pir risk treat --help.',
      );
    const { record, id, repository } = at;
    return changeRecords(request, repository, world, {
      command: 'risk treat',
      changes: [{ record, edits: steps.flatMap(({ edits }) => edits), gate: 'edit' }],
      tables: [],
      notes: steps.length === 0 ? [`${id} has all of that already: nothing to write`] : [],
      did: `${id}: ${steps.length === 0 ? 'treat' : steps.map(({ what }) => what).join(', ')}`,
      next: [],
    });
  },
};

/** One thing that changes, and how it is said in the commit. */
interface Step {
  edits: readonly Edit[];
  what: string;
}

function isAnythingSaid(request: Request): boolean {
  return request.many('action').length > 0 || request.many('control').length > 0;
}

/** What is added to plan and controls; nothing twice. */
function planned(request: Request, { record, repository }: RiskAtHand): Step[] {
  const known = new Set(planOf(record));
  const refs = request.many('action').map((said) => {
    const { ref, record: holder, index } = findAction(said, repository);
    const list =
      holder.kind === 'management-review' ? holder.data.decisions : 'actions' in holder.data ? holder.data.actions : [];
    const isGone =
      ('status' in holder.data && holder.data.status === 'withdrawn') || list?.[index]?.status === 'cancelled';
    if (isGone)
      throw new UserError(
        `Unexpected action ${ref}, which was given up, expected one that treats the risk`,
        'Name another.',
      );
    return ref;
  });
  const controls = request.many('control').map((control) => control.trim());
  if (controls.includes(''))
    throw new UserError('Unexpected empty --control, expected the id of a control', 'Write it like iso27001:A.8.32.');
  const standing = new Set([...each(record.data.controls)].map(([, control]) => control));
  return [...added('/plan', refs, known, 'by'), ...added('/controls', controls, standing, 'with control')];
}

function added(pointer: string, said: readonly string[], known: ReadonlySet<string>, word: string): Step[] {
  const fresh = [...new Set(said)].filter((item) => !known.has(item));
  if (fresh.length === 0) return [];
  return [
    {
      edits: fresh.map((value) => ({ edit: 'append', pointer, value })),
      what: `treat ${word} ${someOf(fresh)}`,
    },
  ];
}

function decided(request: Request, { record, id, repository, by, on }: RiskAtHand): Step[] {
  const treatment = request.text('treatment');
  const target = targetOf(request, repository.config);
  const reviewBy = dayIn(request, 'review-by');
  const until = dayIn(request, 'accept-until');
  const isEnded = request.isOn('end-acceptance');
  const { acceptance } = record.data;
  const set = (pointer: string, value: Extract<Edit, { edit: 'set' }>['value'], what: string): Step => ({
    edits: [{ edit: 'set', pointer, value }],
    what,
  });
  if (until !== undefined && isEnded)
    throw new UserError('Unexpected --accept-until beside --end-acceptance', 'Say one of them.');
  if (until !== undefined && until < on)
    throw new UserError(`Unexpected --accept-until ${until}, before ${on}`, 'Name the last day on which it is borne.');
  if (until === undefined && request.text('reason') !== undefined)
    throw new UserError('Unexpected --reason without --accept-until', 'Leave it out, or say until when it is borne.');
  if (until !== undefined && request.text('reason') === undefined)
    throw new UserError('Unexpected end of the command line, expected --reason', 'Say why the risk can be borne.');
  if (isEnded && acceptance === undefined)
    throw new UserError(`Unexpected --end-acceptance of ${id}, which nobody accepts`, 'Leave it out.');
  if (treatment === 'accept' && until === undefined && (acceptance === undefined || isEnded))
    throw new UserError(
      'Unexpected --treatment accept without anybody who accepts it, expected --accept-until and --reason',
      `pir risk treat ${id} --treatment accept --accept-until D --reason "…" --by @handle`,
    );
  return [
    ...(treatment === undefined ? [] : [set('/treatment', treatment, treatment)]),
    ...(target === undefined ? [] : [set('/target', target, `aim at ${target.likelihood}×${target.impact}`)]),
    ...(until === undefined
      ? []
      : [set('/acceptance', { by, on, until, reason: reasonOf(request) }, `accept until ${until}`)]),
    ...(isEnded ? [{ edits: [{ edit: 'remove' as const, pointer: '/acceptance' }], what: 'end the acceptance' }] : []),
    ...(reviewBy === undefined ? [] : [set('/review_by', reviewBy, `review by ${reviewBy}`)]),
  ];
}
