import type { Edit } from '../../core/record/edit.ts';
import type { Row } from '../../core/report.ts';
import { riskChangeColumns } from '../../core/risk/changes.ts';
import { wayOf } from '../../core/risk/heat-map.ts';
import { isSerious, levelOf, scoreWords } from '../../core/risk/level.ts';
import { planOf } from '../../core/risk/plan.ts';
import { effectOf, scoresOf } from '../../core/risk/scores.ts';
import { UserError } from '../../world/world.ts';
import { reasonOf } from '../change-incident.ts';
import { changeRecords } from '../change-records.ts';
import type { Command } from '../command.ts';
import { idOf, writeOptions } from '../edit-record.ts';
import { dayIn, figureOf } from './figures.ts';
import { incidentOf, linkEdits } from './link-incident.ts';
import { idArgument, openRisk, type RiskAtHand } from './open-risk.ts';

export const command: Command = {
  arguments: [idArgument],
  options: [
    { name: 'likelihood', value: 'N', about: 'how likely it is, from 1 to the scale of the config', isRequired: true },
    { name: 'impact', value: 'N', about: 'how bad it would be, from 1 to the scale of the config', isRequired: true },
    { name: 'reason', value: 'R', about: 'why it is so', isRequired: true },
    { name: 'incident', value: 'ID', about: 'the incident that says so; it gets the link too' },
    { name: 'review-by', value: 'D', about: 'the day by which to look at it again' },
    ...writeOptions,
  ],
  examples: [
    [
      'pir risk assess R-014 --likelihood 3 --impact 4 --incident 2026-11-20-checkout-500s --reason "it happened"',
      'what an incident says about a risk, written down in both',
    ],
    [
      'pir risk assess R-014 --likelihood 1 --impact 4 --reason "limits are code now" --review-by 2027-11-20',
      'assessed down once the plan has worked',
    ],
  ],
  about:
    'The last assessment is the present score; its level is computed (risk.bands in pir.config.yaml). With --incident the incident gets its link with the effect (new, raised, lowered or unchanged), or the link that stands there gets the new one. Links are no part of what is signed: an approved or closed incident may get them.',
  run: async (request, world) => {
    const at = openRisk(request, world, 'assessment');
    const { repository, record, id, by, on } = at;
    const { config } = repository;
    const likelihood = figureOf(request, 'likelihood', config) ?? 0;
    const impact = figureOf(request, 'impact', config) ?? 0;
    const reason = reasonOf(request);
    const reviewBy = dayIn(request, 'review-by');
    const before = scoresOf(record.data, config).at(-1);
    if (before?.on !== undefined && before.on !== null && on < before.on)
      throw new UserError(
        `Unexpected assessment on ${on}, before the last one on ${before.on}`,
        'The last one is the present score. Say a later day after --on.',
      );
    const incident = incidentOf(request, on, repository);
    const after = { likelihood, impact, ...levelOf(likelihood, impact, config) };
    const effect = effectOf(before, after);
    const named = incident && idOf(incident);
    const value = { on, by, likelihood, impact, ...(named !== undefined && { incident: named }), reason };
    const edits: Edit[] = [
      { edit: 'append', pointer: '/assessments', value },
      ...(reviewBy === undefined ? [] : [{ edit: 'set' as const, pointer: '/review_by', value: reviewBy }]),
    ];
    const row: Row = {
      risk: id,
      title: record.data.title ?? null,
      before: before === undefined ? null : scoreWords(before),
      after: scoreWords(after),
      level_before: before?.level ?? null,
      level_after: after.level,
      effect,
      incident: named ?? null,
      on,
      by,
      reason,
    };
    const words = `${scoreWords(after)} ${after.level}`;
    const way = before === undefined ? words : `${scoreWords(before)} ${before.level} → ${words}`;
    return changeRecords(request, repository, world, {
      command: 'risk assess',
      changes: [
        // What happened is written down first; the plan follows.
        { record, edits, gate: 'edit', mayLeave: ['risk-plan'] },
        ...(incident === undefined
          ? []
          : [{ record: incident, edits: linkEdits(incident, id, effect), gate: 'edit' as const }]),
      ],
      tables: [{ name: 'changes', title: `${id} ${effect}`, columns: riskChangeColumns, rows: [row] }],
      page: [
        { block: 'heading', level: 1, text: `${id} ${effect}: ${way}` },
        { block: 'text', text: record.data.title ?? '' },
        { block: 'heat-map', map: wayOf('Likelihood and impact', id, before, after, config) },
      ],
      notes: [],
      did: `${id}: assess at ${words}${named === undefined ? '' : ` after ${named}`}`,
      next: nextAfter(at, after.level, reviewBy),
    });
  },
};

function nextAfter(
  { record, id, repository }: RiskAtHand,
  level: ReturnType<typeof levelOf>['level'],
  reviewBy: string | undefined,
): string[] {
  const { treatment, review_by } = record.data;
  const isUnplanned = isSerious(level) && treatment === 'mitigate' && planOf(record).length === 0;
  const isLate = reviewBy === undefined && review_by !== undefined && repository.clock.isOver(review_by);
  return [
    ...(isUnplanned ? [`Nothing treats it yet: pir risk treat ${id} --action RECORD/A1`] : []),
    ...(isLate ? [`It was to be looked at by ${review_by}. When again: pir risk treat ${id} --review-by D`] : []),
  ];
}
